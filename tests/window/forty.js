/**
 * Whether a keyworker with forty people waits: the longest time for which her window did nothing else, while she types
 * in the field that finds a person and while she scrolls. Prints figures (bar: no task over 50 ms) and asserts nothing,
 * for no test may fail because a machine is slow. Usage: node forty.js APP COMMAND_LINE.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const [app, command] = process.argv.slice(2);
if (!command) {
  console.error('usage: node forty.js APP COMMAND_LINE');
  process.exit(2);
}
process.env.COUNTERSIGN_APP = path.resolve(app);
process.env.COUNTERSIGN_CLI = path.resolve(command);
const { PASSPHRASE, Typist } = await import('./furnish.js');
const { Person } = await import('./person.js');

const PEOPLE = 40;
const NAMES = ['Magda', 'Olle', 'Sanna', 'Yusuf', 'Berit', 'Tomas', 'Jenny', 'Elsa', 'Sven', 'Eva'];

/** Begins to note how long the page's one thread is away at a time. */
function watchPauses() {
  const { port1, port2 } = new MessageChannel();
  const pauses = [];
  let before = performance.now();
  port1.onmessage = () => {
    const now = performance.now();
    pauses.push(now - before);
    before = now;
    port2.postMessage(null);
  };
  port2.postMessage(null);
  globalThis.__pauses = () => {
    port1.close();
    return pauses;
  };
}

async function pausesWhile(person, deed) {
  await person.browser.execute(watchPauses);
  await deed();
  const pauses = await person.browser.execute(() => globalThis.__pauses());
  return pauses.sort((a, b) => b - a);
}

function tell(what, pauses) {
  const over = pauses.filter((pause) => pause > 50).length;
  console.log(`${what}: longest ${pauses[0].toFixed(1)} ms, ${over} of ${pauses.length} over 50 ms`);
}

const home = await mkdtemp(path.join(tmpdir(), 'countersign-forty-'));
const karin = new Typist('Karin', home);
await karin.says('vault', 'create', 'Karin', '--role', 'keyworker');
for (let one = 0; one < PEOPLE; one += 1) {
  const name = `${NAMES[one % NAMES.length]} ${String.fromCharCode(65 + Math.floor(one / NAMES.length))}`;
  const { agreement } = await karin.says('agreement', 'found', '--me', 'Karin', '--other', name);
  await karin.says('suggest', 'goal', `${name} vill sova hela nätter.`, '--reason', 'Det kom upp i tisdags.', '--agreement', agreement, '--language', 'sv');
}
const person = await Person.opens('Karin', home, 'light', { width: 1280, height: 900 });
try {
  await person.unlocks(PASSPHRASE);
  const field = await person.field('find-person');
  tell(
    'typing a name',
    await pausesWhile(person, async () => {
      for (const letter of 'sanna b') await field.addValue(letter);
      await field.clearValue();
    }),
  );
  tell(
    'scrolling forty people',
    await pausesWhile(person, () =>
      person.browser.executeAsync((done) => {
        const bottom = document.documentElement.scrollHeight - innerHeight;
        let step = 0;
        const scroll = () => {
          scrollTo(0, (bottom * step) / 90);
          step += 1;
          if (step <= 90) requestAnimationFrame(scroll);
          else done();
        };
        scroll();
      }),
    ),
  );
} finally {
  await person.window.shut();
  await rm(home, { recursive: true, force: true, maxRetries: 5 });
}

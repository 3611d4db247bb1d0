/**
 * Two real windows without a file: a real relay on loopback carries between them, and then the room itself.
 *
 * The relay is the one that `cargo build` left, with its own settings and a folder of its own. Both people are paired by
 * the command line; everything else they do at their windows. The tests stand in order, each begins where the last one
 * ended.
 */
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before } from 'node:test';

import { acquainted, PASSPHRASE } from './furnish.js';
import { Person } from './person.js';
import { OwnRelay } from './relay.js';
import { chapter } from './story.js';

const LAPTOP = { width: 1280, height: 900 };
const WANTED = 'Jag vill sova hela nätter utan att vakna av drömmar.';
const VISITED = 'Att min syster vågar hälsa på igen.';

let relay;
let karin;
let magda;

before(async () => {
  const [homes, started] = await Promise.all([acquainted(), OwnRelay.starts()]);
  relay = started;
  await homes.magda.suggests('goal', WANTED);
  await homes.magda.tells(homes.karin);
  [karin, magda] = await Promise.all([
    Person.opens('Karin', homes.karin.home, 'light', LAPTOP),
    Person.opens('Magda', homes.magda.home),
  ]);
  await Promise.all([karin.unlocks(PASSPHRASE), magda.unlocks(PASSPHRASE)]);
});
after(async () => {
  await Promise.all([karin?.leave(), magda?.leave()]);
  await relay?.stops();
});

/** Opens the agreement, once more where what arrives moved the list under the hand. */
async function opensWhileItArrives(person) {
  const shown = (hook) => person.browser.$(`[data-testid="${hook}"]`).isDisplayed();
  await person.browser.waitUntil(async () => {
    if ((await shown('part')) || !((await shown('agreement')) || (await shown('person')))) return shown('part');
    await person.browser.$('[data-testid="agreement"], [data-testid="person"]').click();
    return false;
  });
}

/** Goes to the post box or to nearby, from the agreement. */
async function takesRoad(person, road) {
  await person.presses('way-exchange');
  await person.presses(`way-${road}`);
}

/** Meets the device with this code: by itself where the network lets devices look for each other, else by the code. */
async function meets(person, code) {
  const shown = async (hook) => (await person.thing(hook)).isExisting();
  await person.browser.waitUntil(async () => (await shown('nearby-talk')) || (await shown('nearby-code-in')));
  const types = async () => {
    await person.types('nearby-code-in', code);
    await person.presses('nearby-reach');
  };
  // They may find each other while it is typed.
  await types().catch(async (error) => assert.ok(await shown('nearby-talk'), error));
}

/** Suggests a part, from the agreement and back to it. */
async function suggests(person, kind, words) {
  await person.presses('way-suggest');
  await person.chooses(`kind-${kind}`);
  await person.types('words', words);
  await person.presses('suggest-go');
  await person.standsAt('waitingForKeyworker');
  await person.presses('back');
}

/** Goes back to the agreement. */
async function returns(person) {
  await person.presses('back');
  await person.presses('back');
}

chapter('nothing has gone to the relay before somebody turned it on', async () => {
  await Promise.all([karin.opensAgreement(), magda.opensAgreement()]);
  await takesRoad(karin, 'relay');
  await karin.sees('relay-go');
  await karin.looksNarrow('relay-off-laptop');
  const { length } = await readFile(path.join(relay.folder, 'relay.db'));
  assert.ok(length > 0);
  const metrics = await fetch(`${relay.address}/metrics`).then((answer) => answer.text());
  const asked = new Set([...metrics.matchAll(/call="(\w+)"/g)].map(([, call]) => call));
  assert.deepEqual([...asked].filter((call) => call !== 'health' && call !== 'metrics'), []);
});

chapter('Karin turns it on and shows an invitation, and Magda comes in by it', async () => {
  await karin.types('relay-card-in', relay.address);
  await karin.presses('relay-go');
  await karin.presses('relay-card');
  const card = await karin.text('relay-card-code');
  await karin.looksNarrow('relay-card-laptop');
  await takesRoad(magda, 'relay');
  await magda.looksNarrow('relay-off-phone');
  await magda.types('relay-card-in', card);
  await magda.presses('relay-go');
  await magda.sees('heard');
  await magda.looksNarrow('relay-on-phone');
  await Promise.all([returns(karin), returns(magda)]);
});

chapter('a yes arrives by itself, while Magda only looks', async () => {
  await magda.opensPart('waitingForKeyworker');
  await karin.opensPart('waitingForKeyworker');
  await karin.presses('yes');
  await karin.sees('saved');
  await magda.standsAt('bothAgree');
  await magda.reads(WANTED);
  await magda.presses('back');
});

chapter('what lay unsent while the vault was closed goes when it is opened, and comes to who was away', async () => {
  await karin.presses('hide-now');
  await karin.presses('uncover');
  await magda.opensPart('bothAgree');
  await magda.presses('take-back');
  await magda.standsAt('takenBack');
  await magda.presses('back');
  await karin.unlocks(PASSPHRASE);
  await opensWhileItArrives(karin);
  await karin.opensPart('takenBack');
});

chapter('turning the relay off can be undone', async () => {
  await takesRoad(karin, 'relay');
  await karin.presses('relay-off');
  await karin.presses('relay-undo');
  await karin.sees('heard');
  assert.equal(await (await karin.thing('relay-card')).isExisting(), false, 'it is the same post box: nobody needs a new invitation');
  await returns(karin);
});

chapter('the relay can be turned off, and the room carries what comes then', async () => {
  for (const person of [karin, magda]) {
    await takesRoad(person, 'relay');
    await person.presses('relay-off');
    await person.sees('relay-off-done');
    await person.presses('back');
    await person.presses('way-nearby');
    await person.sees('nearby-open');
  }
  await karin.presses('nearby-open');
  const code = await karin.text('nearby-code');
  await karin.look('nearby-laptop');
  await returns(magda);
  await suggests(magda, 'purpose', VISITED);
  await takesRoad(magda, 'nearby');
  await magda.presses('nearby-open');
  await magda.looksNarrow('nearby-phone');
  await meets(magda, code);
  for (const person of [magda, karin]) {
    await person.browser.$('[data-testid="nearby-talk"][data-done="true"]').waitForDisplayed({ timeoutMsg: `${person.name} is not done` });
  }
  await karin.look('nearby-done-laptop');
  await returns(karin);
  await karin.reads(VISITED);
});

chapter('the relay holds no word of it', async () => {
  const files = await readdir(relay.folder);
  assert.ok(files.length > 0);
  for (const file of files) {
    const bytes = await readFile(path.join(relay.folder, file));
    for (const word of [WANTED, VISITED, 'Magda', 'Karin']) assert.equal(bytes.includes(Buffer.from(word)), false, `“${word}” in ${file}`);
  }
});

chapter('no screen on the way has a barrier', () => {
  assert.deepEqual([...magda.barriers, ...karin.barriers], []);
});

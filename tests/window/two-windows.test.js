/**
 * Two people, two windows, two home folders, and no network: the story the first window exists for.
 *
 * Karin founds an agreement, they pair by a typed code and compared pictures, and everything else goes by file:
 * a suggestion, something else, a yes, and a yes taken back. Both windows speak Swedish. Each screen on the way is
 * checked with axe. The tests stand in order, each begins where the last one ended; the first that fails stops the story.
 */
import assert from 'node:assert/strict';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { after, before } from 'node:test';

import { Person } from './person.js';
import { chapter } from './story.js';

const LAPTOP = { width: 1280, height: 900 };
const PASSPHRASE = 'sju tysta hägrar i skymning';
const ASKED = 'Karin får prata med Anna på bostadskontoret om min hyra, till 1 juli 2027.';
const WANTED = 'Karin får prata med Anna om min hyra, men bara när jag är med.';

let magda;
let karin;

before(async () => {
  [magda, karin] = await Promise.all([Person.sitDown('Magda'), Person.sitDown('Karin', LAPTOP)]);
});
after(() => Promise.all([magda?.leave(), karin?.leave()]));

async function makesVault(person, role) {
  await person.sees('create');
  await person.speaks('sv');
  await person.look(`${person.name.toLowerCase()}-lock`);
  await person.presses('create');
  await person.sees(`role-${role}`);
  await person.look(`${person.name.toLowerCase()}-start`);
  await person.presses(`role-${role}`);
  if (role === 'client') {
    await person.sees('first-words');
    await person.look('first-words');
    await person.presses('first-go');
  }
  await person.presses('vault-rename');
  await person.types('vault-name', person.name);
  await person.types('new-passphrase', PASSPHRASE);
  await person.look(`${person.name.toLowerCase()}-create`);
  await person.presses('create-vault');
  await person.sees('kit-words');
  await person.look(`${person.name.toLowerCase()}-kit`);
  await person.presses('kit-later');
  await person.sees('found');
}

/** Sends by file from the agreement's screen and gives the file's path. */
async function sends(person) {
  await person.presses('way-exchange');
  await person.presses('send');
  await person.sees('sent');
  const file = await person.text('sent-path');
  assert.ok((await stat(file)).size > 0, file);
  await person.presses('back');
  return file;
}

/** Receives a file at the agreement's screen: looks first, then takes it in. */
async function receives(person, file, { screen } = {}) {
  await person.presses('way-exchange');
  await person.choosesFile('file', file);
  await person.sees('looked');
  if (screen) await person.look(screen);
  await person.presses('take-in');
  await person.sees('received');
  await person.presses('to-agreement');
}

chapter('each makes a vault of her own', async () => {
  await Promise.all([makesVault(magda, 'client'), makesVault(karin, 'keyworker')]);
});

chapter('Karin founds an agreement and shows a code', async () => {
  await karin.presses('found');
  await karin.types('my-name', 'Karin');
  await karin.types('other-name', 'Magda');
  await karin.look('found');
  await karin.presses('found-go');
  await karin.presses('way-pair');
  await karin.presses('invite');
  await karin.sees('invite-code');
  await karin.look('pair-code');
});

chapter('they pair by the typed code and compare the pictures', async () => {
  const code = await karin.text('invite-code');
  await magda.presses('join');
  await magda.types('code', code.toLowerCase());
  await magda.look('join');
  await magda.presses('join-go');
  const request = await magda.text('request-out');

  await karin.pastes('request-in', request);
  await karin.presses('request-take');
  const offer = await karin.text('offer-out');
  await magda.pastes('offer-in', offer);
  await magda.presses('offer-take');

  const [hers, mine] = [await magda.pictures(), await karin.pictures()];
  assert.equal(hers.length, 7);
  assert.deepEqual(hers, mine);
  await magda.look('pictures-phone');
  await karin.look('pictures-laptop');
  await magda.presses('pictures-same');
  await karin.presses('pictures-same');

  const welcome = await karin.text('welcome-out');
  await magda.pastes('welcome-in', welcome);
  await magda.presses('welcome-take');
  await magda.presses('pair-done');
  await karin.presses('pair-done');
  await receives(karin, await sends(magda));
});

chapter('Karin suggests a mandate, with a reason, and sends it by file', async () => {
  await karin.presses('suggest');
  await karin.chooses('open-open');
  await karin.chooses('kind-mandate');
  await karin.types('task', 'prata');
  await karin.types('toward', 'Anna på bostadskontoret');
  await karin.types('about', 'min hyra');
  await karin.pastes('until', '2031-07-01');
  await karin.types('words', ASKED);
  await karin.types('reason', 'Anna frågade vem hon får ringa.');
  await karin.look('suggest-laptop');
  await karin.presses('suggest-go');
  await karin.standsAt('waitingForClient');
  const file = await sends(karin);
  await receives(magda, file, { screen: 'receive-phone' });
  await magda.look('agreement-phone');
  await magda.opensPart('waitingForClient');
  await magda.reads(ASKED);
  await magda.look('part-phone');
});

chapter('all four answers look the same and stand in order', async () => {
  const answers = await magda.answers();
  assert.deepEqual(answers.map(({ hook }) => hook), ['yes', 'no', 'something-else', 'not-now']);
  for (const { hook, look } of answers) assert.deepEqual(look, answers[0].look, hook);
});

chapter('Magda wants something else, and nobody asks her why', async () => {
  await magda.presses('something-else');
  await magda.types('words', WANTED);
  assert.equal(await (await magda.thing('reason')).isExisting(), false);
  await magda.look('something-else-phone');
  await magda.presses('suggest-go');
  await magda.standsAt('waitingForKeyworker');
  await magda.presses('back');
  await receives(karin, await sends(magda));
  // On the laptop the part is still open in its place.
  await karin.standsAt('waitingForKeyworker');
  await karin.reads(WANTED);
  await karin.look('part-laptop');
});

chapter('Karin says yes, and both see that both agree', async () => {
  await karin.presses('yes');
  await karin.sees('saved');
  await karin.standsAt('bothAgree');
  await receives(magda, await sends(karin));
  await magda.opensPart('bothAgree');
  await magda.reads(WANTED);
  await magda.look('agreed-phone');
});

chapter('Karin writes down a use of the mandate, and Magda sees it', async () => {
  await magda.presses('back');
  await karin.presses('use');
  await karin.types('use-words-words', 'Jag ringde Anna. Magda var med.');
  await karin.presses('use-words-go');
  await karin.sees('saved');
  await receives(magda, await sends(karin));
  await magda.presses('way-mandates');
  await magda.sees('mandate');
  await magda.reads('Jag ringde Anna.');
  await magda.look('mandates-phone');
  await magda.presses('back');
});

chapter('what others decided is shown apart, and seen is not yes', async () => {
  await karin.presses('way-decide');
  await karin.types('words', 'Du bor på Lindgården till 1 mars 2027.');
  await karin.types('decided-by', 'Socialnämnden');
  await karin.types('law', 'Ärende 12-345, socialtjänstlagen');
  await karin.pastes('choices', 'Vilket rum\nVem som får hälsa på');
  await karin.types('appeal', 'Skriv till nämnden. Vem som helst får hjälpa dig.');
  await karin.pastes('appeal-until', '2030-12-20');
  await karin.look('decide-laptop');
  await karin.presses('decide-go');
  await karin.sees('decision');
  await karin.look('decided-laptop');
  await karin.presses('back');
  await receives(magda, await sends(karin));
  await magda.opensPart('decided');
  await magda.sees('decision');
  assert.equal(await (await magda.thing('yes')).isExisting(), false);
  await magda.look('decided-phone');
  await magda.presses('seen');
  await magda.sees('seen-done');
  await magda.presses('someone-other');
  await magda.reads('112');
  await magda.look('someone-phone');
  await magda.presses('back');
  await magda.presses('back');
});

chapter('Magda takes her yes back alone, and the next file tells Karin', async () => {
  await magda.opensPart('bothAgree');
  await magda.presses('take-back');
  await magda.standsAt('takenBack');
  await magda.look('taken-back-phone');
  await karin.standsAt('bothAgree');
  await magda.presses('back');
  await receives(karin, await sends(magda));
  await karin.standsAt('takenBack');
  await karin.look('taken-back-laptop');
});

chapter('what happened is there for both, and Hide now covers at once', async () => {
  await magda.presses('way-history');
  await magda.sees('happened');
  await magda.look('history-phone');
  await magda.presses('hide-now');
  await magda.sees('cover');
  await magda.look('hidden-phone');
  await magda.presses('uncover');
  await magda.types('passphrase', 'inte den rätta frasen alls');
  await magda.presses('open');
  await magda.sees('trouble');
  await magda.types('passphrase', PASSPHRASE);
  await magda.presses('open');
  await magda.sees('agreement');
});

chapter('none of their words lie readable on the disk', async () => {
  const words = [ASKED, WANTED, PASSPHRASE, 'bostadskontoret', 'Anna frågade'].map((text) => Buffer.from(text));
  for (const home of [magda.window.home, karin.window.home]) {
    const files = await readdir(home, { recursive: true, withFileTypes: true });
    const paths = files.filter((file) => file.isFile()).map((file) => path.join(file.parentPath ?? file.path, file.name));
    assert.ok(paths.length > 1, home);
    for (const file of paths) {
      const bytes = await readFile(file);
      for (const word of words) assert.equal(bytes.includes(word), false, `“${word}” in ${file}`);
    }
  }
});

chapter('no screen on the way has a barrier', () => {
  assert.deepEqual([...magda.barriers, ...karin.barriers], []);
});

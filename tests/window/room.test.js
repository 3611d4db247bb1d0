/**
 * Two real windows in one network are connected by eight letters, and by nothing else that is typed or carried.
 *
 * Wrong letters, nobody there and a page that was left are told on the way. The devices find each other by multicast on
 * this machine's own network. The way by hand is told in two-windows.test.js. The tests stand in order, each begins where
 * the last one ended.
 */
import assert from 'node:assert/strict';
import { after, before } from 'node:test';

import { PASSPHRASE, Typist } from './furnish.js';
import { Person } from './person.js';
import { chapter } from './story.js';
import { newHome } from './window.js';

const LAPTOP = { width: 1280, height: 900 };
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

let karin;
let magda;
let letters;

before(async () => {
  const homes = { karin: new Typist('Karin', await newHome('karin')), magda: new Typist('Magda', await newHome('magda')) };
  await homes.karin.says('vault', 'create', 'Karin', '--role', 'keyworker');
  await homes.magda.says('vault', 'create', 'Magda', '--role', 'client');
  await homes.karin.says('agreement', 'found', '--me', 'Karin', '--other', 'Magda');
  [karin, magda] = await Promise.all([
    Person.opens('Karin', homes.karin.home, 'light', LAPTOP),
    Person.opens('Magda', homes.magda.home),
  ]);
  await Promise.all([karin.unlocks(PASSPHRASE), magda.unlocks(PASSPHRASE)]);
});
after(() => Promise.all([karin?.leave(), magda?.leave()]));

/** Types letters on the page for them. */
async function types(person, typed) {
  await person.types('code', typed);
  await person.presses('join-go');
}

/** Waits until this is said to be wrong. */
async function isTold(person, code) {
  const note = await person.browser.$(`[data-testid="room-trouble"][data-code="${code}"]`);
  await note.waitForDisplayed({ timeout: 40_000, timeoutMsg: `${person.name} is not told ${code}` });
}

/** Goes to the page where two are connected, from the first screen. */
async function toConnect(person) {
  const row = await person.browser.$('[data-testid="agreement"], [data-testid="person"]');
  await row.waitForDisplayed();
  await row.click();
  await person.presses('way-pair');
}

chapter('letters that nobody shows are told after a while, with what to do', async () => {
  await magda.presses('join');
  await magda.looksNarrow('room-join');
  await types(magda, '0000-0000');
  await magda.sees('room-waits');
  await isTold(magda, 'roomApart');
  await magda.looksNarrow('room-apart');
});

chapter('Karin shows eight letters, and other letters do not open her device', async () => {
  await toConnect(karin);
  await karin.look('room-begin');
  await karin.presses('room-show');
  letters = (await karin.text('room-letters')).trim();
  assert.match(letters, new RegExp(`^[${ALPHABET}]{4}-[${ALPHABET}]{4}$`));
  await karin.looksNarrow('room-letters');
  const last = ALPHABET[(ALPHABET.indexOf(letters.at(-1)) + 1) % ALPHABET.length];
  await types(magda, letters.slice(0, -1) + last);
  await isTold(magda, 'roomLetters');
  await magda.looksNarrow('room-wrong');
});

chapter('letters of a page that was left are good for nothing, and new ones are other letters', async () => {
  await karin.presses('room-carry');
  await karin.sees('invite-code');
  await karin.presses('room-show');
  const anew = (await karin.text('room-letters')).trim();
  assert.notEqual(anew, letters);
  letters = anew;
});

chapter('pictures that are said to differ stop both, and each is told what to do', async () => {
  await types(magda, letters);
  await Promise.all([magda.sees('pictures'), karin.sees('pictures')]);
  await karin.presses('pictures-differ');
  await (await karin.browser.$('[data-testid="trouble"][data-code="picturesDiffer"]')).waitForDisplayed();
  await isTold(magda, 'roomLeft');
  await magda.looksNarrow('room-left');
  await magda.presses('pictures-differ');
  await (await magda.browser.$('[data-testid="trouble"][data-code="picturesDiffer"]')).waitForDisplayed();
  await magda.looksNarrow('room-differ');
  await magda.presses('join-anew');
  await karin.presses('room-show');
  letters = (await karin.text('room-letters')).trim();
});

chapter('the right ones do: both see the same pictures, and whoever says so first waits with a word', async () => {
  await types(magda, letters.toLowerCase().replace('-', ' '));
  const [hers, mine] = [await magda.pictures(), await karin.pictures()];
  assert.equal(hers.length, 7);
  assert.deepEqual(hers, mine);
  for (const hook of ['offer-out', 'request-in', 'welcome-in']) {
    assert.equal(await (await karin.thing(hook)).isExisting(), false, hook);
    assert.equal(await (await magda.thing(hook)).isExisting(), false, hook);
  }
  await karin.looksNarrow('room-pictures');
  await karin.presses('pictures-same');
  await karin.sees('room-waits');
  await karin.looksNarrow('room-said');
  await magda.sees('pictures');
});

chapter('when the other says it too, both are connected, and what each has is with the other', async () => {
  await magda.presses('pictures-same');
  for (const person of [magda, karin]) {
    await person.sees('pair-done');
    await person.looksNarrow(`room-done-${person.name.toLowerCase()}`);
  }
  assert.equal(await (await magda.thing('pair-file')).isExisting(), false, 'no file is left to make');
  assert.deepEqual(magda.typed.filter((hook) => hook !== 'passphrase'), ['code', 'code', 'code', 'code']);
  await Promise.all([magda.presses('pair-done'), karin.presses('pair-done')]);
  for (const person of [magda, karin]) {
    await person.presses('way-exchange');
    await person.sees('send');
    await person.settles();
    assert.equal(await (await person.thing('unsent')).isExisting(), false, `${person.name} has something unsent`);
  }
});

chapter('no screen on the way has a barrier', () => {
  assert.deepEqual([...magda.barriers, ...karin.barriers], []);
});

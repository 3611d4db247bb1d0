/**
 * The first ten minutes: from an app that was never opened to one part on both copies.
 *
 * Magda types at most one sentence and takes a passphrase that is offered to her; the messages of pairing are carried,
 * not typed. Her taps are counted, and so is what she types. Karin has her vault and has founded the agreement.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { Person } from './person.js';

const SENTENCE = 'Jag vill sova hela nätter.';
const TAPS_MAX = 25;

let magda;
let karin;
before(async () => {
  [magda, karin] = await Promise.all([Person.sitDown('Magda', { width: 360, height: 640 }), Person.sitDown('Karin')]);
});
after(() => Promise.all([magda?.leave(), karin?.leave()]));

async function karinWaits() {
  await karin.presses('create');
  await karin.presses('role-keyworker');
  await karin.presses('use-offered');
  await karin.presses('create-vault');
  await karin.presses('kit-later');
  await karin.presses('found');
  await karin.types('my-name', 'Karin');
  await karin.types('other-name', 'Magda');
  await karin.presses('found-go');
  await karin.presses('way-pair');
  await karin.presses('invite');
  return karin.text('invite-code');
}

async function magdaBegins() {
  await magda.speaks('sv');
  await magda.presses('create');
  await magda.presses('role-client');
  await magda.types('first-words', SENTENCE);
  await magda.presses('first-go');
  await magda.presses('use-offered');
  await magda.presses('create-vault');
  await magda.presses('kit-later');
}

async function theyPair(code) {
  await magda.presses('join');
  await magda.pastes('code', code);
  await magda.presses('join-go');
  await karin.pastes('request-in', await magda.text('request-out'));
  await karin.presses('request-take');
  await magda.pastes('offer-in', await karin.text('offer-out'));
  await magda.presses('offer-take');
  assert.deepEqual(await magda.pictures(), await karin.pictures());
  await magda.presses('pictures-same');
  await karin.presses('pictures-same');
  await magda.pastes('welcome-in', await karin.text('welcome-out'));
  await magda.presses('welcome-take');
  await magda.presses('pair-first');
  await karin.presses('pair-done');
}

async function magdaSuggests() {
  await magda.chooses('kind-goal');
  assert.equal(await magda.text('words'), SENTENCE, 'what she wrote before any key is still there');
  await magda.presses('suggest-go');
  await magda.standsAt('waitingForKeyworker');
  await magda.presses('back');
  await magda.presses('way-exchange');
  await magda.presses('send');
  await magda.sees('sent');
  return magda.text('sent-path');
}

test('from the first start to one part on both copies, with one sentence and few taps', async () => {
  const code = await karinWaits();
  await magdaBegins();
  await theyPair(code);
  const file = await magdaSuggests();
  await karin.presses('way-exchange');
  await karin.choosesFile('file', file);
  await karin.presses('take-in');
  await karin.presses('to-agreement');
  await karin.opensPart('waitingForKeyworker');
  await karin.reads(SENTENCE);
  console.log(`Magda: ${magda.taps} taps; typed: ${magda.typed.join(', ')}`);
  assert.ok(magda.taps <= TAPS_MAX, `${magda.taps} taps`);
  assert.deepEqual(magda.typed, ['first-words']);
});

/**
 * The first ten minutes: from an app that was never opened to one part on both copies.
 *
 * Magda types at most one sentence and eight letters, and takes a passphrase that is offered to her; the messages of
 * pairing go by themselves, in the network that both are in. Her taps are counted, and so is what she types. Karin has
 * her vault and has founded the agreement. The way by hand is told in two-windows.test.js.
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
  await karin.presses('room-show');
  return karin.text('room-letters');
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

async function theyPair(letters) {
  await magda.presses('join');
  await magda.types('code', letters.toLowerCase());
  await magda.presses('join-go');
  assert.deepEqual(await magda.pictures(), await karin.pictures());
  await magda.presses('pictures-same');
  await magda.sees('room-waits');
  await karin.presses('pictures-same');
  // Both go on by themselves, and the first words of both are here and there.
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

test('from the first start to one part on both copies, with one sentence, eight letters and few taps', async () => {
  const letters = await karinWaits();
  await magdaBegins();
  await theyPair(letters);
  const file = await magdaSuggests();
  await karin.presses('way-exchange');
  await karin.choosesFile('file', file);
  await karin.presses('take-in');
  await karin.presses('to-agreement');
  await karin.opensPart('waitingForKeyworker');
  await karin.reads(SENTENCE);
  console.log(`Magda: ${magda.taps} taps; typed: ${magda.typed.join(', ')}`);
  assert.ok(magda.taps <= TAPS_MAX, `${magda.taps} taps`);
  assert.deepEqual(magda.typed, ['first-words', 'code']);
});

/**
 * Magda's only telephone is gone. On a new one, with her 24 words and Karin beside her, she comes back; Karin's window
 * locks half-way and goes on where it stopped; then the lost telephone is removed.
 *
 * What stood before the loss is made by the command line; the rest is done at two windows. The tests stand in order, each
 * begins where the last one ended.
 */
import assert from 'node:assert/strict';
import { after, before } from 'node:test';

import { acquainted, PASSPHRASE } from './furnish.js';
import { Person } from './person.js';
import { chapter } from './story.js';

const LAPTOP = { width: 1280, height: 900 };
const VISITED = 'Att min syster vågar hälsa på igen.';

let karin;
let magda;
let words;

before(async () => {
  const typing = await acquainted();
  await typing.magda.suggests('purpose', VISITED);
  await typing.magda.tells(typing.karin);
  words = (await typing.magda.says('vault', 'kit')).words.join(' ');
  [karin, magda] = await Promise.all([Person.opens('Karin', typing.karin.home, 'light', LAPTOP), Person.sitDown('Magda')]);
});
after(() => Promise.all([karin?.leave(), magda?.leave()]));

/** Karin's way to where a device of Magda's is met. */
async function meets() {
  await karin.presses('way-safety');
  await karin.presses('safety-devices');
  await karin.presses('device-meet');
}

chapter('Magda makes new notes on a new telephone, and says that she lost her old one', async () => {
  await magda.sees('create');
  await magda.speaks('sv');
  await magda.presses('create');
  await magda.presses('role-client');
  await magda.presses('first-go');
  await magda.presses('vault-rename');
  await magda.types('vault-name', 'Magda');
  await magda.types('new-passphrase', PASSPHRASE);
  await magda.presses('create-vault');
  await magda.presses('kit-later');
  await magda.presses('join');
  await magda.presses('join-lost');
  await magda.reads('Inget som ni två kom överens om är borta.');
  await magda.look('return');
});

chapter('Karin shows a code, her window locks, and both go on to the pictures', async () => {
  await karin.speaks('sv');
  await karin.unlocks(PASSPHRASE);
  await meets();
  await karin.look('meet-device');
  await karin.presses('device-invite');
  await magda.pastes('code-in', await karin.text('invite-code'));
  await magda.presses('code-take');
  const request = await magda.text('request-out');
  await karin.pastes('request-in', request);
  await karin.presses('request-take');
  const offer = await karin.text('offer-out');
  await karin.presses('hide-now');
  await karin.presses('uncover');
  await magda.pastes('offer-in', offer);
  await magda.presses('offer-take');
  await karin.unlocks(PASSPHRASE);
  await meets();
  const [hers, mine] = [await magda.pictures(), await karin.pictures()];
  assert.equal(hers.length, 7);
  assert.deepEqual(hers, mine);
  await magda.presses('pictures-same');
  await karin.presses('pictures-same');
});

chapter('she types her words once, and a word with a slip is told by its place', async () => {
  await magda.look('return-words');
  await magda.pastes('recovery-words', words.replace(/^\S+/, 'magda'));
  await magda.presses('return-go');
  assert.equal(await (await magda.sees('trouble')).getAttribute('data-code'), 'kitWordUnknown');
  await magda.pastes('recovery-words', words);
  await magda.presses('return-go');
  const addition = await magda.text('addition-out');
  await magda.look('return-carry');
  await karin.pastes('addition-in', addition);
  await karin.presses('addition-take');
  await karin.look('meet-done');
});

chapter('everything comes with one file', async () => {
  await karin.presses('device-done');
  await karin.presses('send');
  await karin.sees('sent');
  const file = await karin.text('sent-path');
  await magda.presses('device-done');
  await magda.choosesFile('file', file);
  await magda.sees('looked');
  await magda.presses('take-in');
  await magda.sees('received');
  await magda.presses('to-agreement');
  await magda.reads(VISITED);
});

chapter('the lost telephone is offered for removal, and Karin sees both', async () => {
  await magda.beginsAnew();
  await magda.presses('way-safety');
  await magda.presses('safety-devices');
  await magda.sees('came-back');
  await magda.look('devices-came-back');
  await magda.presses('remove');
  await magda.presses('remove-go');
  await magda.browser.$('[data-testid="device"][data-kind="removed"]').waitForDisplayed();
  await magda.beginsAnew();
  await magda.opensAgreement();
  await magda.presses('way-exchange');
  await magda.presses('send');
  await magda.sees('sent');
  const file = await magda.text('sent-path');
  await karin.choosesFile('file', file);
  await karin.sees('looked');
  await karin.presses('take-in');
  await karin.sees('received');
  await karin.beginsAnew();
  await karin.presses('way-safety');
  await karin.presses('safety-devices');
  await karin.browser.$('[data-testid="device"][data-kind="removed"]').waitForDisplayed();
  await karin.reads('med återställningsord');
});

chapter('no screen on the way keeps anybody out', () => {
  assert.deepEqual([...karin.barriers, ...magda.barriers], []);
});

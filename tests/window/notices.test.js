/**
 * A notice in the real window: asked of the message bus for whoever wants it, while another window is in
 * front, and with no word of anybody. What is asked is heard by a monitor on a bus of the test's own; Karin's window is
 * the other one, and a real relay carries.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { after, before, test } from 'node:test';

import { ownBus } from './bus.js';
import { acquainted, PASSPHRASE } from './furnish.js';
import { Person } from './person.js';
import { OwnRelay } from './relay.js';

const WANTED = 'Jag vill sova hela nätter.';
const SAID = ['string "Countersign"', 'uint32 0', 'string ""', 'string "Countersign"', 'string "Something has come."'];

let bus;
let monitor;
let relay;
let karin;
let magda;
let heard = '';

const notices = () => heard.split('member=Notify').slice(1);

before(async () => {
  bus = await ownBus();
  monitor = spawn('dbus-monitor', ['--session', "interface='org.freedesktop.Notifications'"], { stdio: ['ignore', 'pipe', 'inherit'] });
  monitor.stdout.on('data', (said) => (heard += said));
  const [homes, started] = await Promise.all([acquainted(), OwnRelay.starts()]);
  relay = started;
  await homes.magda.suggests('goal', WANTED);
  await homes.magda.tells(homes.karin);
  karin = await Person.opens('Karin', homes.karin.home, 'light', { width: 1280, height: 900 });
  magda = await Person.opens('Magda', homes.magda.home);
  await Promise.all([karin.unlocks(PASSPHRASE), magda.unlocks(PASSPHRASE)]);
});
after(async () => {
  await Promise.all([karin?.leave(), magda?.leave()]);
  monitor?.kill();
  bus?.kill();
  await relay?.stops();
});

/** Both use the relay, and stand at their agreement again. */
async function connects() {
  await Promise.all([karin.opensAgreement(), magda.opensAgreement()]);
  for (const person of [karin, magda]) {
    await person.presses('way-exchange');
    await person.presses('way-relay');
  }
  await karin.types('relay-card-in', relay.address);
  await karin.presses('relay-go');
  await karin.presses('relay-card');
  await magda.types('relay-card-in', await karin.text('relay-card-code'));
  await magda.presses('relay-go');
  await magda.sees('heard');
  for (const person of [karin, magda]) {
    await person.presses('back');
    await person.presses('back');
  }
}

test('it says that something has come, and nothing of what', async () => {
  await magda.presses('way-safety');
  await magda.presses('safety-notices');
  await magda.sees('notices-off');
  await magda.chooses('notices-on');
  await magda.look('safety-notices');
  await magda.presses('back');
  await magda.presses('back');
  await connects();
  assert.equal(await magda.browser.execute(() => document.hasFocus()), false, 'Karin’s window is not in front');
  assert.deepEqual(notices(), []);
  await karin.opensPart('waitingForKeyworker');
  await karin.presses('yes');
  await magda.browser.waitUntil(() => notices().length > 0, { timeoutMsg: `no notice came: ${heard}` });
  const [asked] = notices();
  assert.deepEqual([...asked.matchAll(/^ {3}(string|uint32) .*$/gm)].map(([line]) => line.trim()), SAID);
  for (const word of ['Magda', 'Karin', WANTED]) assert.ok(!asked.includes(word), asked);

  assert.deepEqual(magda.barriers, []);
});

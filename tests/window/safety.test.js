/**
 * What keeps an open window safe when nobody is there: it warns, keeps what was typed, and locks by itself; and it
 * hears that the screen was locked. In the real window, because clock, thread, bus and screens only meet there.
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';

import { ownBus } from './bus.js';
import { Person } from './person.js';

const PASSPHRASE = 'seven quiet herons at dusk';
const WORDS = 'I want to live in my own place again.';
/** The shortest patience is one minute; nothing but waiting shows that it ends. */
const MORE_THAN_A_MINUTE = 90_000;

let bus;

before(async () => {
  bus = await ownBus();
});
after(() => bus?.kill());

/** Says on the bus what a desktop says. */
function tell(signal, value) {
  return promisify(execFile)('gdbus', ['emit', '--session', '--object-path', '/org/freedesktop/ScreenSaver', '--signal', signal, value]);
}

async function starts(person) {
  await person.presses('create');
  await person.presses('role-client');
  await person.types('first-words', WORDS);
  await person.presses('first-go');
  await person.types('new-passphrase', PASSPHRASE);
  await person.presses('create-vault');
  await person.presses('kit-later');
  await person.sees('first-kept');
}

test('a window that is left alone warns, keeps what was typed, and locks', async () => {
  const magda = await Person.sitDown('Magda');
  try {
    await starts(magda);
    await magda.look('agreements-first-words');
    await magda.presses('way-safety');
    await magda.sees('safety-copy');
    await magda.look('safety');
    await magda.presses('safety-times');
    await magda.look('safety-times');
    await magda.chooses('idle-1');
    await magda.presses('back');
    await magda.presses('back');
    await magda.types('first-kept', `${WORDS} With a garden.`);
    const soon = await magda.thing('locks-soon');
    await soon.waitForDisplayed({ timeout: MORE_THAN_A_MINUTE, timeoutMsg: 'no warning came' });
    assert.match(await soon.getText(), /(2\d|30) seconds/);
    const lock = await magda.thing('passphrase');
    await lock.waitForDisplayed({ timeout: MORE_THAN_A_MINUTE, timeoutMsg: 'it did not lock' });
    await magda.types('passphrase', PASSPHRASE);
    await magda.presses('open');
    await magda.sees('first-kept');
    await magda.browser.waitUntil(async () => (await magda.text('first-kept')).endsWith('With a garden.'));
    assert.deepEqual(magda.barriers, []);
  } finally {
    await magda.leave();
  }
});

test('a locked screen locks the notes at once, and takes what was copied out of the clipboard', async () => {
  const magda = await Person.sitDown('Magda');
  const holds = async (hook, pasted) => {
    const field = await magda.field(hook);
    await field.click();
    await field.clearValue();
    await magda.browser.keys(['Control', 'v']);
    return (await field.getValue()).includes(pasted);
  };
  try {
    await starts(magda);
    await magda.presses('found');
    await magda.types('my-name', 'Magda');
    await magda.types('other-name', 'Karin');
    await magda.presses('found-go');
    // Her first words are waiting to be suggested.
    await magda.sees('suggest-go');
    await magda.presses('back');
    await magda.presses('way-pair');
    await magda.presses('invite');
    const code = await magda.text('invite-code');
    await magda.presses('invite-copy');
    await magda.browser.waitUntil(() => holds('request-in', code), { timeoutMsg: 'nothing was copied' });
    await tell('org.freedesktop.ScreenSaver.ActiveChanged', 'true');
    await magda.sees('passphrase');
    await magda.browser.waitUntil(async () => !(await holds('passphrase', code)), { timeoutMsg: 'it can still be pasted' });
  } finally {
    await magda.leave();
  }
});

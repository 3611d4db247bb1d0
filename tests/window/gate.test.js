/**
 * The gate by itself: what it lets through, and what it turns into a command that does not exist.
 *
 * Runs its script outside any window, with nothing but the `window` it writes to.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import vm from 'node:vm';

const script = await readFile(new URL('../../src-tauri/isolation/gate.js', import.meta.url), 'utf8');

/** What the gate makes of a message. */
function through(cmd, payload) {
  const context = vm.createContext({ window: {}, ArrayBuffer });
  vm.runInContext(script, context);
  return context.window.__TAURI_ISOLATION_HOOK__({ cmd, payload, callback: 1, error: 2, options: { a: 1 } });
}

test('a known command of ordinary size passes unchanged', () => {
  const message = through('answer', { ask: { words: 'Yes.' } });
  assert.equal(message.cmd, 'answer');
  assert.deepEqual(message.payload, { ask: { words: 'Yes.' } });
});

test('an unknown command is refused, and the screen still gets an answer', () => {
  for (const cmd of ['plugin:shell|execute', 'plugin:event|emit', 'toString', '__proto__', 'constructor', '']) {
    const message = through(cmd, { ask: 1 });
    assert.equal(message.cmd, 'refused_at_the_gate', cmd);
    assert.deepEqual([message.callback, message.error, Object.keys(message.payload)], [1, 2, []]);
  }
});

test('a message that is too large is refused, also as bytes', () => {
  assert.equal(through('open_vault', { ask: 'x'.repeat(5_000) }).cmd, 'refused_at_the_gate');
  assert.equal(through('open_vault', new Uint8Array(5_000)).cmd, 'refused_at_the_gate');
  assert.equal(through('suggest', { ask: 'x'.repeat(200_000) }).cmd, 'refused_at_the_gate');
});

test('words of 16 KiB pass, even escaped, and so does a file', () => {
  assert.equal(through('suggest', { ask: { words: '\u0001'.repeat(16 * 1024) } }).cmd, 'suggest');
  assert.equal(through('receive_file', { ask: { bytes: new Array(256 * 1024).fill(255) } }).cmd, 'receive_file');
});

test('what cannot be measured is refused', () => {
  const circle = {};
  circle.self = circle;
  assert.equal(through('answer', circle).cmd, 'refused_at_the_gate');
});

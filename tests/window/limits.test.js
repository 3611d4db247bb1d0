/**
 * What a hostile page in the window could do: nothing.
 *
 * Runs in the real window, because the policy, the gate and the permissions only meet there. Each try is what an
 * injected script would try first.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { newHome, openWindow } from './window.js';

let window;
before(async () => (window = await openWindow(await newHome('limits'))));
after(() => window?.close());

/** Asks the shell from inside the page and gives the refusal. */
const asked = (cmd) =>
  window.browser.executeAsync((cmd, done) => {
    globalThis.__TAURI_INTERNALS__.invoke(cmd, {}).then(
      () => done('done'),
      (error) => done(`refused: ${error}`),
    );
  }, cmd);

test('commands of nobody, of plugins and of windows are refused', async () => {
  const foreign = [
    'no_such_command',
    'plugin:event|emit',
    'plugin:window|create',
    'plugin:webview|create_webview_window',
    'plugin:path|resolve_directory',
    'plugin:fs|read_file',
    'plugin:shell|execute',
  ];
  for (const cmd of foreign) assert.match(await asked(cmd), /^refused: /, cmd);
});

test('the page has no global shell and frozen prototypes', async () => {
  const found = await window.browser.execute(() => [
    '__TAURI__' in globalThis,
    Object.isFrozen(Object.prototype),
    getComputedStyle(document.getElementById('__tauri_isolation__')).display,
  ]);
  assert.deepEqual(found, [false, true, 'none']);
});

test('the policy stops inline scripts, evaluation and every address outside', async () => {
  const blocked = await window.browser.executeAsync((done) => {
    const found = new Set();
    document.addEventListener('securitypolicyviolation', (event) => {
      found.add(event.effectiveDirective);
      if (found.size === 4) done([...found].sort());
    });
    const script = document.createElement('script');
    script.textContent = 'globalThis.injected = true';
    document.body.append(script);
    const image = document.createElement('img');
    image.src = 'https://example.org/a.png';
    document.body.append(image);
    const frame = document.createElement('iframe');
    frame.src = 'https://example.org/';
    document.body.append(frame);
    fetch('https://example.org/').catch(() => {});
  });
  assert.deepEqual(blocked, ['connect-src', 'frame-src', 'img-src', 'script-src-elem']);
  assert.equal(await window.browser.execute(() => 'injected' in globalThis), false);
});

test('the window goes nowhere and opens nothing', async () => {
  const opened = await window.browser.execute(() => globalThis.open('https://example.org/') === null);
  assert.equal(opened, true);
  await window.browser.execute(() => void (location.href = 'https://example.org/'));
  await window.browser.execute(() => void (location.href = 'data:text/html,elsewhere'));
  assert.match(await window.browser.getUrl(), /^tauri:\/\/localhost/);
  assert.equal((await window.browser.getWindowHandles()).length, 1);
});

test('nothing is kept in the web storage', async () => {
  const kept = await window.browser.execute(() => [localStorage.length, sessionStorage.length, document.cookie]);
  assert.deepEqual(kept, [0, 0, '']);
});

/**
 * One real window: the app's own binary, driven through WebKitWebDriver.
 *
 * Each window has a driver, a port and a home folder of its own, so that two windows are two devices. The binary is
 * the one that `cargo build` left; nothing here stands in for anything. What people do with a window is in person.js.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { remote } from 'webdriverio';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** The app under test. */
export const APP = process.env.COUNTERSIGN_APP ?? path.join(ROOT, 'target/debug/countersign-desktop');

/** The size of the phone that the screens are drawn for, in pixels. */
export const PHONE = { width: 390, height: 844 };

/** A port nobody listens on now. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** Starts a driver on a port of its own, once it answers. The look of the desktop is light or dark. */
export async function startDriver(scheme) {
  const port = await freePort();
  const driver = spawn('WebKitWebDriver', [`--port=${port}`, '--host=127.0.0.1'], {
    env: { ...process.env, TAURI_WEBVIEW_AUTOMATION: 'true', GTK_THEME: scheme === 'dark' ? 'Adwaita:dark' : 'Adwaita' },
    // A group of its own, so that ending it ends the app and its web processes too.
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const failed = new Promise((_, reject) => driver.once('error', reject));
  await Promise.race([answers(port), failed]);
  return { port, end: () => end(driver) };
}

/** Starts an app under a driver; gives what to ask its window with. */
export function startApp({ port }, binary, args) {
  return remote({
    hostname: '127.0.0.1',
    port,
    logLevel: 'error',
    waitforTimeout: 20_000,
    waitforInterval: 50,
    // A window that hangs fails the test; asking it again would only wait longer.
    connectionRetryTimeout: 60_000,
    connectionRetryCount: 0,
    capabilities: {
      browserName: 'wry',
      'wdio:enforceWebDriverClassic': true,
      'webkitgtk:browserOptions': { binary, args },
    },
  });
}

/** Resolves when something listens on the port. */
async function answers(port) {
  const until = Date.now() + 10_000;
  while (Date.now() < until) {
    const status = await fetch(`http://127.0.0.1:${port}/status`).catch(() => null);
    if (status?.ok) return;
    await new Promise((next) => setImmediate(next));
  }
  throw new Error('WebKitWebDriver does not answer');
}

/** A new home folder, outside the repository. */
export function newHome(name) {
  return mkdtemp(path.join(tmpdir(), `countersign-${name}-`));
}

/** Ends a driver with everything it started. Asking politely can hang in the web view's own leave-taking. */
function end(driver) {
  const ended = new Promise((resolve) => driver.once('exit', resolve));
  process.kill(-driver.pid, 'SIGKILL');
  return ended;
}

/** Opens the app over a home folder; `close` ends app and driver and removes the home, `shut` leaves the home. */
export async function openWindow(home, size = PHONE, scheme = 'light') {
  const driver = await startDriver(scheme);
  try {
    const browser = await startApp(driver, APP, ['--home', home]);
    await browser.setWindowRect(null, null, size.width, size.height);
    const shut = () => driver.end();
    const close = async () => {
      await shut();
      await rm(home, { recursive: true, force: true, maxRetries: 5 });
    };
    return { browser, home, close, shut };
  } catch (error) {
    await driver.end();
    throw error;
  }
}

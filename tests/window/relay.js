/**
 * A real relay on loopback for a test: the one that `cargo build` left, with its own settings and a folder of its own.
 *
 * It leaves out who uses it.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { freePort } from './window.js';

const RELAY = process.env.COUNTERSIGN_RELAY ?? fileURLToPath(new URL('../../target/debug/countersign-relay', import.meta.url));

/** A relay of this test's own. */
export class OwnRelay {
  static async starts() {
    const relay = new OwnRelay();
    const port = await freePort();
    relay.folder = await mkdtemp(path.join(tmpdir(), 'countersign-relay-'));
    relay.address = `http://127.0.0.1:${port}`;
    const env = { ...process.env, COUNTERSIGN_RELAY_LISTEN: `127.0.0.1:${port}`, COUNTERSIGN_RELAY_STORE: `sqlite:${relay.folder}/relay.db` };
    relay.process = spawn(RELAY, { env, stdio: ['ignore', 'inherit', 'inherit'] });
    relay.ended = once(relay.process, 'exit');
    const failed = relay.ended.then(() => assert.fail('the relay ended'));
    await Promise.race([relay.answers(), failed]);
    failed.catch(() => undefined);
    return relay;
  }

  /** Resolves when it answers. */
  async answers() {
    const until = Date.now() + 20_000;
    while (Date.now() < until) {
      const health = await fetch(`${this.address}/healthz`).catch(() => null);
      if (health?.ok) return;
      await new Promise((next) => setImmediate(next));
    }
    assert.fail('the relay does not answer');
  }

  async stops() {
    this.process.kill('SIGTERM');
    await this.ended;
    await rm(this.folder, { recursive: true, force: true });
  }
}

/**
 * A message bus of a test's own, so that no signal of it reaches anybody else, and nobody else's reaches the test.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Starts one for every window that is opened afterwards. */
export async function ownBus() {
  const bus = spawn('dbus-daemon', ['--session', '--nofork', '--print-address=1'], { stdio: ['ignore', 'pipe', 'ignore'] });
  const [address] = await once(bus.stdout, 'data');
  process.env.DBUS_SESSION_BUS_ADDRESS = String(address).trim();
  return bus;
}

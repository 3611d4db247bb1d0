/**
 * How long until something can be seen: our lock screen against an empty Tauri window, alternating in one run (P8).
 *
 * From the moment the driver is asked to start the app until the page's own first contentful paint, both told by the
 * one clock of this machine; the driver's share is the same for both. Prints medians and the ratio; asserts nothing,
 * for no test may fail because a machine is slow. Usage: node first-paint.js OURS EMPTY [RUNS].
 */
import { rm } from 'node:fs/promises';

import { newHome, startDriver, startApp } from './window.js';

const [ours, empty, runs = '15'] = process.argv.slice(2);
if (!empty) {
  console.error('usage: node first-paint.js OURS EMPTY [RUNS]');
  process.exit(2);
}

/** The page's first contentful paint as a time of day in ms, once it has happened. */
function painted(done) {
  const told = () => {
    const paint = performance.getEntriesByName('first-contentful-paint')[0];
    if (paint) done(performance.timeOrigin + paint.startTime);
    else requestAnimationFrame(told);
  };
  told();
}

async function firstPaint(app, home) {
  const driver = await startDriver('light');
  try {
    const asked = performance.timeOrigin + performance.now();
    const browser = await startApp(driver, app, home ? ['--home', home] : []);
    return (await browser.executeAsync(painted)) - asked;
  } finally {
    await driver.end();
  }
}

const median = (times) => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)];
const told = (times) => `${Math.round(median(times))} ms (${Math.round(Math.min(...times))} to ${Math.round(Math.max(...times))})`;

const home = await newHome('paint');
const times = { ours: [], empty: [] };
// The first of each warms the disk and is not counted.
for (let run = 0; run <= Number(runs); run += 1) {
  const [a, b] = [await firstPaint(ours, home), await firstPaint(empty)];
  if (run > 0) times.ours.push(a), times.empty.push(b);
}
await rm(home, { recursive: true, force: true, maxRetries: 5 });
console.log(`P8 first paint, n = ${times.ours.length} each, wall: lock screen ${told(times.ours)}, empty window ${told(times.empty)}`);
console.log(`P8 ratio ${(median(times.ours) / median(times.empty)).toFixed(2)} (bar 1.25)`);

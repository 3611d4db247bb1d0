/**
 * Every screen of both roles, in real windows over homes that have been lived in: narrow, phone and laptop; light and
 * dark; text at 200 %; and turned right to left. On each, nothing is clipped and no target is too small; in light and
 * dark axe finds nothing.
 *
 * The screens are found by walking: every way from Today and from the agreement, and one part of each standing. So a
 * new screen that has a way to it is looked at too. COUNTERSIGN_MATRIX names a folder for a picture of each.
 * Right to left, the page is turned and the words stay Swedish; the mirrored pseudo-language is in the design mode.
 */
import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';

import { furnished, PASSPHRASE } from './furnish.js';
import { measure } from './measure.js';
import { Person } from './person.js';

const HEIGHTS = { 320: 640, 390: 844, 1280: 900 };
const LOOKS = ['plain', 'large', 'turned'];
const FOLDER = process.env.COUNTERSIGN_MATRIX;

let homes;
before(async () => (homes = await furnished()));

/** Steps to every screen of a person: names of hooks to press, or a part to open. */
async function stations(person) {
  const ways = (prefix) => person.hooks(prefix);
  await toAgreement(person);
  const fromAgreement = await ways('way-');
  const standings = await person.standings();
  await toToday(person);
  const fromToday = (await ways('way-')).filter((way) => !fromAgreement.includes(way));
  return [
    { name: 'today', go: () => toToday(person) },
    { name: 'agreement', go: () => toAgreement(person) },
    ...fromToday.map((way) => ({ name: way.slice(4), go: async () => (await toToday(person), person.presses(way)) })),
    ...fromAgreement.map((way) => ({ name: way.slice(4), go: async () => (await toAgreement(person), person.presses(way)) })),
    ...standings.map((standing) => ({
      name: `part-${standing}`,
      go: async () => (await toAgreement(person), person.opensPart(standing)),
    })),
    { name: 'cover', go: async () => (await toToday(person), person.presses('hide-now'), person.sees('cover')) },
    { name: 'lock', go: async () => (await person.presses('uncover'), person.sees('passphrase')) },
  ];
}

async function toToday(person) {
  await person.beginsAnew();
  await person.sees('hide-now');
}

async function toAgreement(person) {
  await toToday(person);
  await person.opensAgreement();
}

/** Turns the window into one of the looks. */
async function dress(person, width, look) {
  await person.browser.setWindowRect(null, null, width, HEIGHTS[width]);
  await person.browser.execute((look) => {
    document.documentElement.style.fontSize = look === 'large' ? '200%' : '';
    document.documentElement.dir = look === 'turned' ? 'rtl' : 'ltr';
    document.scrollingElement.scrollTop = 0;
  }, look);
  // Two frames, so that what depends on the size has been drawn anew.
  await person.browser.executeAsync((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())));
}

async function looksAt(person, scheme, name, faults) {
  const looks = scheme === 'dark' ? ['plain'] : LOOKS;
  for (const look of looks) {
    for (const width of [320, 390, 1280]) {
      await dress(person, width, look);
      const place = `${person.name.toLowerCase()}-${name}-${width}-${look === 'plain' ? scheme : look}`;
      for (const fault of await person.browser.execute(measure)) faults.push(`${place}: ${fault}`);
      if (FOLDER) await person.browser.saveScreenshot(path.join(FOLDER, `${place}.png`));
    }
  }
  await dress(person, 390, 'plain');
  await person.look(`${person.name.toLowerCase()}-${name}-${scheme}`);
}

/** Walks through every screen of one person in one scheme and gives what is wrong. */
async function walk(name, home, scheme) {
  const person = await Person.opens(name, home, scheme);
  const faults = [];
  try {
    await person.unlocks(PASSPHRASE);
    await person.browser.execute(() => matchMedia('(prefers-color-scheme: dark)').matches).then((dark) => assert.equal(dark, scheme === 'dark'));
    const all = await stations(person);
    for (const { name: screen, go } of all) {
      await dress(person, 390, 'plain');
      await go();
      await person.settles();
      await looksAt(person, scheme, screen, faults);
    }
    console.log(`${name}, ${scheme}: ${all.length} screens: ${all.map(({ name }) => name).join(', ')}`);
    return [...faults, ...person.barriers];
  } finally {
    await person.window.shut();
  }
}

if (FOLDER) await mkdir(FOLDER, { recursive: true });
for (const scheme of ['light', 'dark']) {
  for (const name of ['Magda', 'Karin']) {
    test(`nothing is clipped and nothing is in the way on ${name}'s screens, ${scheme}`, async () => {
      const faults = await walk(name, homes[name.toLowerCase()].home, scheme);
      assert.equal(faults.length, 0, `\n${faults.join('\n')}`);
    });
  }
}

/**
 * Every screen of both roles, in real windows over homes that have been lived in: narrow, phone and laptop; light and
 * dark; text at 200 %; and turned right to left. On each, nothing is clipped and no target is too small; in light and
 * dark axe finds nothing.
 *
 * The screens are found by walking: every way from Today, from the agreement and from what leads further, one part of
 * each standing with its forms, and the way from the first start. So a new screen that has a way to it is looked at too. COUNTERSIGN_MATRIX names a folder for a picture of each.
 * Right to left, the page is turned and the words stay Swedish; the mirrored pseudo-language is in the design mode.
 */
import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { before, test } from 'node:test';

import { furnished, PASSPHRASE } from './furnish.js';
import { measure } from './measure.js';
import { Person } from './person.js';
import { newHome } from './window.js';

const HEIGHTS = { 320: 640, 390: 844, 1280: 900 };
const LOOKS = ['plain', 'large', 'turned'];
const FOLDER = process.env.COUNTERSIGN_MATRIX;

let homes;
before(async () => (homes = await furnished()));

/** Screens that lead further, with how the ways on them begin. */
const DEEPER = { safety: 'safety-', people: 'us-', checkin: 'way-near', history: 'way-copy', mandates: 'way-sees', exchange: 'way-' };
/** An address at which nothing listens. */
const NOBODY = 'http://127.0.0.1:9';
/** What leads out of the vault and is met elsewhere. */
const ELSEWHERE = ['safety-several', 'safety-kit'];
/** Forms that open on a part of a standing. */
const FORMS = [
  ['waitingForClient', 'say-differently'],
  ['waitingForClient', 'something-else'],
  ['bothAgree', 'felt-pushed'],
  ['bothAgree', 'hold'],
  ['bothAgree', 'use'],
];

/** A way to a screen: first to another one, then a press. */
const behind = (person, first, hook, name) => ({ name, go: async () => (await first(), await person.presses(hook)) });

/** Every screen that a person can walk to from Today, from the agreement and from a part, with how. */
async function stations(person) {
  await toAgreement(person);
  const fromAgreement = await person.hooks('way-');
  const standings = await person.standings();
  await toToday(person);
  const fromToday = (await person.hooks('way-')).filter((way) => !fromAgreement.includes(way));
  const near = [
    { name: 'today', go: () => toToday(person) },
    { name: 'agreement', go: () => toAgreement(person) },
    ...fromToday.map((way) => behind(person, () => toToday(person), way, way.slice(4))),
    ...fromAgreement.map((way) => behind(person, () => toAgreement(person), way, way.slice(4))),
    ...standings.map((standing) => ({
      name: `part-${standing}`,
      go: async () => (await toAgreement(person), await person.opensPart(standing)),
    })),
  ];
  return [...near, ...(await further(person, near)), ...lastly(person)];
}

/** The screens one press behind those. */
async function further(person, near) {
  const found = [];
  for (const { name, go } of near.filter(({ name }) => name in DEEPER)) {
    await go();
    await person.settles();
    const hooks = (await person.hooks(DEEPER[name])).filter((hook) => !ELSEWHERE.includes(hook));
    found.push(...hooks.map((hook) => behind(person, go, hook, `${name}-${hook.replace(DEEPER[name], '') || hook.slice(4)}`)));
  }
  for (const [standing, hook] of FORMS) {
    const part = near.find(({ name }) => name === `part-${standing}`);
    if (!part) continue;
    await part.go();
    await person.settles();
    if ((await person.hooks(hook)).includes(hook)) found.push(behind(person, part.go, hook, `${part.name}-${hook}`));
  }
  return [...found, ...roads(person, found)];
}

/** The roads once they are on: nearby open, and a post box that nobody answers at. */
function roads(person, found) {
  const goTo = (wanted) => found.find(({ name }) => name === wanted).go;
  const waits = async () => {
    await goTo('exchange-relay')();
    await person.settles();
    if ((await person.hooks('relay-go')).length > 0) {
      await person.types('relay-card-in', NOBODY);
      await person.presses('relay-go');
    }
    await person.sees('relay-trouble');
  };
  return [behind(person, goTo('exchange-nearby'), 'nearby-open', 'exchange-nearby-open'), { name: 'exchange-relay-waits', go: waits }];
}

/** Hiding comes last: afterwards the vault is closed. */
function lastly(person) {
  return [
    behind(person, () => toToday(person), 'hide-now', 'cover'),
    { name: 'lock', go: async () => (await person.presses('uncover'), await person.sees('passphrase')) },
  ];
}

/** The screens before there is a key, and before there is an agreement; each begins where the last one ended. */
function beginning(person) {
  const shows = (name, ...hooks) => ({ name, go: async () => { for (const hook of hooks) await person.presses(hook); } });
  return [
    shows('start'),
    shows('start-role', 'create'),
    shows('start-first', 'role-client'),
    shows('start-key', 'first-go'),
    { name: 'start-kit', go: async () => (await person.types('new-passphrase', PASSPHRASE), await person.presses('create-vault'), await person.sees('kit-words')) },
    shows('start-empty', 'kit-later'),
    shows('start-join', 'join'),
    shows('start-found', 'back', 'found'),
    {
      name: 'start-alone',
      go: async () => {
        await person.types('my-name', 'Magda');
        await person.types('other-name', 'Karin');
        await person.presses('found-go');
        await person.sees('way-pair');
      },
    },
    shows('start-pair', 'way-pair'),
    shows('start-room', 'room-show'),
    shows('start-invite', 'room-carry'),
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

/** Looks at each of the stations and gives what is wrong. */
async function walk(person, scheme, all) {
  const faults = [];
  for (const { name, go } of all) {
    await dress(person, 390, 'plain');
    await go();
    await person.settles();
    await looksAt(person, scheme, name, faults);
  }
  console.log(`${person.name}, ${scheme}: ${all.length} screens: ${all.map(({ name }) => name).join(', ')}`);
  return [...faults, ...person.barriers];
}

/** Opens a window over a home, has it looked through, and asks that nothing is wrong. */
async function nothingIsWrong(name, home, scheme, listed) {
  const person = await Person.opens(name, home, scheme);
  try {
    assert.equal(await person.browser.execute(() => matchMedia('(prefers-color-scheme: dark)').matches), scheme === 'dark');
    const faults = await walk(person, scheme, await listed(person));
    assert.equal(faults.length, 0, `\n${faults.join('\n')}`);
  } finally {
    await person.window.shut();
  }
}

if (FOLDER) await mkdir(FOLDER, { recursive: true });
for (const scheme of ['light', 'dark']) {
  test(`nothing is clipped and nothing is in the way from the first start on, ${scheme}`, async () => {
    await nothingIsWrong('Nobody', await newHome('start'), scheme, beginning);
  });
  for (const name of ['Magda', 'Karin']) {
    test(`nothing is clipped and nothing is in the way on ${name}'s screens, ${scheme}`, async () => {
      await nothingIsWrong(name, homes[name.toLowerCase()].home, scheme, async (person) => {
        await person.unlocks(PASSPHRASE);
        return stations(person);
      });
    });
  }
}

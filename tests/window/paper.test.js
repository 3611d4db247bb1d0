/**
 * A sheet as a PDF file, written by the real web view: A4, the words as they were signed, in every script.
 *
 * What the pages say is read with poppler's `pdftotext`. The homes are made by the command line.
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';

import { acquainted, PASSPHRASE } from './furnish.js';
import { Person } from './person.js';

const WANTED = 'Jag vill sova hela nätter och ringa ليلى حداد på söndagar.';
/** A4 in points, to a whole one. */
const A4 = [595, 842];

let magda;

before(async () => {
  const homes = await acquainted();
  await homes.magda.suggests('goal', WANTED);
  magda = await Person.opens('Magda', homes.magda.home);
  await magda.unlocks(PASSPHRASE);
  await magda.opensAgreement();
  await magda.presses('way-paper');
  await magda.sees('sheet');
});
after(() => magda?.leave());

/** Saves the sheet that is shown, and gives the file's path. */
async function saves() {
  await magda.presses('save-pdf');
  await magda.sees('paper-saved');
  const place = () => magda.browser.execute(() => document.querySelector('[data-testid="paper-saved"] .path').textContent.trim());
  await magda.browser.waitUntil(async () => (await place()).endsWith('.pdf'));
  return place();
}

/** Width and height of each page in whole points. */
async function pagesOf(file) {
  const { stdout } = await promisify(execFile)('pdfinfo', ['-f', '1', '-l', '99', file]);
  return [...stdout.matchAll(/^Page +\d+ size: +([\d.]+) x ([\d.]+)/gm)].map(([, width, height]) => [width, height].map((side) => Math.round(Number(side))));
}

async function textOf(file) {
  const { stdout } = await promisify(execFile)('pdftotext', [file, '-']);
  return stdout;
}

test('the file is a PDF on A4 with the words, the number by which they are known, and names in Arabic letters', async () => {
  const file = await saves();
  assert.equal((await readFile(file)).subarray(0, 5).toString('latin1'), '%PDF-');
  for (const page of await pagesOf(file)) assert.deepEqual(page, A4);
  const flat = (await textOf(file)).normalize('NFKC').replace(/\s+/g, ' ');
  assert.ok(flat.includes('Jag vill sova hela nätter'), flat);
  assert.ok(/ليلى|ىليل/u.test(flat), flat);
  const number = await magda.browser.execute(() => /(?:[0-9a-f]{4} ){3}[0-9a-f]{4}/.exec(document.querySelector('[data-testid="sheet"]').innerText)?.[0]);
  assert.ok(number && flat.includes(number), `${number} in ${flat}`);
  assert.ok(!flat.includes('Hide now'), 'the window around the sheet is on the paper');
  const beside = (await readdir(path.dirname(file))).filter((name) => name.endsWith('.new'));
  assert.deepEqual(beside, []);
});

test('in a wide window and in large letters it is the same sheet, on more paper', async () => {
  const usual = await pagesOf(await saves());
  await magda.browser.setWindowRect(null, null, 1280, 900);
  await magda.chooses('size-large');
  await magda.browser.waitUntil(() => magda.browser.execute(() => document.querySelector('.paper.large') !== null));
  await magda.browser.waitUntil(async () => (await saves()).includes('-large'));
  const file = await saves();
  const large = await pagesOf(file);
  assert.ok(large.length >= usual.length && large.every((page) => page.join() === A4.join()), JSON.stringify({ usual, large }));
  assert.ok((await textOf(file)).includes('Jag vill sova'));
});

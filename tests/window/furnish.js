/**
 * Two homes with an agreement that has been lived in: every standing, uses, contacts, check-ins, decisions.
 *
 * Made by the command line, whose every word goes through the same rooms as the window, so that tests of screens begin
 * where there is something to see. The words are Swedish, as at the centre the studies come from. It leaves out any
 * window: those open these homes afterwards.
 */
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { newHome } from './window.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const COMMAND = process.env.COUNTERSIGN_CLI ?? path.join(ROOT, 'target/debug/countersign');

/** The passphrase of every furnished vault. */
export const PASSPHRASE = 'sju tysta hägrar i skymning';

const run = promisify(execFile);

/** A person at the command line. */
export class Typist {
  constructor(name, home) {
    this.name = name;
    this.home = home;
  }

  /** Says one line and gives what was answered, as JSON. */
  async says(...words) {
    const env = { ...process.env, COUNTERSIGN_PASSPHRASE: PASSPHRASE };
    const { stdout } = await run(COMMAND, ['--home', this.home, '--json', ...words], { env, maxBuffer: 1 << 24 });
    return stdout.trim() ? JSON.parse(stdout) : null;
  }

  /** Suggests a part and gives its id. */
  async suggests(...words) {
    const { part } = await this.says('suggest', ...words, '--language', 'sv');
    return part;
  }

  /** Writes what the other lacks and has it taken in. */
  async tells(other, name = `${Date.now()}`) {
    const file = path.join(this.home, `${name}.countersign`);
    await this.says('send', file);
    await other.says('receive', file);
  }

  /** A text in a file, as the command line takes long ones. */
  async noted(name, text) {
    const file = path.join(this.home, name);
    await writeFile(file, text);
    return `@${file}`;
  }
}

/** Pairs two people as they would in one room. */
export async function pair(karin, magda) {
  const { pairing: shown } = await karin.says('invite');
  const { pairing: asked } = await magda.says('join', '--code', shown.next.invite.code, '--name', magda.name);
  const request = await karin.noted('request.txt', asked.next.request);
  const { pairing: offered } = await karin.says('invite', '--request', request);
  await magda.says('join', '--offer', await magda.noted('offer.txt', offered.next.offer));
  await magda.says('join', '--same');
  const { pairing: welcomed } = await karin.says('invite', '--same');
  await magda.says('join', '--welcome', await magda.noted('welcome.txt', welcomed.next.welcome));
  await magda.tells(karin);
}

/** Two new homes with vaults, one agreement between them, and nothing in it yet. */
export async function acquainted() {
  const karin = new Typist('Karin', await newHome('karin'));
  const magda = new Typist('Magda', await newHome('magda'));
  await karin.says('vault', 'create', 'Karin', '--role', 'keyworker');
  await magda.says('vault', 'create', 'Magda', '--role', 'client');
  await karin.says('agreement', 'found', '--me', 'Karin', '--other', 'Magda');
  await pair(karin, magda);
  return { karin, magda };
}

const REASON = ['--reason', 'Det kom upp när vi talades vid i tisdags.'];

/** What both agreed, answered or left open. Gives the parts that scenes come back to. */
async function plan(karin, magda) {
  const parts = {
    purpose: await magda.suggests('purpose', 'Att min syster vågar hälsa på igen.'),
    goal: await magda.suggests('goal', 'Jag vill sova hela nätter utan att vakna av drömmar.', '--near', '3', '--by', '2031-03-01'),
    visits: await magda.suggests('arrangement', 'Vi ses på tisdagar klockan tio. Är Karin borta kommer Per.', '--until', '2031-06-01'),
  };
  await magda.tells(karin);
  for (const part of [parts.purpose, parts.goal, parts.visits]) await karin.says('answer', part, 'yes');
  parts.rent = await karin.suggests(
    'mandate', 'Karin får prata med Anna på bostadskontoret om min hyra, till 1 juli 2027.',
    '--task', 'prata', '--toward', 'Anna på bostadskontoret', '--about', 'min hyra', '--until', '2031-07-01', ...REASON,
  );
  parts.sister = await karin.suggests(
    'permission', 'Karin får berätta för min syster att jag bor på Lindgården.',
    '--recipient', 'min syster', '--what', 'att jag bor på Lindgården', '--until', '2031-03-01', ...REASON,
  );
  parts.alone = await karin.suggests('goal', 'Magda vill flytta till en egen lägenhet före sommaren.', ...REASON);
  parts.group = await karin.suggests('step', 'Du går till gruppen på torsdagar.', '--doer', 'client', '--by', '2026-12-10', ...REASON);
  parts.doctor = await karin.suggests('step', 'Jag ringer läkaren om sömnen.', '--doer', 'keyworker', '--by', '2026-12-01', ...REASON);
  parts.walk = await karin.suggests('step', 'Vi går en promenad efter lunch.', '--doer', 'both', ...REASON);
  parts.late = await karin.suggests('arrangement', 'Du är inne före klockan nio på kvällen.', ...REASON);
  await karin.tells(magda);
  for (const part of [parts.rent, parts.sister, parts.doctor]) await magda.says('answer', part, 'yes');
  await magda.says('answer', parts.group, 'no', '--words', 'Jag orkar inte med så många på en gång.');
  await magda.says('answer', parts.walk, 'yes', '--pushed', 'both');
  await magda.suggests('goal', 'Jag vill veta vilka lägenheter som finns.', '--part', parts.alone, '--instead');
  await magda.tells(karin);
  return parts;
}

/** What happened afterwards: uses, contacts, check-ins, a decision, a hold, a taking back. */
async function months(karin, magda, parts) {
  await karin.says('mandate', 'use', parts.rent, 'Jag ringde Anna om hyran för november.', '--on', '2026-11-12');
  await karin.says('contact', 'add', 'Anna på bostadskontoret', 'Hyran för november. Anna skickar ett papper.', '--mandate', parts.rent, '--on', '2026-11-12');
  await karin.says(
    'decision', 'share', 'Du bor på Lindgården till 1 mars 2027.', '--decided-by', 'Socialnämnden', '--law', 'Socialtjänstlagen 4 kap. 1 §',
    '--until', '2031-03-01', '--choice', 'Vilket rum', '--choice', 'Vem som får hälsa på', '--appeal', 'Skriv till nämnden. Vem som helst får hjälpa dig.',
    '--appeal-until', '2030-12-20', '--language', 'sv',
  );
  await karin.says('hold', 'take-back', '--part', parts.sister, '--how', 'paper', '--on', '2026-11-18');
  await karin.suggests('arrangement', 'Vi ses på onsdagar klockan tio. Är Karin borta kommer Per.', '--part', parts.visits, ...REASON);
  await karin.tells(magda);
  await magda.says('checkin', 'add', 'Vaknade två gånger.', '--topic', 'sömn=3', '--topic', 'oro=6');
  const kept = await magda.says('checkin', 'list');
  await magda.says('checkin', 'share', (kept.checkins ?? kept)[0].id);
  await magda.says('checkin', 'add', 'Pratade med min syster.', '--topic', 'sömn=5', '--topic', 'oro=4');
  await magda.says('take-back', parts.doctor);
  await magda.tells(karin);
}

/** What makes it theirs: next time, who is away, cards, a hello, a promise, what to talk about. */
async function theirs(karin, magda) {
  const inDays = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  const promise = await karin.suggests('step', 'Jag tar reda på vad en egen lägenhet kostar.', '--doer', 'keyworker', '--by', inDays(9), ...REASON);
  await karin.says('meet', inDays(2), '--at', '10:00', '--where', 'Köket på Lindgården', '--who', 'Karin', '--instead', 'Per Holm', '--words', 'Jag har med mig kaffe.');
  await karin.says('away', inDays(12), inDays(19), '--instead', 'Per Holm', '--reach', '031-390 06 12');
  await karin.says(
    'card', 'open', '--my-role', 'Socialsekreterare', '--answers-to', 'Enhetschef Eva Berg', '--passes-on', 'Om ett barn far illa.',
    '--writes-elsewhere', 'En rad i journalen varje gång vi har setts.',
  );
  await karin.says('hello', 'Hoppas att promenaden blev av.');
  await karin.tells(magda);
  await magda.says('answer', promise, 'yes');
  await magda.says('card', 'about-me', 'Jag tänker bäst på förmiddagen, och jag tycker om att gå.');
  await magda.says('agenda', 'add', 'Min systers besök på söndag');
  await magda.tells(karin);
}

/** Two homes with an agreement that has been lived in. */
export async function furnished() {
  const { karin, magda } = await acquainted();
  const parts = await plan(karin, magda);
  await months(karin, magda, parts);
  await theirs(karin, magda);
  return { karin, magda, parts };
}

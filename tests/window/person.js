/**
 * A person at a window: what hands and eyes do, by the hooks (`data-testid`) of the screens.
 *
 * Every deed waits for what it needs to see and then does it, so no test sleeps. `look` checks a screen with axe and
 * gathers what it finds, and saves a picture where COUNTERSIGN_SCREENS names a folder. Stories stand in the tests.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';

import { measure } from './measure.js';
import { newHome, openWindow } from './window.js';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export class Person {
  constructor(name, window) {
    this.name = name;
    this.window = window;
    /** What axe found on the screens that were looked at; a story ends by asking that it is nothing. */
    this.barriers = [];
    /** How often something was pressed or chosen. */
    this.taps = 0;
    /** What was typed, field by field; what was pasted or chosen is not. */
    this.typed = [];
  }

  /** Opens a window of this person's own. */
  static async sitDown(name, size) {
    return new Person(name, await openWindow(await newHome(name.toLowerCase()), size));
  }

  /** Opens a window over a home that is there already. */
  static async opens(name, home, scheme = 'light', size = undefined) {
    return new Person(name, await openWindow(home, size, scheme));
  }

  get browser() {
    return this.window.browser;
  }

  /** Closes the window and forgets its home. */
  leave() {
    return this.window.close();
  }

  /** One thing on the screen. */
  thing(hook) {
    return this.browser.$(`[data-testid="${hook}"]`);
  }

  /** Waits until a thing is there to be seen. */
  async sees(hook) {
    const thing = await this.thing(hook);
    await thing.waitForDisplayed({ timeoutMsg: `${this.name} does not see ${hook}` });
    return thing;
  }

  /** Waits until words stand on the screen. */
  async reads(words) {
    const reading = () => document.body.innerText;
    let read = '';
    await this.browser
      .waitUntil(async () => (read = await this.browser.execute(reading)).includes(words))
      .catch(() => assert.fail(`${this.name} does not read “${words}” but:\n${read}`));
  }

  /** Presses a button; what is only to be read may have the same hook. */
  async presses(hook) {
    const thing = await this.browser.$(`button[data-testid="${hook}"]`);
    await thing.waitForDisplayed({ timeoutMsg: `${this.name} does not see ${hook}` });
    await thing.waitForEnabled();
    await thing.click();
    this.taps += 1;
  }

  /** Chooses one of several ways by its label, as a finger does. */
  async chooses(hook) {
    const label = await this.browser.$(`//label[.//*[@data-testid="${hook}"]]`);
    await label.waitForDisplayed({ timeoutMsg: `${this.name} does not see ${hook}` });
    await label.click();
    this.taps += 1;
  }

  /** Waits for a field to write in; people's words elsewhere on the screen may have the same hook. */
  async field(hook) {
    const field = await this.browser.$(`:is(input, textarea)[data-testid="${hook}"]`);
    await field.waitForDisplayed({ timeoutMsg: `${this.name} does not see the field ${hook}` });
    return field;
  }

  async types(hook, words) {
    const field = await this.field(hook);
    await field.setValue(words);
    this.typed.push(hook);
  }

  /** Pastes long words at once, as from a message. */
  async pastes(hook, words) {
    const field = await this.field(hook);
    await this.browser.execute(
      (field, words) => {
        const kind = field.tagName === 'TEXTAREA' ? HTMLTextAreaElement : HTMLInputElement;
        Object.getOwnPropertyDescriptor(kind.prototype, 'value').set.call(field, words);
        field.dispatchEvent(new Event('input', { bubbles: true }));
      },
      field,
      words,
    );
  }

  /** Chooses a file of this device, as the system's chooser would. */
  async choosesFile(hook, file) {
    const chooser = await this.thing(hook);
    await chooser.waitForExist();
    await chooser.addValue(file);
  }

  /** Opens the vault of the home. */
  async unlocks(passphrase) {
    await this.types('passphrase', passphrase);
    await this.presses('open');
    await this.sees('hide-now');
    await this.settles();
  }

  /** Chooses the language of the window on its first screen. */
  async speaks(tag) {
    await this.presses('language');
    await this.presses(`language-${tag}`);
    await this.browser.waitUntil(() => this.browser.execute((tag) => document.documentElement.lang.split('-')[0] === tag, tag));
  }

  /** Loads the window anew: the vault stays open, and the first screen is there again. */
  async beginsAnew() {
    await this.browser.refresh();
    await this.settles();
  }

  /** Opens the only agreement from Today or from the list of people. */
  async opensAgreement() {
    const row = await this.browser.$('[data-testid="agreement"], [data-testid="person"]');
    await row.waitForDisplayed({ timeoutMsg: `${this.name} sees no agreement` });
    await row.click();
    this.taps += 1;
    await this.browser.$('[data-testid="part"]').waitForDisplayed();
  }

  /** Waits until nothing on the screen changes any more: no word is still on its way from the rooms. */
  async settles() {
    await this.browser.executeAsync((done) => {
      let waiting = setTimeout(done, 120);
      new MutationObserver(() => {
        clearTimeout(waiting);
        waiting = setTimeout(done, 120);
      }).observe(document, { subtree: true, childList: true, characterData: true });
    });
  }

  /** The hooks on the screen that begin so, each once. */
  hooks(prefix) {
    return this.browser.execute(
      (prefix) => [...new Set([...document.querySelectorAll(`[data-testid^="${prefix}"]`)].map((one) => one.dataset.testid))],
      prefix,
    );
  }

  /** The standings of the parts on the screen, each once. */
  standings() {
    return this.browser.execute(() => [
      ...new Set([...document.querySelectorAll('[data-testid="part"]')].map((one) => one.dataset.standing)),
    ]);
  }

  /** Waits until the part on the screen stands as it should. */
  async standsAt(standing) {
    const mark = await this.browser.$(`[data-testid="standing"][data-standing="${standing}"]`);
    await mark.waitForDisplayed({ timeoutMsg: `${this.name} does not see a part that stands at ${standing}` });
  }

  /** Opens the part on the screen that stands so. */
  async opensPart(standing) {
    const row = await this.browser.$(`[data-testid="part"][data-standing="${standing}"]`);
    await row.waitForDisplayed({ timeoutMsg: `${this.name} sees no part that stands at ${standing}` });
    await row.click();
    this.taps += 1;
  }

  /** Opens the part with these words. */
  async opensPartOf(words) {
    const row = await this.browser.$(`//*[@data-testid="part"][contains(normalize-space(.), "${words}")]`);
    await row.waitForDisplayed({ timeoutMsg: `${this.name} sees no part with “${words}”` });
    await row.click();
    this.taps += 1;
  }

  /** How many taps a deed takes. */
  async counts(deed) {
    const before = this.taps;
    await deed();
    return this.taps - before;
  }

  /** Turns the window into this size, with text of this size in percent. */
  async holds(width, height, text = 100) {
    await this.browser.setWindowRect(null, null, width, height);
    await this.browser.execute((text) => (document.documentElement.style.fontSize = text === 100 ? '' : `${text}%`), text);
    await this.browser.executeAsync((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())));
  }

  /** Which of these things lie whole inside the window, without scrolling. */
  within(hooks) {
    return this.browser.execute(
      (hooks) =>
        hooks.filter((hook) => {
          const thing = document.querySelector(`[data-testid="${hook}"]`);
          const { top, bottom, left, right, height } = thing?.getBoundingClientRect() ?? {};
          return height > 0 && top >= -0.5 && left >= -0.5 && bottom <= innerHeight + 0.5 && right <= innerWidth + 0.5;
        }),
      hooks,
    );
  }

  /** Whether these words, whole, lie inside the window and above what is pinned, without scrolling. */
  seesWhole(words) {
    return this.browser.execute((words) => {
      const letters = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const plain = (text) => text.replace(/\s+/g, ' ').trim();
      for (let node = letters.nextNode(); node; node = letters.nextNode()) {
        const box = node.parentElement.closest('[data-testid="words"], p, [dir]') ?? node.parentElement;
        if (!plain(box.textContent).includes(words)) continue;
        const { top, bottom } = box.getBoundingClientRect();
        const dock = document.querySelector('[data-testid="dock"]')?.getBoundingClientRect().top ?? innerHeight;
        if (bottom - top > 0 && top >= 0 && bottom <= Math.min(innerHeight, dock) + 1) return true;
      }
      return false;
    }, words);
  }

  /** The names of the pictures to compare, in order. */
  async pictures() {
    await this.sees('pictures');
    return this.browser.execute(() => [...document.querySelectorAll('[data-picture]')].map((one) => one.dataset.picture));
  }

  /** The answers on the screen with what decides how each looks, in order. */
  async answers() {
    await this.sees('yes');
    return this.browser.execute(() => {
      const hooks = ['yes', 'no', 'something-else', 'not-now'];
      const shown = [...document.querySelectorAll('button[data-testid]')].filter((one) => hooks.includes(one.dataset.testid));
      return shown.map((button) => {
        const { width, height } = button.getBoundingClientRect();
        const { color, backgroundColor, borderColor, fontSize, fontWeight } = getComputedStyle(button);
        return { hook: button.dataset.testid, look: { width, height, color, backgroundColor, borderColor, fontSize, fontWeight } };
      });
    });
  }

  /** The words in a thing, or in a field. */
  async text(hook) {
    const thing = await this.sees(hook);
    return (await thing.getValue().catch(() => null)) || (await thing.getText());
  }

  /** Checks the screen for barriers, and saves its picture where one is wanted. */
  async look(screen) {
    // The driver runs the source itself, which the page's own policy would not let the page do.
    await this.browser.execute(axe);
    const found = await this.browser.executeAsync((done) => {
      const failed = (error) => [{ id: String(error), nodes: [] }];
      globalThis.axe.run(document).then(({ violations }) => done(violations), (error) => done(failed(error)));
    });
    if (await this.browser.execute(() => document.documentElement.scrollWidth > innerWidth)) {
      this.barriers.push(`${screen}: wider than the window`);
    }
    const told = ({ id, nodes }) => `${screen}: ${id}: ${nodes.map((node) => node.html).join(' ')}`;
    this.barriers.push(...found.map(told));
    const folder = process.env.COUNTERSIGN_SCREENS;
    if (folder) await this.browser.saveScreenshot(path.join(folder, `${screen}.png`));
  }

  /** Looks, and once more where the window is narrowest and the letters are largest: nothing may be clipped there. */
  async looksNarrow(screen) {
    const { width, height } = await this.browser.getWindowSize();
    await this.look(screen);
    await this.holds(320, 640, 200);
    const faults = await this.browser.execute(measure);
    await this.holds(width, height);
    assert.deepEqual(faults, [], screen);
  }
}

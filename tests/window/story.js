/**
 * A story in chapters: tests that stand in order, each beginning where the last one ended.
 *
 * One file tells one story, so its state lives here, in the module that each test file loads anew.
 */
import { test } from 'node:test';

let told = true;

/** A chapter: skipped when an earlier one failed, so that only the first failure speaks. */
export function chapter(name, deed) {
  test(name, async (context) => {
    if (!told) return context.skip('the story stopped before');
    told = false;
    await deed();
    told = true;
  });
}

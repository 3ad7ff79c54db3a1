import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../support/open-browser.ts';
import { violationsOn } from './accessibility.ts';
import { openLabPage, type ServedLab, serveLab } from './open-lab.ts';

let browser: Browser;
let served: ServedLab;

beforeAll(async () => {
  [browser, served] = await Promise.all([openBrowser(), serveLab()]);
});

afterAll(async () => {
  await browser.close();
  await served.close();
});

test.each([
  { theme: 'dark', width: 1440 },
  { theme: 'light', width: 1440 },
  { theme: 'dark', width: 390 },
  // A laptop's window at 200 % zoom.
  { theme: 'light', width: 720 },
] as const)('axe has no objection to the $theme page $width wide', async ({ theme, width }) => {
  const { page } = await openLabPage(browser, served.url, { theme, width, calm: true });
  try {
    expect(await violationsOn(page)).toEqual([]);
  } finally {
    await page.context().close();
  }
});

test('axe has no objection to the help, the table of numbers and the flat picture', async () => {
  const { page } = await openLabPage(browser, served.url);
  try {
    await page.keyboard.press('t');
    await page.locator('.view-hierarchy-flat canvas').first().waitFor();
    await page
      .locator('.inspector-panel')
      .getByRole('button', { name: 'Numbers as a table' })
      .click();
    expect(await violationsOn(page)).toEqual([]);
    await page.getByRole('button', { name: 'Keys and help' }).click();
    await page.getByRole('dialog').waitFor();
    expect(await violationsOn(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
  } finally {
    await page.context().close();
  }
});

test('every control has a name, the page is announced, and the first stop of the keyboard skips to the picture', async () => {
  const { page } = await openLabPage(browser, served.url);
  try {
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('skip-link');
    const announced = page.locator('#spoken-summary');
    await page.waitForFunction(() => document.querySelector('#spoken-summary')?.textContent !== '');
    expect(await announced.textContent()).toMatch(
      /^step \d+, free energy \S+, largest error level \d/,
    );
  } finally {
    await page.context().close();
  }
});

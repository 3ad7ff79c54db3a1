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

test('a stimulus is found, set, outlined and shown to the agent', async () => {
  const { page, faults } = await openLabPage(browser, served.url);
  try {
    await page.getByRole('button', { name: 'Stimuli', exact: true }).click();
    await page.getByRole('searchbox').fill('ponzo pyllusion');
    const list = page.getByRole('region', { name: 'Stimuli', exact: true });
    await page.waitForFunction(
      () => document.querySelectorAll('.stimulus-grid button').length === 1,
    );
    await list.getByRole('button', { name: 'ponzo-illusion' }).click();
    const picture = page.locator('.stimulus-picture');
    await picture.waitFor();
    const first = await picture.getAttribute('src');
    await page.getByLabel('strength degree').fill('-30');
    await page.getByLabel('strength degree').blur();
    await page.waitForFunction(
      (before) => document.querySelector('.stimulus-picture')?.getAttribute('src') !== before,
      first,
    );
    await page.getByLabel('difference ratio').fill('7');
    await page.getByLabel('difference ratio').blur();
    await page.getByText('expected number in [-1, 1]').waitFor();
    await page.getByLabel('difference ratio').fill('0.1');
    await page.getByLabel('difference ratio').blur();
    await page.getByLabel('Outline the targets').check();
    expect(await violationsOn(page)).toEqual([]);
    await page.getByRole('button', { name: 'Show to the agent' }).click();
    await page.waitForFunction(() => !location.hash.includes('page=stimuli'));
    await page.locator('.step-count').waitFor();
    // The refused value is answered with a status of its own, which browsers write to the console.
    expect(faults.filter((fault) => !fault.includes('422'))).toEqual([]);
  } finally {
    await page.context().close();
  }
});

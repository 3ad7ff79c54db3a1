import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../support/open-browser.ts';
import { violationsOn } from './accessibility.ts';
import { openLabPage, type ServedLab, serveLab, stepOf, waitForStep } from './open-lab.ts';

let browser: Browser;
let served: ServedLab;

beforeAll(async () => {
  [browser, served] = await Promise.all([openBrowser(), serveLab()]);
});

afterAll(async () => {
  await browser.close();
  await served.close();
});

test('every tab opens its page, the address leads there and back, and the agent goes on perceiving', async () => {
  const { page, faults } = await openLabPage(browser, served.url);
  try {
    const tabs = page.getByRole('navigation', { name: 'Pages of the laboratory' });
    const names = await tabs.getByRole('button').allTextContents();
    expect(names[0]).toBe('Perceive');
    expect(names.length).toBeGreaterThan(1);
    for (const name of names) {
      await tabs.getByRole('button', { name }).click();
      await page.locator('main:not(.page-loading)').waitFor();
      expect(await tabs.locator('[aria-current="page"]').textContent()).toBe(name);
      expect(await violationsOn(page)).toEqual([]);
    }
    await tabs.getByRole('button', { name: 'Agents' }).click();
    await page.waitForFunction(() => location.hash.includes('page=agents'));
    await page.reload();
    await page.getByRole('heading', { name: 'single-cause' }).waitFor();
    await tabs.getByRole('button', { name: 'Perceive' }).click();
    await waitForStep(page, { above: 0 });
    await page.goBack();
    await page.getByRole('heading', { name: 'single-cause' }).waitFor();
    await tabs.getByRole('button', { name: 'Perceive' }).click();
    // An agent that has settled takes no steps of its own; one that is paused takes those that it is asked for.
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByRole('button', { name: 'Play' }).waitFor();
    const before = await stepOf(page);
    await page.keyboard.press('.');
    await waitForStep(page, { above: before });
    expect(faults).toEqual([]);
  } finally {
    await page.context().close();
  }
});

test('the card of an agent tells how its weights were made, and opens it', async () => {
  const { page } = await openLabPage(browser, served.url);
  try {
    await page.getByRole('button', { name: 'Agents', exact: true }).click();
    const card = page.getByRole('article', { name: 'digits' });
    await card.getByText('helmholtz train digits').waitFor();
    expect(await card.locator('.agent-hash').textContent()).toMatch(/^[0-9a-f]{64}$/);
    await card.getByRole('button', { name: 'Perceive with digits' }).click();
    await page.waitForFunction(
      () => document.querySelector<HTMLSelectElement>('select.agent')?.value === 'digits',
    );
    await waitForStep(page, { above: 0 });
  } finally {
    await page.context().close();
  }
});

test('keys that steer a session do nothing on other pages, and those of the window work', async () => {
  const { page } = await openLabPage(browser, served.url);
  try {
    await page.getByRole('button', { name: 'Agents', exact: true }).click();
    await page.getByRole('heading', { name: 'single-cause' }).waitFor();
    await page.keyboard.press('Escape');
    await page.locator('main').click();
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Perceive', exact: true }).click();
    // It was playing and still is.
    await page.getByRole('button', { name: 'Pause' }).waitFor();
  } finally {
    await page.context().close();
  }
});

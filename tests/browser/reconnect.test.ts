import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../support/open-browser.ts';
import { openLabPage, serveLab, waitForStep } from './open-lab.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});

afterAll(async () => {
  await browser.close();
});

test('a lost server leaves the page as it is, with a banner; when it is back, the page goes on', async () => {
  let served = await serveLab();
  try {
    const { page } = await openLabPage(browser, served.url);
    await waitForStep(page, { above: 3 });
    await served.close();
    await page.getByText('The connection is lost').waitFor();
    expect(await page.locator('.view-hierarchy-3d canvas').count()).toBe(1);
    served = await serveLab({ port: Number(new URL(served.url).port) });
    await page.getByText('so a new one was opened').waitFor();
    await page.getByText('The connection is lost').waitFor({ state: 'hidden' });
    await waitForStep(page, { above: 0 });
  } finally {
    await served.close();
  }
});

test('two pages with one link watch one session, and what one does the other sees', async () => {
  const served = await serveLab();
  try {
    const { page: first } = await openLabPage(browser, served.url);
    await first.waitForFunction(() => location.hash.includes('session='));
    const { page: second } = await openLabPage(browser, first.url());
    expect(new URL(second.url()).hash).toBe(new URL(first.url()).hash);
    await first.getByRole('button', { name: 'Pause' }).click();
    await second.getByRole('button', { name: 'Play', exact: true }).waitFor();
  } finally {
    await served.close();
  }
});

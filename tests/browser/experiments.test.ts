import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../support/open-browser.ts';
import { violationsOn } from './accessibility.ts';
import { openLabPage, type ServedLab, serveLab } from './open-lab.ts';

let browser: Browser;
let served: ServedLab;
let runs: string;

beforeAll(async () => {
  runs = await mkdtemp(join(tmpdir(), 'helmholtz-browser-runs-'));
  [browser, served] = await Promise.all([openBrowser(), serveLab({ runs })]);
});

afterAll(async () => {
  await browser.close();
  await served.close();
  await rm(runs, { recursive: true });
});

test('an experiment is chosen, run and judged, and its report is opened again later', async () => {
  const { page, faults } = await openLabPage(browser, served.url);
  try {
    await page.getByRole('button', { name: 'Experiments', exact: true }).click();
    await page.locator('.experiment-choice select').selectOption('roving-mismatch');
    await page.getByRole('heading', { name: 'Does the response to a new tone die away' }).waitFor();
    await page.getByLabel('Participants of each group').fill('1');
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await page
      .getByText(/^Verdict: (magnitude|shape|sign|not reproduced)\.$/)
      .first()
      .waitFor();
    const report = page.frameLocator('.run-report');
    await report.getByRole('heading', { name: 'roving-mismatch' }).waitFor();
    expect(await violationsOn(page)).toEqual([]);
    await page.reload();
    const again = page.getByRole('button', { name: 'roving-mismatch, seed 1: finished' });
    await again.click();
    await report.getByRole('heading', { name: 'roving-mismatch' }).waitFor();
    expect(faults).toEqual([]);
  } finally {
    await page.context().close();
  }
});

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../support/open-browser.ts';
import { violationsOn } from './accessibility.ts';
import { openLabPage, type ServedLab, serveLab } from './open-lab.ts';

let browser: Browser;
let served: ServedLab;
let runs: string;

beforeAll(async () => {
  runs = await mkdtemp(join(tmpdir(), 'trainings-'));
  [browser, served] = await Promise.all([openBrowser(), serveLab({ runs })]);
});

afterAll(async () => {
  await browser.close();
  await served.close();
  await rm(runs, { recursive: true, force: true });
});

test('a family is trained on the page: progress and losses, a stop that keeps its checkpoint, and on to the end', async () => {
  const { page, faults } = await openLabPage(browser, served.url);
  try {
    await page.getByRole('button', { name: 'Trainings', exact: true }).click();
    await page.getByLabel('Family').selectOption('gan');
    await page.getByLabel('Data').selectOption('ring');
    await page.getByLabel('Seed').fill('3');
    await page.getByLabel('Steps').fill('1200');
    await page.getByRole('button', { name: 'Train', exact: true }).click();
    const pane = page.getByRole('listitem', { name: 'gan on ring, seed 3' });
    await pane.getByText(/^step [1-9]\d* of 1200$/).waitFor();
    await pane.getByText(/^judge: [\d.]+ nats$/).waitFor();
    expect(await violationsOn(page)).toEqual([]);
    await pane.getByRole('button', { name: 'Stop' }).click();
    await pane.getByText('stopped; its checkpoint is kept').waitFor();
    const stopped = (await pane.getByText(/^step \d+ of 1200$/).textContent()) ?? '';
    expect(Number(/\d+/.exec(stopped)?.[0])).toBeLessThan(1200);
    await pane.getByRole('button', { name: 'Go on' }).click();
    await pane.getByText('step 1200 of 1200').waitFor();
    await pane.getByText('finished').waitFor();
    const lines = pane.locator('svg polyline');
    expect(await lines.count()).toBe(2);
    // Each loss was seen at more than one step, and so is a line.
    expect((await lines.first().getAttribute('points'))?.split(' ').length).toBeGreaterThan(1);
    expect(await violationsOn(page)).toEqual([]);
    expect(faults).toEqual([]);
  } finally {
    await page.context().close();
  }
});

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
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
    // What is being typed outlives that something else is drawn anew.
    await page.getByLabel('difference ratio').fill('7');
    // From a script, so that the field keeps the focus.
    for (const isChecked of [true, false]) {
      await page.getByLabel('Outline the targets').evaluate((box: HTMLInputElement) => {
        box.click();
      });
      expect(await page.getByLabel('Outline the targets').isChecked()).toBe(isChecked);
    }
    expect(await page.getByLabel('difference ratio').inputValue()).toBe('7');
    await page.getByLabel('difference ratio').blur();
    await page.getByText('expected number in [-1, 1]').waitFor();
    await page.getByLabel('difference ratio').fill('0.1');
    await page.getByLabel('difference ratio').blur();
    // Each picture is asked for while the one before it is still on its way or just loading.
    await page.getByLabel('Outline the targets').evaluate(async (box: HTMLInputElement) => {
      for (let click = 0; click < 100; click += 1) {
        box.click();
        await new Promise((resolve) => setTimeout(resolve, (click * 7) % 50));
      }
    });
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

test('a stimulus of one’s own folder is shown, and shown anew when its file changes; a mistake in it is told', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'helmholtz-own-stimuli-'));
  const file = join(folder, 'two-greys.yaml');
  const script = (luminance: string): string =>
    `size: 4\npixelsPerDegree: 16\nlayers:\n  - luminance: ${luminance}\n  - { luminance: 0.5, where: abs(x) < 1, target: 1 }\n`;
  await writeFile(file, script('0.2'));
  const own = await serveLab({ stimuli: folder });
  const { page } = await openLabPage(browser, own.url);
  try {
    await page.getByRole('button', { name: 'Stimuli', exact: true }).click();
    const list = page.getByRole('region', { name: 'Stimuli', exact: true });
    await list.getByRole('button', { name: 'two-greys' }).click();
    const corner = (): Promise<number> =>
      page.evaluate(async () => {
        const image = document.querySelector<HTMLImageElement>('.stimulus-picture');
        if (image === null) return -1;
        await image.decode();
        const canvas = document.createElement('canvas');
        const context = canvas.getContext('2d');
        context?.drawImage(image, 0, 0);
        return context?.getImageData(1, 1, 1, 1).data[0] ?? -1;
      });
    await page.locator('.stimulus-picture').waitFor();
    expect(await corner()).toBe(51);
    await writeFile(file, script('0.8'));
    await expect(until(corner, 204)).resolves.toBe(204);
    await writeFile(file, script('0.8*contrst'));
    await page.getByRole('alert').filter({ hasText: 'no such name "contrst"' }).waitFor();
  } finally {
    await page.context().close();
    await own.close();
    await rm(folder, { recursive: true });
  }
});

/** Asks again until the answer is the expected one, or until the test ends. */
async function until(ask: () => Promise<number>, expected: number): Promise<number> {
  for (;;) {
    const answer = await ask().catch(() => -1);
    if (answer === expected) return answer;
    await sleep(100);
  }
}

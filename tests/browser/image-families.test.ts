import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../support/open-browser.ts';
import { violationsOn } from './accessibility.ts';
import { openLabPage, plane, planeThat, type ServedLab, serveLab } from './open-lab.ts';

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
  ['vae', 'features'],
  ['gan', 'features'],
  ['denoising-diffusion', 'samples'],
])(
  '%s is chosen as the agent, and of a digit with a hidden middle it is least sure there',
  async (agent, level) => {
    const { page, faults } = await openLabPage(browser, served.url);
    try {
      await page.locator('select.agent').selectOption(agent);
      await page.locator('.level-name', { hasText: `1 · ${level}` }).waitFor();
      await page.getByRole('button', { name: 'Hide middle' }).click();
      await planeThat(page, '0/precision', (values) => {
        const hidden = values.filter((value) => value === 0).length;
        return values.length === 144 && hidden > 9 && hidden < 72;
      });
      const precision = await plane(page, '0/precision');
      const mean = (values: readonly number[], isHidden: boolean): number => {
        const part = values.filter((_, pixel) => (precision[pixel] === 0) === isHidden);
        return part.reduce((sum, value) => sum + value, 0) / part.length;
      };
      await planeThat(
        page,
        '0/variance',
        (values) => mean(values, true) > 1.5 * mean(values, false),
      );
      await page.getByRole('button', { name: 'Pause' }).click();
      await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
      // A hidden middle is filled with what is expected, and there is no error where nothing is known.
      const [values, prediction, errors] = await Promise.all([
        plane(page, '0/values'),
        plane(page, '0/prediction'),
        plane(page, '0/predictionErrors'),
      ]);
      expect(errors.filter((error, pixel) => precision[pixel] === 0 && error !== 0)).toEqual([]);
      expect(mean(values, true)).toBeCloseTo(mean(prediction, true), 2);
      expect(await violationsOn(page)).toEqual([]);
      expect(faults).toEqual([]);
    } finally {
      await page.context().close();
    }
  },
);

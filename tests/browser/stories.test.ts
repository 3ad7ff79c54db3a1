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

test('a story is told forward choice by choice, and backward from a place that is clicked', async () => {
  const { page, faults, hosts } = await openLabPage(browser, served.url);
  try {
    await page.getByRole('button', { name: 'Stories', exact: true }).click();
    const forward = page.getByRole('region', { name: 'Story, forward' });
    const told = forward.locator('.story-told > li');
    const next = forward.getByRole('button', { name: 'Next choice' });
    await next.waitFor();
    expect(await told.count()).toBe(0);
    await next.focus();
    await page.keyboard.press('Enter');
    expect(await told.allTextContents()).toEqual([
      expect.stringMatching(/^mode around .* probability 0\.125$/),
    ]);
    await page.keyboard.press('Enter');
    expect(await told.last().textContent()).toMatch(/^makes .* standard deviation 0\.02/);
    await told.getByRole('button', { name: 'Explain it' }).click();
    const backward = page.getByRole('region', { name: 'Story, backward' });
    await backward.getByText(/^ln p = .* nats \(.* bits\)$/).waitFor();
    const mode = (await told.first().locator('b').textContent()) ?? '';
    const [first = ''] = await backward.locator('.story-marginal dd').allTextContents();
    expect(first).toContain(mode);
    expect(await backward.locator('dt').textContent()).toBe(`mode really ${mode}`);
    // In the middle of the ring no cloud is nearer than another.
    const plot = await forward.getByRole('img').boundingBox();
    if (plot === null) throw new Error('no picture of the data');
    await page.mouse.click(plot.x + plot.width * 0.55, plot.y + plot.height * 0.48);
    // Far from every cloud ln p is far below that of a datum that was told.
    await backward.getByText(/^ln p = −\d+ nats/).waitFor();
    const place = await page.getByLabel('Datum to tell backward').inputValue();
    const [x = NaN, y = NaN] = place.split(',').map(Number);
    expect(Math.hypot(x, y)).toBeLessThan(0.6);
    expect(await violationsOn(page)).toEqual([]);
    expect(faults).toEqual([]);
    expect([...hosts]).toEqual([new URL(served.url).host]);
  } finally {
    await page.context().close();
  }
});

test('two settings of a story stand side by side on the same datum, and the address brings them back', async () => {
  const { page, faults } = await openLabPage(browser, served.url, { theme: 'light' });
  try {
    await page.getByRole('button', { name: 'Stories', exact: true }).click();
    await page.getByRole('combobox', { name: 'Story', exact: true }).selectOption('recombination');
    await page.getByLabel('Two side by side').check();
    const right = page.getByRole('region', { name: 'Right story' });
    await right.getByLabel('genes').selectOption('vdj');
    await page.getByLabel('Datum to tell backward').fill('TGTGCCTTC');
    await page.getByRole('button', { name: 'Explain', exact: true }).click();
    const left = page.getByRole('region', { name: 'Left story' });
    // Known of the toy model: ln 0.03742536.
    await left.getByText('ln p = −3.29 nats (−4.74 bits)').waitFor();
    await right.getByText('D gene').first().waitFor();
    expect(await left.locator('dt').allTextContents()).not.toContain('D gene');
    expect(await right.locator('dt').allTextContents()).toContain('D gene');
    expect(await violationsOn(page)).toEqual([]);
    await page.reload();
    await left.getByText('ln p = −3.29 nats').waitFor();
    await right.getByText('D gene').first().waitFor();
    expect(await right.getByLabel('genes').inputValue()).toBe('vdj');
    expect(faults).toEqual([]);
    // Another family cannot read the datum, and says so where its answer would stand.
    await right.getByRole('combobox', { name: 'Right story' }).selectOption('clouds');
    await right.getByText('datum: expected 2 numbers; got "TGTGCCTTC"').waitFor();
  } finally {
    await page.context().close();
  }
});

test('a part of a picture is hidden with the brush and the keys, and filled in by two stories', async () => {
  const { page, faults } = await openLabPage(browser, served.url);
  try {
    await page.getByRole('button', { name: 'Stories', exact: true }).click();
    await page.getByRole('combobox', { name: 'Story', exact: true }).selectOption('letters');
    await page.getByLabel('Two side by side').check();
    const left = page.getByRole('region', { name: 'Left story', exact: true });
    const right = page.getByRole('region', { name: 'Right story', exact: true });
    await right.getByLabel('deviation').focus();
    await page.keyboard.press('End');
    await left.getByRole('button', { name: 'Explain picture 2', exact: true }).click();
    const brush = left.getByRole('application');
    await brush.waitFor();
    await left.getByText('Hide a part to see what the story expects there.').waitFor();
    const hidden = (): string =>
      new URLSearchParams(new URL(page.url()).hash.slice(1)).get('hidden') ?? '';
    await brush.focus();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Space');
    await left.getByRole('img', { name: 'Sample 16' }).waitFor();
    const dab = hidden();
    expect(dab).not.toBe('');
    const box = await brush.boundingBox();
    if (box === null) throw new Error('no picture to paint on');
    await page.mouse.move(box.x + 10, box.y + 10);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width - 10, box.y + 10);
    await page.mouse.up();
    await page.waitForFunction((before) => !location.hash.includes(before), dab);
    for (const pane of [left, right]) {
      await pane.locator('.story-filling[aria-busy=false]').waitFor();
    }
    await right.getByRole('img', { name: 'Sample 16' }).waitFor();
    await left.getByText('16 samples of the posterior, given what is seen').waitFor();
    // The right story believes that there is much more noise.
    const white = async (pane: typeof left): Promise<number> =>
      Number(
        /white ([\d.]+)/.exec((await pane.locator('.story-moments').textContent()) ?? '')?.[1],
      );
    expect(await white(right)).toBeGreaterThan(2 * (await white(left)));
    expect(await violationsOn(page)).toEqual([]);
    await left.getByRole('button', { name: 'Show all' }).click();
    await left.getByText('Hide a part to see what the story expects there.').waitFor();
    expect(faults).toEqual([]);
  } finally {
    await page.context().close();
  }
});

test('until a picture has been filled in, no samples are shown for it', async () => {
  const { page, faults } = await openLabPage(browser, served.url);
  try {
    await page.getByRole('button', { name: 'Stories', exact: true }).click();
    await page.getByRole('combobox', { name: 'Story', exact: true }).selectOption('letters');
    await page.getByRole('button', { name: 'Explain picture 2', exact: true }).click();
    await page.getByText('Hide a part to see what the story expects there.').waitFor();
    await page.locator('.story-filling[aria-busy=false]').waitFor();
    let answer = (): void => undefined;
    const answered = new Promise<void>((resolve) => (answer = resolve));
    await page.route('**/filling?*', async (route) => {
      await answered;
      await route.continue();
    });
    await page.getByRole('button', { name: 'Hide left half' }).click();
    await page.locator('.story-filling[aria-busy=true]').waitFor();
    expect(await page.locator('.story-moments').count()).toBe(0);
    answer();
    await page.getByRole('img', { name: 'Sample 16' }).waitFor();
    expect(faults).toEqual([]);
  } finally {
    await page.context().close();
  }
});

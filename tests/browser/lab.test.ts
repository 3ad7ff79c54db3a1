import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { openBrowser } from '../support/open-browser.ts';
import {
  type LabPage,
  openLabPage,
  plane,
  planeThat,
  type ServedLab,
  serveLab,
  stepOf,
  waitForStep,
} from './open-lab.ts';

let browser: Browser;
let served: ServedLab;
let opened: LabPage | null = null;

beforeAll(async () => {
  [browser, served] = await Promise.all([openBrowser(), serveLab()]);
});

afterEach(async () => {
  const faults = opened?.faults ?? [];
  await opened?.page.context().close();
  opened = null;
  expect(faults).toEqual([]);
});

afterAll(async () => {
  await browser.close();
  await served.close();
});

async function open(options: Parameters<typeof openLabPage>[2] = {}): Promise<Page> {
  opened = await openLabPage(browser, served.url, options);
  return opened.page;
}

async function pause(page: Page): Promise<number> {
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
  return settledStep(page);
}

/** The step at which the server has paused, once the frame that shows it has come. */
async function settledStep(page: Page): Promise<number> {
  const step = await page.evaluate(async () => {
    const name = new URLSearchParams(location.hash.slice(1)).get('session');
    const sessions = (await (await fetch('api/sessions')).json()) as {
      readonly session: string;
      readonly step: number;
    }[];
    return sessions.find(({ session }) => session === name)?.step ?? -1;
  });
  return waitForStep(page, { is: step });
}

async function picture(page: Page, selector: string): Promise<PNG> {
  return PNG.sync.read(await page.locator(selector).first().screenshot());
}

/** Standard deviation of the luminance: zero for a blank picture. */
function contrastOf({ data }: PNG): number {
  let [sum, squares, count] = [0, 0, 0];
  for (let index = 0; index < data.length; index += 4) {
    const luminance = 0.3 * data[index]! + 0.59 * data[index + 1]! + 0.11 * data[index + 2]!;
    sum += luminance;
    squares += luminance * luminance;
    count += 1;
  }
  return Math.sqrt(squares / count - (sum / count) ** 2);
}

function differenceOf(one: PNG, other: PNG): number {
  let difference = 0;
  for (let index = 0; index < one.data.length; index += 1) {
    if (Math.abs(one.data[index]! - other.data[index]!) > 8) difference += 1;
  }
  return difference;
}

/** Cosine of the angle between two planes. */
function cosine(one: readonly number[], other: readonly number[]): number {
  const dot = one.reduce((sum, value, unit) => sum + value * other[unit]!, 0);
  return dot / (Math.hypot(...one) * Math.hypot(...other));
}

describe('a page that has just been opened', () => {
  // How soon it moves is measured by `bench opening`.
  test('shows a hierarchy that moves, and asks no other host for anything', async () => {
    const page = await open();
    await waitForStep(page, { above: await stepOf(page) });
    const before = await picture(page, '.view-hierarchy-3d');
    await pause(page);
    await page.keyboard.press('r');
    await waitForStep(page, { is: 0 });
    const after = await picture(page, '.view-hierarchy-3d');
    expect(contrastOf(before)).toBeGreaterThan(10);
    expect(differenceOf(before, after)).toBeGreaterThan(100);
    expect(await page.locator('select.agent').inputValue()).toBe('rao-ballard');
    expect([...opened!.hosts]).toEqual([new URL(served.url).host]);
  });
});

describe('time', () => {
  test('plays, pauses, steps and goes back with the mouse', async () => {
    const page = await open();
    const paused = await pause(page);
    await page.getByRole('button', { name: 'Step', exact: true }).click();
    await waitForStep(page, { is: paused + 1 });
    await page.getByRole('button', { name: 'Step back' }).click();
    await waitForStep(page, { below: paused + 1 });
    const values = await plane(page, '0/prediction');
    await page.getByRole('button', { name: 'Follow newest' }).click();
    await waitForStep(page, { is: paused + 1 });
    expect(await plane(page, '0/prediction')).not.toEqual(values);
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    await waitForStep(page, { above: paused + 1 });
  });

  test('plays, pauses, steps and goes back with the keyboard', async () => {
    const page = await open();
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
    const paused = await settledStep(page);
    await page.keyboard.press('.');
    await waitForStep(page, { is: paused + 1 });
    await page.keyboard.press(',');
    await waitForStep(page, { below: paused + 1 });
    await page.keyboard.press('Home');
    await waitForStep(page, { is: 0 });
    await page.keyboard.press('End');
    await waitForStep(page, { is: paused + 1 });
    await page.keyboard.press('r');
    await waitForStep(page, { is: 0 });
    await page.keyboard.press('Space');
    await waitForStep(page, { above: 0 });
  });

  test('is scrubbed over the kept history, and goes on from a frame of the past', async () => {
    const page = await open();
    await waitForStep(page, { above: 20 });
    const paused = await pause(page);
    const scrub = page.getByRole('slider', { name: 'Frame of the kept history' });
    const box = (await scrub.boundingBox())!;
    await page.mouse.click(box.x + box.width / 3, box.y + box.height / 2);
    const past = await waitForStep(page, { above: 0, below: paused });
    await scrub.press('ArrowLeft');
    await waitForStep(page, { below: past });
    await page.locator('select.speed').selectOption('1');
    await page.getByRole('button', { name: 'Continue from here' }).click();
    await page.getByRole('button', { name: 'Pause' }).waitFor();
    await waitForStep(page, { below: paused });
  });
});

describe('parameters', () => {
  test('a precision slider changes the weighted errors, and the change is undone', async () => {
    const page = await open();
    await pause(page);
    const before = await plane(page, '0/weightedErrors');
    const slider = page.locator('.level-card').last().getByRole('slider');
    const thumbnail = await picture(page, '.level-cards li:last-child .plane-thumbnail');
    for (let press = 0; press < 8; press += 1) await slider.press('ArrowRight');
    await page.waitForFunction(
      () => document.querySelector('.level-card:last-child .gain')?.textContent === '×4',
    );
    const largest = before.reduce(
      (top, value, unit) => (Math.abs(value) > Math.abs(before[top]!) ? unit : top),
      0,
    );
    await planeThat(
      page,
      '0/weightedErrors',
      (values) => Math.abs(values[largest]! / before[largest]! - 4) < 0.05,
    );
    expect(
      differenceOf(thumbnail, await picture(page, '.level-cards li:last-child .plane-thumbnail')),
    ).toBeGreaterThan(10);
    await page.locator('.level-name').last().focus();
    await page.keyboard.press('Control+z');
    await page.waitForFunction(
      () => document.querySelector('.level-card:last-child .gain')?.textContent === '×1',
    );
  });

  test('a part of the field is hidden and shown again', async () => {
    const page = await open();
    await page.getByRole('button', { name: 'Hide middle' }).click();
    await page.waitForFunction(
      () =>
        (
          window as unknown as {
            helmholtz: { lab: { store: { session: { value: { occludedShare: number } } } } };
          }
        ).helmholtz.lab.store.session.value.occludedShare > 0.1,
    );
    const hidden = (values: readonly number[]): number =>
      values.filter((value) => value === 0).length;
    await planeThat(page, '0/precision', (values) => hidden(values) > 9);
    await page.getByRole('button', { name: 'Show all' }).click();
    await planeThat(page, '0/precision', (values) => hidden(values) === 0);
  });
});

describe('pictures', () => {
  test('an uploaded picture is perceived', async () => {
    const page = await open();
    const before = await plane(page, '0/values');
    const png = new PNG({ width: 64, height: 64 });
    png.data.forEach((_, index) => {
      const column = (index >> 2) % 64;
      png.data[index] = index % 4 === 3 ? 255 : (column >> 3) % 2 === 0 ? 20 : 230;
    });
    await page.locator('input[type=file]').setInputFiles({
      name: 'stripes.png',
      mimeType: 'image/png',
      buffer: PNG.sync.write(png),
    });
    await page.waitForFunction(
      () => document.querySelector<HTMLSelectElement>('select.picture')?.value === 'upload',
    );
    await planeThat(page, '0/values', (values) =>
      values.some((value, unit) => Math.abs(value - before[unit]!) > 0.1),
    );
    const values = await plane(page, '0/values');
    // Perceived: the prediction comes to resemble what is seen.
    await planeThat(page, '0/prediction', (prediction) => cosine(values, prediction) > 0.5);
  });

  test('what is no picture is refused in one line, and nothing changes', async () => {
    const page = await open();
    await page.locator('input[type=file]').setInputFiles({
      name: 'no-picture.png',
      mimeType: 'image/png',
      buffer: Buffer.from('not a picture'),
    });
    await page.locator('.notice-problem').waitFor();
    expect(await page.locator('select.picture').inputValue()).not.toBe('upload');
  });

  test('a drawing is perceived', async () => {
    const page = await open();
    await page.getByRole('radio', { name: 'Draw' }).check();
    const field = (await page.locator('.field-canvas').boundingBox())!;
    await page.mouse.move(field.x + 20, field.y + 20);
    await page.mouse.down();
    await page.mouse.move(field.x + field.width - 20, field.y + field.height - 20, { steps: 6 });
    await page.mouse.up();
    await page.waitForFunction(
      () => document.querySelector<HTMLSelectElement>('select.picture')?.value === 'drawing',
    );
    await planeThat(page, '0/values', (values) => values.some((value) => Math.abs(value) > 0.01));
  });
});

describe('looking', () => {
  test('T draws the hierarchy flat, with the same numbers', async () => {
    const page = await open();
    await page.keyboard.press('t');
    await page.locator('.view-hierarchy-flat canvas').first().waitFor();
    await pause(page);
    expect(await page.locator('.view-hierarchy-3d').count()).toBe(0);
    expect(contrastOf(await picture(page, '.view-hierarchy-flat'))).toBeGreaterThan(10);
    await page.keyboard.press('t');
    await page.locator('.view-hierarchy-3d canvas').waitFor();
  });

  test('the light theme is light, the dark one dark', async () => {
    const page = await open();
    const luminance = async (): Promise<number> => {
      const { data } = await picture(page, '.time-panel');
      return data.reduce((sum, value) => sum + value, 0) / data.length;
    };
    const dark = await luminance();
    await page.getByRole('button', { name: 'Light theme' }).click();
    await page.getByRole('button', { name: 'Dark theme' }).waitFor();
    expect((await luminance()) - dark).toBeGreaterThan(80);
  });

  test('a click on a plane, and the keys, select what is inspected', async () => {
    const page = await open();
    await page.keyboard.press('2');
    await page.keyboard.press('b');
    const choices = page.locator('.inspector-choice select');
    expect(await choices.first().inputValue()).toBe('1');
    expect(await choices.last().inputValue()).toBe('values');
    // The inspector may lie below the fold; hovering scrolls it into sight.
    await page.locator('.inspector-box canvas').hover({ position: { x: 5, y: 5 } });
    await page.waitForFunction(() =>
      /unit 0: [−\d.]+/.test(document.querySelector('.inspector-readout')?.textContent ?? ''),
    );
  });

  test('a narrow window shows one part at a time, flat', async () => {
    const page = await open({ width: 390, height: 844 });
    expect(await page.locator('.view-hierarchy-flat').count()).toBe(1);
    await page.getByRole('button', { name: 'Levels' }).click();
    expect(await page.locator('.level-card').count()).toBe(3);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBeLessThanOrEqual(0);
  });
});

describe('how it infers', () => {
  test('scheme, engine and precisions are switched while it plays, and the change can be taken back', async () => {
    const page = await open();
    const scheme = page.getByLabel('Scheme of inference');
    await scheme.selectOption('accelerated');
    await page.getByLabel('Engine', { exact: true }).selectOption('reference');
    await page.locator('.chip-engine', { hasText: 'engine reference' }).waitFor();
    // An agent that has settled takes no steps of its own; one that is paused takes those that it is asked for.
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByRole('button', { name: 'Play' }).waitFor();
    const before = await stepOf(page);
    await page.keyboard.press('.');
    await waitForStep(page, { above: before });
    expect(await scheme.inputValue()).toBe('accelerated');
    expect(await scheme.locator('option', { hasText: 'heun' }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.locator('.chip-engine', { hasText: 'engine wasm' }).waitFor();
    await page.locator('select.agent').selectOption('glyphs');
    const precisions = page.getByLabel('Precisions', { exact: true });
    await page.waitForFunction(() => document.querySelectorAll('.level-card').length === 3);
    await page.waitForFunction(
      () => document.querySelector<HTMLOptionElement>('option[value="learned"]')?.selected === true,
    );
    await precisions.selectOption('fixed');
    await page.waitForFunction(
      () =>
        (
          window as unknown as {
            helmholtz: { lab: { store: { session: { value: { precisionMode: string } } } } };
          }
        ).helmholtz.lab.store.session.value.precisionMode === 'fixed',
    );
  });

  test('a scheme brings its parameters, and the certificate its three numbers once it rests', async () => {
    const page = await open();
    await page.locator('select.agent').selectOption('single-cause');
    await page.getByLabel('Scheme of inference').selectOption('momentum');
    const momentum = page.locator('.inference').getByLabel('momentum');
    await momentum.fill('0.3');
    await momentum.press('Tab');
    const numbers = await page.waitForFunction(() => {
      const texts = [...document.querySelectorAll('.certificate-numbers dd')];
      const shown = texts.map(({ textContent }) => Number(textContent));
      const isSettled = document.querySelector('.badge-settled') !== null;
      return isSettled && shown.length === 3 && shown.slice(1).every((value) => value > 0)
        ? shown
        : null;
    });
    const [, largestRate = Number.NaN, condition = Number.NaN] = (await numbers.jsonValue()) ?? [];
    // 2 / (1 + 6 v^2 - 4) at the mode 1.5675 (Bogacz 2017), and one node is as stiff as itself.
    expect(largestRate).toBeCloseTo(2 / 11.7417, 2);
    expect(condition).toBeCloseTo(1, 3);
  });
});

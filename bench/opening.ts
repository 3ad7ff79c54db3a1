/**
 * How long a person waits for the lab: `node bench/run.js opening [--starts 3]`, after a build. In headless Chromium without a
 * GPU, with an empty cache and a window of 1440 x 900, seconds from the navigation until the hierarchy has been drawn, until
 * it has moved on, and from a click until every picture of the gallery that is in sight is drawn; for a server that was
 * started eight seconds before, and again.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../tests/support/open-browser.ts';
import { startServer } from './built-server.ts';
import { quantile } from './statistics.ts';

const REPETITIONS = 4;
/** Goal of every wait, in seconds. */
const GOAL = 2;

// Functions of the page are given as text: benches are compiled without the types of a browser.
const STEP = `Number(document.querySelector('.step-count')?.textContent)`;
const IS_DRAWN = `document.querySelector('.view-hierarchy-3d canvas') !== null && ${STEP} > 0`;
const ARE_PICTURES_DRAWN = `(() => {
  const pictures = [...document.querySelectorAll('.stimulus-grid img')].filter(
    (picture) => picture.getBoundingClientRect().top < innerHeight);
  return pictures.length > 0 && pictures.every((picture) => picture.complete && picture.naturalWidth > 0);
})()`;

/** Seconds that somebody waits. */
interface Waits {
  readonly 'hierarchy drawn': number;
  readonly 'hierarchy moved on': number;
  readonly 'gallery drawn': number;
}

const { values: given } = parseArgs({
  // The first two are the runner and the name of this benchmark.
  args: process.argv.slice(3),
  options: { starts: { type: 'string', default: '3' } },
});

async function until(page: Page, condition: string): Promise<void> {
  // Evaluated from outside, since the page's own policy forbids it to evaluate text.
  while (!(await page.evaluate<boolean>(condition))) await pause(20);
}

async function openOnce(browser: Browser, url: string): Promise<Waits> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  try {
    const page = await context.newPage();
    const started = performance.now();
    const seconds = (since: number): number => (performance.now() - since) / 1000;
    await page.goto(url);
    await until(page, IS_DRAWN);
    const drawn = seconds(started);
    const step = await page.evaluate<number>(STEP);
    await until(page, `${STEP} > ${step}`);
    const moved = seconds(started);
    const clicked = performance.now();
    await page.getByRole('button', { name: 'Stimuli', exact: true }).click();
    await until(page, ARE_PICTURES_DRAWN);
    return {
      'hierarchy drawn': drawn,
      'hierarchy moved on': moved,
      'gallery drawn': seconds(clicked),
    };
  } finally {
    await context.close();
  }
}

const first: Waits[] = [];
const again: Waits[] = [];
const browser = await openBrowser();
try {
  for (let start = 0; start < Number(given.starts); start += 1) {
    const { child, url } = await startServer();
    try {
      await pause(8000);
      first.push(await openOnce(browser, url));
      for (let time = 0; time < REPETITIONS; time += 1) again.push(await openOnce(browser, url));
    } finally {
      child.kill('SIGTERM');
    }
  }
} finally {
  await browser.close();
}

console.log(`seconds until       first after a start (each)   again (median)   goal`);
for (const what of ['hierarchy drawn', 'hierarchy moved on', 'gallery drawn'] as const) {
  const each = first.map((waits) => waits[what].toFixed(2)).join(', ');
  const median = quantile(
    again.map((waits) => waits[what]),
    0.5,
  );
  console.log(`${what.padEnd(20)}${each.padEnd(29)}${median.toFixed(2).padEnd(17)}${String(GOAL)}`);
}

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';

/** A served lab. Whoever opened it calls `close`. */
export interface ServedLab {
  readonly url: string;
  readonly close: () => Promise<void>;
}

const main = join(import.meta.dirname, '..', '..', 'dist', 'server', 'main.js');

/**
 * Starts the built server, on a free port unless one is given.
 *
 * @throws {Error} with what the server wrote if it ends before it listens.
 */
export async function serveLab({
  port = 0,
  stimuli,
  runs,
}: {
  readonly port?: number;
  readonly stimuli?: string;
  readonly runs?: string;
} = {}): Promise<ServedLab> {
  const { PATH = '' } = process.env;
  const child = spawn(process.execPath, [main], {
    env: {
      ...{ PATH, PORT: String(port) },
      ...(stimuli === undefined ? {} : { STIMULI: stimuli }),
      ...(runs === undefined ? {} : { RUNS: runs }),
    },
  });
  return { url: await urlOf(child), close: () => end(child) };
}

/** A page of the lab, with everything that went wrong on it. */
export interface LabPage {
  readonly page: Page;
  /** Errors on the console (a broken content security policy among them) and exceptions. */
  readonly faults: string[];
  /** Hosts that were asked for anything. */
  readonly hosts: ReadonlySet<string>;
}

/** Opens the lab in a window of its own and waits for the first frame. */
export async function openLabPage(
  browser: Browser,
  url: string,
  {
    width = 1440,
    height = 900,
    theme = 'dark',
    calm = false,
  }: { width?: number; height?: number; theme?: 'dark' | 'light'; calm?: boolean } = {},
): Promise<LabPage> {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: theme,
    locale: 'en-US',
    reducedMotion: calm ? 'reduce' : 'no-preference',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(45_000);
  const faults: string[] = [];
  const hosts = new Set<string>();
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  page.on('pageerror', ({ message }) => faults.push(message));
  page.on('request', (request) => {
    const { protocol, host } = new URL(request.url());
    if (protocol !== 'data:' && protocol !== 'blob:') hosts.add(host);
  });
  page.on('websocket', (socket) => hosts.add(new URL(socket.url()).host));
  await page.goto(url);
  await page.waitForFunction(() => Number(document.querySelector('.step-count')?.textContent) > 0);
  return { page, faults, hosts };
}

/** The number that the step counter shows. */
export async function stepOf(page: Page): Promise<number> {
  return Number(await page.locator('.step-count').textContent());
}

/** Bounds on the step counter; each is left out where it does not matter. */
export interface StepBounds {
  readonly is?: number;
  readonly above?: number;
  readonly below?: number;
}

/** Waits until the step counter is within bounds. */
export async function waitForStep(page: Page, bounds: StepBounds): Promise<number> {
  await page.waitForFunction(({ is, above, below }) => {
    const step = Number(document.querySelector('.step-count')?.textContent);
    return (is ?? step) === step && step > (above ?? -1) && step < (below ?? Infinity);
  }, bounds);
  return stepOf(page);
}

/** A plane of the frame that is shown. */
export async function plane(page: Page, address: string): Promise<number[]> {
  return page.evaluate((wanted) => {
    const { lab } = (
      window as unknown as {
        helmholtz: {
          lab: {
            store: { shown: { value: { planes: Map<string, Float32Array> } | null } };
          };
        };
      }
    ).helmholtz;
    return [...(lab.store.shown.value?.planes.get(wanted) ?? [])];
  }, address);
}

/** Waits until a plane of the shown frame is as it should be. */
export async function planeThat(
  page: Page,
  address: string,
  isGood: (values: readonly number[]) => boolean,
): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    if (isGood(await plane(page, address))) return;
    await page.waitForTimeout(200);
  }
  throw new Error(`${address}: expected another plane within 20 s; got the same`);
}

async function urlOf(child: ChildProcess): Promise<string> {
  let written = '';
  child.stderr?.on('data', (data: Buffer) => (written += data.toString()));
  for await (const data of child.stdout ?? []) {
    written += String(data);
    const url = /http:\/\/127\.0\.0\.1:\d+\//.exec(written)?.[0];
    if (url !== undefined) return url;
  }
  throw new Error(`serveLab: expected a server; got "${written.trim()}"`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}

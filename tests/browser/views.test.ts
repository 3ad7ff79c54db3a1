import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../support/open-browser.ts';
import { openLabPage, type ServedLab, serveLab } from './open-lab.ts';

let browser: Browser;
let served: ServedLab;
let page: Page;

beforeAll(async () => {
  [browser, served] = await Promise.all([openBrowser(), serveLab()]);
  ({ page } = await openLabPage(browser, served.url));
});

afterAll(async () => {
  await browser.close();
  await served.close();
});

/** What the page offers on its console. */
interface Console {
  readonly lab: { readonly store: { readonly shown: { readonly value: object } } };
  readonly viewNames: () => readonly string[];
  readonly loadView: (name: string) => Promise<{
    readonly name: string;
    readonly summary: string;
    readonly mount: (
      host: HTMLElement,
      lab: object,
    ) => {
      update(frame: object, time: number): void;
      dispose(): void;
      resources?: () => { readonly geometries: number; readonly textures: number };
    };
  }>;
}

test('every view declares its name, mounts, updates, and leaves nothing behind', async () => {
  const results = await page.evaluate(async () => {
    const { lab, viewNames, loadView } = (window as unknown as { helmholtz: Console }).helmholtz;
    const rounds = [];
    for (const name of viewNames()) {
      const view = await loadView(name);
      for (let round = 0; round < 2; round += 1) {
        const host = document.createElement('div');
        host.style.width = '400px';
        host.style.height = '300px';
        document.body.append(host);
        const mounted = view.mount(host, lab);
        for (let time = 0; time < 4; time += 1) {
          mounted.update(lab.store.shown.value, time * 100);
          await new Promise((resolve) => requestAnimationFrame(resolve));
        }
        const drawn = host.childElementCount;
        const held = mounted.resources?.() ?? null;
        mounted.dispose();
        rounds.push({
          name,
          declared: view.name,
          summary: view.summary,
          drawn,
          held,
          left: host.childElementCount,
          kept: mounted.resources?.() ?? { geometries: 0, textures: 0 },
        });
        host.remove();
      }
    }
    return rounds;
  });
  expect(results.length).toBeGreaterThanOrEqual(12);
  for (const { name, declared, summary, drawn, held, left, kept } of results) {
    expect(declared).toBe(name);
    expect(summary).toMatch(/\.$/);
    expect({ name, drawn: drawn > 0, left, kept }).toEqual({
      name,
      drawn: true,
      left: 0,
      kept: { geometries: 0, textures: 0 },
    });
    if (held !== null) expect(held.textures).toBeGreaterThan(0);
  }
});

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

const SCRIPT = `size: 1
pixelsPerDegree: 8
parameters: { grey: { default: 0.5, min: 0, max: 1 } }
layers: [{ luminance: grey, target: 1 }]
`;
const FILE = `observer: agent
task: matching
agents: [single-cause]
belief: { kind: reconstruction, target: 1 }
groups: { all: { participants: 3, parameters: { sensoryNoise: 0.3 } } }
timeline:
  - factors: { light: [0.2, 0.6] }
    trial: { show: { stimulus: patch.yaml, set: { grey: light } } }
`;

test('an experiment file is opened, told its mistake, looked at, run on agents of choice, and compared', async () => {
  const { page, faults } = await openLabPage(browser, served.url);
  try {
    await page.getByRole('button', { name: 'Experiments', exact: true }).click();
    await page.locator('.experiment-choice select').selectOption('A file of your own');
    await page.locator('.file-open input[type=file]').setInputFiles([
      { name: 'patch.yaml', mimeType: 'text/yaml', buffer: Buffer.from(SCRIPT) },
      {
        ...{ name: 'brightness.yaml', mimeType: 'text/yaml' },
        buffer: Buffer.from(FILE.replace('[single-cause]', '[single-cuse]')),
      },
    ]);
    await page.getByText('brightness.yaml:3:10: agents[0]: agent "single-cuse"').waitFor();
    expect(await violationsOn(page)).toEqual([]);
    await page.getByLabel('What it says').fill(FILE);
    await page.getByRole('button', { name: 'Check', exact: true }).click();
    await page.getByText('The file is right.').waitFor();
    await page.getByText('stimulus patch.yaml, grey 0.6').waitFor();
    const run = page.getByRole('button', { name: 'Run', exact: true });
    const report = page.frameLocator('.run-report');
    await run.click();
    await report.getByText('All participants are simulated: 3 all.').waitFor();
    // Whoever cannot take part is told of, and is not ticked any more; the others can still be chosen.
    await page.getByLabel('mlp-classifier').click();
    await page.getByText('nothing predicts the pictures that mlp-classifier sees').waitFor();
    await page.waitForFunction(() => document.querySelector('.file-agents :checked') === null);
    await page.getByLabel('single-cause').check();
    await page.getByLabel('linear-decoder').check();
    await page.getByText('3 single-cause, 3 linear-decoder').waitFor();
    await run.click();
    await report.getByText('3 single-cause, 3 linear-decoder.').waitFor();
    const compared = page.locator('.run-compare');
    const [first, second] = [compared.getByLabel('First'), compared.getByLabel('Second')];
    const labelOf = async (group: string): Promise<string> =>
      await compared
        .locator('option', { hasText: `: ${group}` })
        .first()
        .innerText();
    await first.selectOption({ label: await labelOf('single-cause') });
    await second.selectOption({ label: await labelOf('linear-decoder') });
    await compared.getByRole('row', { name: /^mean estimate, light 0.2/ }).waitFor();
    expect(await violationsOn(page)).toEqual([]);
    expect(faults).toEqual([]);
  } finally {
    await page.context().close();
  }
});

import { afterAll, describe, expect, test } from '@jest/globals';
import { type AgentKind, createAgent, createRandom } from '../../agents/index.ts';
import { type Frame } from '../../protocol/index.ts';
import { renderStimulus, type StimulusKind } from '../../experiments/index.ts';
import type { Page } from '../../client/page.ts';
import type { View, ViewContext } from '../../client/view.ts';
import { findSnippet, importSnippet, removeSnippets } from './snippets.ts';

afterAll(removeSnippets);

async function defaultOf<Member>(place: string): Promise<Member> {
  return (await importSnippet(findSnippet(place)))['default'] as Member;
}

describe('the example of an agent', () => {
  test.each([
    ['reference', 1e-9],
    ['wasm', 1e-5],
  ] as const)('has the posterior of two cues and a prior, with %s', async (engine, accuracy) => {
    const kind = await defaultOf<AgentKind>('agents/catalog/cue-pair.ts');
    expect(kind.name).toBe('cue-pair');
    const agent = await createAgent(kind, { engine });
    agent.observe([1, 3]);
    agent.settle({ steps: 1000, tolerance: accuracy / 10 });
    // Prior N(0, 1), cues 1 (variance 1/4) and 3 (variance 1): precision 4 + 1 + 1, mean (4 + 3) / 6.
    expect(Math.abs(agent.belief().levels[1]!.values[0]! - 7 / 6)).toBeLessThan(accuracy);
    expect(agent.posteriorVariance().levels[1]![0]).toBeCloseTo(1 / 6, 9);
    const totals = agent.trace.map(({ total }) => total);
    totals.slice(1).forEach((total, step) => {
      expect(total).toBeLessThanOrEqual(totals[step]! + 1e-6);
    });
    agent.dispose();
  });

  test('sees the left half of a picture as one cue and the right half as the other', async () => {
    const kind = await defaultOf<AgentKind>('agents/catalog/cue-pair.ts');
    const agent = await createAgent(kind);
    agent.look({ rows: 1, columns: 4, pixels: Float32Array.of(0, 0.5, 1, 1) });
    expect([...agent.belief().levels[0]!.values]).toEqual([1, 4]);
    agent.dispose();
  });
});

test('the example of a stimulus draws a ring of the radius and the width that it is given', async () => {
  const kind = await defaultOf<StimulusKind>('experiments/stimuli/ring.ts');
  expect(kind.name).toBe('ring');
  const { pixels } = renderStimulus(kind, {
    parameters: { radius: 1, width: 0.5, contrast: 1 },
    geometry: { rows: 80, columns: 80, pixelsPerDegree: 20 },
    random: createRandom(1),
    oversampling: 4,
  });
  for (const luminance of pixels) {
    expect(luminance).toBeGreaterThanOrEqual(0);
    expect(luminance).toBeLessThanOrEqual(1);
  }
  const area = pixels.reduce((sum, luminance) => sum + (luminance - 0.5) / 0.5, 0) / 20 ** 2;
  expect(area).toBeCloseTo(Math.PI * (1.25 ** 2 - 0.75 ** 2), 1);
});

test('the example of a view shows a frame, and leaves nothing behind', async () => {
  const view = await defaultOf<View>('client/views/largest-error.ts');
  expect(view.name).toBe('largest-error');
  // All that the view asks of an element.
  const element = {
    textContent: '',
    replaceChildren() {
      this.textContent = '';
    },
  };
  const mounted = view.mount(element as unknown as HTMLElement, {} as ViewContext);
  const frame = {
    header: { step: 3, planes: [] },
    planes: new Map([['0/predictionErrors', Float32Array.of(0.25, -2)]]),
  } as unknown as Frame;
  mounted.update(frame, 0);
  expect(element.textContent).toBe('step 3: largest error 2');
  mounted.dispose();
  expect(element.textContent).toBe('');
});

test('the example of a page fetches what it shows', async () => {
  const page = await defaultOf<Page>('client/pages/about.ts');
  expect([page.name, page.title]).toEqual(['about', 'About']);
  const Content = await page.load();
  const { type, props } = (Content as (props: object) => { type: string; props: object })({});
  expect([type, props]).toEqual(['main', { children: 'A laboratory of perception.' }]);
});

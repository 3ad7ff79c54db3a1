import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  type ExperimentRequest,
  findExperiment,
  runExperiment,
  type RunOptions,
  type Summary,
} from '../../../experiments/index.ts';
import { filesOf } from '../../support/files-of.ts';

/** Two greys on grounds of a contrast; the right one can be made lighter. Of one field of rao-ballard. */
const GREYS = `size: 2
pixelsPerDegree: 10
parameters: { contrast: { default: 0.5, min: 0, max: 1 }, extra: { default: 0, min: -0.4, max: 0.4 } }
variables: { box: 'max(abs(abs(x) - 0.5), abs(y)) < 0.25' }
layers:
  - luminance: 0.5 + 0.5*contrast*sign(x)
  - { luminance: 0.5, where: box and x < 0, target: 1 }
  - { luminance: 0.5 + extra, where: box and x > 0, target: 2 }
`;

const GOOD = `observer: agent
task: yes-no
agents: [rao-ballard]
belief: { kind: reconstruction, target: 2, minus: 1, deviation: 0.3 }
groups:
  all: { participants: 2, parameters: { sensoryNoise: 0.1, edgesLesion: 0, offset: 6 } }
timeline:
  - factors: { contrast: [0.2, 0.4] }
    procedure: { kind: staircase, start: 0, steps: [0.1], min: -0.4, max: 0.4, trials: 9 }
    trial: { show: { stimulus: greys.yaml, set: { contrast: contrast, extra: level } } }
`;

const NAMING = `observer: agent
task: naming
agents: [glyphs]
groups: { all: { participants: 1 } }
timeline:
  - factors: { letter: [A, X], noise: [0, 0.2] }
    trial:
      show: { stimulus: glyph, size: 0.5, set: { character: letter } }
      answer: letter
`;

const MATCHING = `observer: agent
task: matching
belief: { kind: value, level: size }
groups:
  expecting: { agent: single-cause, participants: 3, parameters: { priorMean: { from: 2, to: 4 } } }
  certain: { agent: single-cause, participants: 3, parameters: { priorMean: 3, sizeGain: 4 } }
timeline:
  - factors: { luminance: [0.2, 0.5] }
    trial: { show: { stimulus: uniform, size: 1, pixelsPerDegree: 1, set: { luminance: luminance } } }
`;

let place: string;
beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'helmholtz-agents-'));
});
afterAll(async () => {
  await rm(place, { recursive: true });
});

function requestOf(text: string, more: { readonly agents?: readonly string[] } = {}) {
  const beside = { 'greys.yaml': GREYS, 'wrong.yaml': 'layers: [{ luminance: 0.5 + }]' };
  return { kind: 'file', path: 'my.yaml', text, beside, ...more } satisfies ExperimentRequest;
}

async function run(
  name: string,
  request: ExperimentRequest,
  options: Partial<RunOptions> = {},
): Promise<{ readonly out: string; readonly summary: Summary }> {
  const out = join(place, name);
  const base = { request, seed: 5, workers: 1, out, resume: false, version: 'test' };
  const summary = await runExperiment({ ...base, about: [], ...options });
  return { out, summary };
}

/** The trials of a run, column by name. */
async function trialsOf(out: string): Promise<Record<string, string>[]> {
  const [head = '', ...lines] = (await readFile(join(out, 'trials.csv'), 'utf8'))
    .trimEnd()
    .split('\n');
  const names = head.split(',');
  return lines.map((line) =>
    Object.fromEntries(line.split(',').map((cell, at) => [names[at]!, cell])),
  );
}

describe('agents as participants', () => {
  test('set what they settle at: the cubic of Bogacz (2017), each with the prior that it has drawn', async () => {
    const { out } = await run('matching', requestOf(MATCHING));
    const participants = (await readFile(join(out, 'participants.csv'), 'utf8'))
      .trimEnd()
      .split('\n')
      .map((line) => line.split(','));
    const [head, ...rows] = participants;
    const [mean, gain] = ['priorMean', 'sizeGain'].map((name) => head!.indexOf(name));
    const means = rows.map((row) => Number(row[mean!]));
    expect(new Set(means.slice(0, 3)).size).toBe(3);
    for (const prior of means) expect(prior >= 2 && prior <= 4).toBe(true);
    for (const { participant, luminance, estimate } of await trialsOf(out)) {
      const row = rows[Number(participant) - 1]!;
      const [prior, strength, light] = [
        Number(row[mean!]),
        Number(row[gain!]),
        4 * Number(luminance),
      ];
      const size = Number(estimate);
      const slope = strength * (size - prior) + 2 * size * (size ** 2 - light);
      expect(Math.abs(slope)).toBeLessThan(5e-4);
    }
  });

  test('see a grey on dark as lighter than on light, the more the higher the contrast; not without contrast', async () => {
    const text = GOOD.replace(/ {4}procedure.*\n/, '')
      .replace('[0.2, 0.4]', '[0, 0.2, 0.4]')
      .replace('extra: level', 'extra: 0')
      .replace('sensoryNoise: 0.1', 'sensoryNoise: 0');
    const { out } = await run('contrast', requestOf(text));
    const decisions = (await trialsOf(out)).slice(0, 3).map(({ decision }) => Number(decision));
    expect(Math.abs(decisions[0]!)).toBeLessThan(1e-3);
    expect(decisions[1]!).toBeLessThan(-0.05);
    expect(decisions[2]!).toBeLessThan(decisions[1]! - 0.05);
  });

  test('name letters, with the posterior as confidence', async () => {
    const { out, summary } = await run('naming', requestOf(NAMING));
    for (const { letter, named, correct, confidence, answer } of await trialsOf(out)) {
      expect({ named, correct, answer }).toEqual({ named: letter, correct: '1', answer: letter });
      expect(Number(confidence)).toBeGreaterThan(0.5);
    }
    expect(Object.keys(summary.estimates)).toContain('share correct, letter A, noise 0, all');
  });

  test('are groups that are compared, when several run one file', async () => {
    const text = NAMING.replace('[A, X]', '[3, 8]').replaceAll('letter', 'digit');
    const { summary } = await run('three', requestOf(text, { agents: ['glyphs', 'digits'] }));
    const table = summary.tables.find(({ name }) => name === 'mean-differences');
    expect(table!.rows.map(([, , pair]) => pair)).toContain('digits minus glyphs');
  });

  test('have the same bytes after an interruption, and others with another seed', async () => {
    const request = requestOf(GOOD);
    const whole = await run('whole', request);
    const trials = await trialsOf(whole.out);
    expect(trials).toHaveLength(36);
    expect(new Set(trials.map(({ decision }) => decision)).size).toBe(36);
    let asked = 0;
    await expect(
      run('broken', request, { isInterrupted: () => asked++ > 0 }),
    ).rejects.toMatchObject({ code: 'interrupted' });
    const broken = await run('broken', request, { resume: true });
    expect(await filesOf(broken.out)).toEqual(await filesOf(whole.out));
    const other = await run('other', request, { seed: 6 });
    expect(await trialsOf(other.out)).not.toEqual(trials);
  });
});

describe('a file with agents', () => {
  const cases: readonly (readonly [string, string, string, string])[] = [
    [
      GOOD,
      '[rao-ballard]',
      '[rao-balard]',
      '3:10: agents[0]: agent "rao-balard": no such agent; did you mean "rao-ballard"?',
    ],
    [
      GOOD,
      'agents: [rao-ballard]\n',
      '',
      'groups.all: expected an agent here, or agents for all groups',
    ],
    [
      GOOD,
      'edgesLesion: 0',
      'edgeLesion: 0',
      '6:72: groups.all.parameters.edgeLesion: no such parameter; did you mean "edgesLesion"?',
    ],
    [GOOD, 'offset: 6', 'offset: 7', 'groups.all.parameters: expected one of 6, 8; got "7"'],
    [GOOD, 'offset: 6', 'offset: { from: 6, to: 8 }', 'groups.all.parameters.offset'],
    [
      GOOD,
      'kind: reconstruction, target: 2',
      'kind: reconstruct',
      'belief.kind: expected a kind: reconstruction or value; got "reconstruct"',
    ],
    [
      GOOD,
      'target: 2, minus: 1',
      'target: 3',
      '10:32: timeline[0].trial.show.stimulus: expected a stimulus with target 3; greys has target 1, 2',
    ],
    [
      GOOD,
      /belief: .*\n/.exec(GOOD)![0],
      '',
      '1:11: observer: expected a belief beside it in the task yes-no',
    ],
    [
      GOOD,
      'stimulus: greys.yaml',
      'stimulus: gabr',
      'timeline[0].trial.show.stimulus: stimulus "gabr": no such stimulus; did you mean "gabor"?',
    ],
    [
      GOOD,
      'stimulus: greys.yaml',
      'stimulus: none.yaml',
      'timeline[0].trial.show.stimulus: no such file came along',
    ],
    [GOOD, 'stimulus: greys.yaml', 'stimulus: wrong.yaml', 'wrong.yaml:1:'],
    [
      GOOD,
      'extra: level',
      'extr: level',
      '10:77: timeline[0].trial.show.set.extr: no such parameter of greys; did you mean "extra"?',
    ],
    [
      GOOD,
      'extra: level',
      'extra: lvel',
      '10:78: timeline[0].trial.show.set.extra: no such name "lvel"',
    ],
    [
      GOOD,
      'extra: level',
      'extra: level + 1',
      'timeline[0].trial.show.set.extra: expected number in [-0.4, 0.4]',
    ],
    [GOOD, 'set: {', 'sat: {', 'timeline[0].trial.show.sat: '],
    [
      GOOD,
      ', max: 0.4,',
      ',',
      '9:16: timeline[0].procedure: expected max, so that the level stays',
    ],
    [
      NAMING,
      '[glyphs]',
      '[glyphs, rao-ballard]',
      'task: expected another task; rao-ballard gives no names',
    ],
    [NAMING, 'answer: letter', 'answer: a', 'answer: expected one of the names 0 1 2'],
    [
      NAMING,
      '[glyphs]',
      '[glyphs, glyphs]',
      'agents[1]: expected each agent once; got glyphs twice',
    ],
    [
      NAMING,
      'task: naming',
      'task: naming\nbelief: { kind: value, level: class }',
      'belief: expected none in naming',
    ],
    [
      MATCHING,
      'level: size',
      'level: sice',
      'belief.level: no such level of single-cause; did you mean "size"?',
    ],
    [
      MATCHING,
      'level: size',
      'level: size, unit: 1',
      'belief.unit: expected the number of a unit of size, 0 to 0; got 1',
    ],
    [
      MATCHING.replaceAll(/parameters.*} }/g, 'parameters: {} }'),
      'single-cause',
      'mlp-classifier',
      'belief.level: no such level of mlp-classifier',
    ],
  ];
  test.each(cases)('is refused at its place: %#', async (text, from, to, message) => {
    expect(text).toContain(from);
    const found = findExperiment(requestOf(text.replace(from, to)));
    await expect(found).rejects.toThrow(message);
    await expect(found).rejects.toMatchObject({
      code: 'bad-experiment',
      message: expect.stringMatching(/^my\.yaml:\d+:\d+: /),
    });
  });

  test('says by its identity which agents and scripts it is of', async () => {
    const request = requestOf(GOOD);
    const { identity } = await findExperiment(request);
    const same = await findExperiment(requestOf(GOOD));
    expect(same.identity).toBe(identity);
    const beside = { 'greys.yaml': GREYS.replace('0.25', '0.3') };
    expect((await findExperiment({ ...request, beside })).identity).not.toBe(identity);
    expect(identity).toMatch(/rao-ballard, weights [0-9a-f]{64}/);
  });

  test('that has no agents refuses those that are asked for', async () => {
    const text =
      'observer: magnitude\ntask: yes-no\ngroups: { all: { participants: 1 } }\ntimeline: [{ trial: { show: { value: 1 } } }]\n';
    await expect(findExperiment(requestOf(text, { agents: ['glyphs'] }))).rejects.toMatchObject({
      code: 'not-applicable',
    });
    await expect(findExperiment(requestOf(GOOD, { agents: ['glyfs'] }))).rejects.toMatchObject({
      ...{ code: 'unknown-agent', message: expect.stringContaining('did you mean "glyphs"?') },
    });
  });
});

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readExperiment } from '../../../experiments/index.ts';

const GOOD = `observer: magnitude
task: comparison
groups:
  all: { participants: 2, parameters: { noise: 2, lapse: { mean: 0.1, deviation: 0.02 } } }
timeline:
  - name: main
    factors: { contrast: [1, 2], word: [a, b] }
    procedure: { kind: staircase, start: 12, steps: [2, 1], trials: 10, min: 2, max: 30 }
    trial:
      first: { value: 10 }
      second: { value: level + contrast }
`;

/** The good file with one piece of text replaced. */
const changed = (from: string, to: string): string => {
  expect(GOOD).toContain(from);
  return GOOD.replace(from, to);
};

describe('an experiment file', () => {
  test('that is right is read', async () => {
    const { groups, expectedTrials, shown } = await readExperiment(GOOD, 'good.yaml');
    expect(groups).toEqual([{ name: 'all', participants: 2 }]);
    expect(expectedTrials).toBe(40);
    expect(shown.map(({ name }) => name)).toEqual([
      ...['part', 'role', 'contrast', 'word', 'level', 'first_value', 'second_value'],
    ]);
  });

  test.each([
    [
      'observer: magnitude',
      'observer: magnitud',
      '1:11: observer: no such observer "magnitud"; did you mean "magnitude"?',
    ],
    [
      'task: comparison',
      'task: comparisn',
      '2:7: task: expected one of comparison, yes-no, rating, matching, naming; got "comparisn"; did you mean "comparison"?',
    ],
    ['task: comparison', 'tusk: comparison', '2:7: tusk: no such key; did you mean "task"?'],
    ['noise: 2', 'nois: 2', 'groups.all.parameters.nois: no such parameter; did you mean "noise"?'],
    [
      'noise: 2',
      'noise: -2',
      '4:48: groups.all.parameters.noise: expected number in [0.000001, 1000000] quantity; got -2; nearest valid is 0.000001',
    ],
    ['deviation: 0.02', 'deviaton: 0.02', 'deviaton: no such key; did you mean "deviation"?'],
    [
      'participants: 2',
      'participants: 0',
      '4:24: groups.all.participants: expected a whole number >= 1; got 0',
    ],
    [
      'kind: staircase',
      'kind: stairs',
      '8:24: timeline[0].procedure.kind: expected a kind: constant, staircase or quest; got "stairs"; did you mean "staircase"?',
    ],
    [
      'steps: [2, 1]',
      'step: [2, 1]',
      'timeline[0].procedure.step: no such key; did you mean "steps"?',
    ],
    [
      'steps: [2, 1]',
      'steps: [2, -1]',
      '8:57: timeline[0].procedure.steps[1]: expected a step > 0; got -1',
    ],
    [
      'level + contrast',
      'level + contrst',
      '11:32: timeline[0].trial.second.value: no such name "contrst"',
    ],
    [
      'level + contrast',
      'level + word',
      '11:32: timeline[0].trial.second.value: no such name "word"',
    ],
    ['level + contrast', 'level + * contrast', '11:'],
    [
      'second: { value',
      'second: { valu',
      '11:23: timeline[0].trial.second.valu: no such input of magnitude; did you mean "value"?',
    ],
    ['second: {', 'secnd: {', 'timeline[0].trial.secnd: no such key; did you mean "second"?'],
    [
      'first: { value: 10 }',
      'show: { value: 10 }',
      'expected first and second in the task comparison; got show',
    ],
    [
      'value: level + contrast',
      'value: level + contrast, noiseFactor: level - 2',
      'timeline[0].trial.second.noiseFactor: expected number in [0.000001, 1000000] 1; got 0',
    ],
    [
      'trials: 10,',
      'trials: 10, counts: correct,',
      'timeline[0].trial: expected an answer, since the procedure counts correct responses',
    ],
    [
      'name: main',
      'name: main\n    sample: { type: fixed-repetition, size: 2 }',
      'timeline[0].sample.type: expected a type: with-replacement, without-replacement, fixed-repetitions or alternate-groups; got "fixed-repetition"; did you mean "fixed-repetitions"?',
    ],
    [
      'name: main',
      'name: main\n    loopWhile: correct < 0.8',
      'timeline[0].loopWhile: expected loopAtMost beside it, so that it ends',
    ],
    ['name: main', 'name: main\n    when: corect > 0.5', 'timeline[0].when: no such name "corect"'],
    [
      'factors: { contrast: [1, 2], word: [a, b] }',
      'variables: [{ contrast: 1 }, { contrast: x }]',
      '7:46: timeline[0].variables[1].contrast: expected a number for contrast, as in the first condition; got "x"',
    ],
    [
      'task: comparison',
      'task: comparison\nagents: [glyphs]',
      '3:9: agents: expected none with the observer magnitude; it belongs to "observer: agent"',
    ],
    [
      'contrast: [1, 2]',
      'choice: [1, 2]',
      'choice: expected another name; it is a column of its own',
    ],
  ])('with "%s" made "%s" is refused at its place', async (from, to, message) => {
    const text = changed(from, to);
    const found = readExperiment(text, '/somewhere/my.yaml');
    await expect(found).rejects.toMatchObject({
      code: 'bad-experiment',
      message: expect.stringMatching(/^my\.yaml:\d+:\d+: /),
    });
    await expect(found).rejects.toThrow(message);
  });

  test('with broken YAML is refused by line and column', async () => {
    await expect(readExperiment(changed('[2, 1]', '[2, 1'), 'my.yaml')).rejects.toThrow(
      /^my\.yaml:\d+:\d+: /,
    );
  });
});

describe('tables of conditions', () => {
  let place: string;
  beforeAll(async () => {
    place = await mkdtemp(join(tmpdir(), 'helmholtz-tables-'));
    await writeFile(join(place, 'conditions.csv'), 'contrast,word\n1,a\n3,b\n');
    await writeFile(join(place, 'conditions.tsv'), 'contrast\tword\n1\ta\n3\tb\n');
  });
  afterAll(async () => {
    await rm(place, { recursive: true });
  });

  test.each(['conditions.csv', 'conditions.tsv'])(
    '%s gives one condition per row',
    async (table) => {
      const text = changed('factors: { contrast: [1, 2], word: [a, b] }', `table: ${table}`);
      const experiment = await readExperiment(text, join(place, 'my.yaml'));
      expect(experiment.expectedTrials).toBe(20);
      expect(experiment.identity).toContain('"contrast":3');
    },
  );

  test('that are not there are refused', async () => {
    const text = changed('factors: { contrast: [1, 2], word: [a, b] }', 'table: none.csv');
    await expect(readExperiment(text, join(place, 'my.yaml'))).rejects.toThrow(
      'none.csv: no such file or folder',
    );
  });
});

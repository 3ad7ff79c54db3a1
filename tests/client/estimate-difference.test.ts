import { expect, test } from '@jest/globals';
import { firstPair, sidesOf } from '../../client/experiments-page/compared-sides.ts';
import { estimateDifference } from '../../client/experiments-page/estimate-difference.ts';
import { sentFiles } from '../../client/experiments-page/sent-file.ts';
import type { RunState } from '../../protocol/index.ts';

test('the interval of a difference of symmetric intervals adds their squares', () => {
  const found = estimateDifference(
    { value: 1, lower: 1 - 3, upper: 1 + 3 },
    { value: 6, lower: 6 - 4, upper: 6 + 4 },
  );
  expect(found).toEqual({ value: 5, lower: 0, upper: 10 });
});

test('each end of it comes from the ends that face it', () => {
  const found = estimateDifference(
    { value: 0, lower: -1, upper: 3 },
    { value: 0, lower: -4, upper: 0 },
  );
  expect(found).toEqual({ value: 0, lower: -5, upper: 1 });
  expect(estimateDifference(found, { value: null, lower: null, upper: null }).value).toBeNull();
  expect(estimateDifference(found, { value: 1, lower: null, upper: null })).toEqual({
    ...{ value: 1, lower: null, upper: null },
  });
});

test('a finished run with groups can be compared as a whole and group by group', () => {
  const one = { value: 1, lower: 0, upper: 2 };
  const base = { run: 'r', experiment: 'e', status: 'finished', groups: ['weak', 'strong'] };
  const estimates = {
    'PSE, c 1, weak': one,
    'PSE, c 1, strong': one,
    'PSE difference, c 1, strong minus weak': one,
  };
  // As far as sides look at it.
  const run = { ...base, estimates } as unknown as RunState;
  const sides = sidesOf([run, { ...run, status: 'running' }]);
  expect(sides.map(({ group }) => group)).toEqual([null, 'weak', 'strong']);
  expect(sides.slice(1).map((side) => Object.keys(side.estimates))).toEqual([
    ['PSE, c 1'],
    ['PSE, c 1'],
  ]);
  expect(firstPair(sides)?.map(({ group }) => group)).toEqual(['strong', 'weak']);
  expect(firstPair(sides.slice(0, 2))).toBeNull();
});

test('of several files the experiment is the one that says who observes', () => {
  const files = [
    { name: 'b.yaml', text: 'layers: []' },
    { name: 'a.yaml', text: 'task: yes-no\nobserver: agent\n' },
  ];
  expect(sentFiles(files)).toEqual({ ...files[1], beside: { 'b.yaml': 'layers: []' } });
  expect(sentFiles([])).toBeNull();
});

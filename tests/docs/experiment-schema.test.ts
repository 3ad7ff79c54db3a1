import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { experimentJsonSchema } from '../../experiments/index.ts';

const file = join(import.meta.dirname, '..', '..', 'docs', 'experiment.schema.json');

test('the published JSON Schema of experiment files is the one that files are checked with', () => {
  // Made by: bin/helmholtz experiments --schema > docs/experiment.schema.json
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(
    JSON.parse(JSON.stringify(experimentJsonSchema())),
  );
});

test('it names the tasks, and parts within parts', () => {
  expect(experimentJsonSchema()).toMatchObject({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    additionalProperties: false,
    properties: { task: { enum: ['comparison', 'yes-no', 'rating', 'matching', 'naming'] } },
    required: ['observer', 'task', 'groups', 'timeline'],
  });
  expect(JSON.stringify(experimentJsonSchema())).toContain('"$ref"');
});

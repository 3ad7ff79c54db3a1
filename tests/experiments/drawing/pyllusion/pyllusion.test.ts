import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  findStimulus,
  fromPyllusion,
  PYLLUSION_NAMES,
  type PyllusionArguments,
  pyllusionDictionary,
  renderStimulus,
  toPyllusion,
} from '../../../../experiments/index.ts';
import { createRandom, type GivenValues } from '../../../../agents/index.ts';

interface Case {
  readonly name: string;
  readonly arguments: PyllusionArguments;
  readonly dictionary: Readonly<Record<string, number | string | readonly number[]>>;
}

/** What Pyllusion 1.4 itself gives, at parameters drawn at random. */
const CASES = JSON.parse(
  readFileSync(join(import.meta.dirname, 'dictionaries.json'), 'utf8'),
) as readonly Case[];

describe("Pyllusion's dictionaries", () => {
  test.each(CASES)('of $name with $arguments are ours, key by key', (example) => {
    const ours = pyllusionDictionary(example.name, example.arguments);
    expect(Object.keys(ours).sort()).toEqual(Object.keys(example.dictionary).sort());
    for (const [key, expected] of Object.entries(example.dictionary)) {
      const own = [ours[key]].flat();
      const theirs = [expected].flat();
      expect([key, own.length]).toEqual([key, theirs.length]);
      theirs.forEach((value, index) => {
        if (typeof value === 'number') expect(own[index]).toBeCloseTo(value, 9);
        else expect(own[index]).toBe(value);
      });
    }
  });

  test('covers all ten illusions', () => {
    expect(new Set(CASES.map(({ name }) => name))).toEqual(new Set(PYLLUSION_NAMES));
    expect(PYLLUSION_NAMES).toHaveLength(10);
  });

  test('refuses what Pyllusion does not know', () => {
    expect(() => pyllusionDictionary('Delbouef')).toThrow('did you mean "Delboeuf"');
    expect(() => pyllusionDictionary('Ponzo', { size: 1 })).toThrow(
      'pyllusion.Ponzo.size: no such',
    );
  });
});

describe('the two knobs', () => {
  test.each(PYLLUSION_NAMES)('go to Pyllusion and back for %s', (name) => {
    fc.assert(
      fc.property(
        fc.double({ min: -1, max: 1, noNaN: true }),
        fc.double({ min: -1, max: 1, noNaN: true }),
        (strength, difference) => {
          const theirs = toPyllusion(name, { strength, difference });
          const ours = fromPyllusion(name, {
            illusion_strength: theirs.strength,
            difference: theirs.difference,
          });
          expect(ours.strength).toBeCloseTo(strength, 12);
          expect(ours.difference).toBeCloseTo(difference, 12);
        },
      ),
    );
  });

  test('make target 1 really larger by the difference', async () => {
    for (const name of ['delboeuf-illusion', 'ebbinghaus-illusion']) {
      const [first, second] = await targetSizes(name, { strength: 0.5, difference: 0.5 });
      expect(first! / second!).toBeCloseTo(1.5, 1);
    }
    for (const name of ['mueller-lyer-illusion', 'ponzo-illusion']) {
      const [first, second] = await targetSizes(name, { difference: 0.5 });
      expect(first! / second!).toBeCloseTo(1.5, 1);
    }
  });

  test('surround the target that looks larger by the smaller context', async () => {
    for (const difference of [-0.3, 0, 0.3]) {
      for (const strength of [-1, 1]) {
        const { masks } = await rendered('ebbinghaus-illusion', { strength, difference });
        const context = countsOf(masks['contextMask']!);
        const sizes = [1, 2].map((side) => context.get(side)!);
        expect(Math.sign(sizes[1]! - sizes[0]!)).toBe(Math.sign(strength));
      }
    }
  });

  test('make the congruency', async () => {
    for (const [strength, difference, congruency] of [
      [10, 0.2, 'congruent'],
      [-10, -0.2, 'congruent'],
      [10, -0.2, 'incongruent'],
      [10, 0, 'neutral'],
    ] as const) {
      const { illusion } = await rendered('ponzo-illusion', { strength, difference });
      expect(illusion?.congruency).toBe(congruency);
    }
  });
});

async function rendered(name: string, parameters: GivenValues) {
  return renderStimulus(await findStimulus(name), { parameters, random: createRandom(1) });
}

async function targetSizes(name: string, parameters: GivenValues): Promise<number[]> {
  const { masks } = await rendered(name, parameters);
  const counts = countsOf(masks['targetMask']!);
  return [counts.get(1) ?? 0, counts.get(2) ?? 0];
}

function countsOf(mask: Uint16Array): Map<number, number> {
  const counts = new Map<number, number>();
  for (const number of mask) counts.set(number, (counts.get(number) ?? 0) + 1);
  return counts;
}

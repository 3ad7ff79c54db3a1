import { describe, expect, test } from '@jest/globals';
import {
  createRandom,
  explainSequence,
  type ModelFolder,
  readModelFolder,
  type RecombinationModel,
  sequenceProbability,
  synthesiseRecombination,
  TOY_VDJ,
  TOY_VJ,
} from '../../../../agents/index.ts';
import { enumerate } from './enumerate.ts';
import { writeFolder } from './write-folder.ts';

/** The first inserted base is drawn as often as bases occur in a long insertion: many steps of the chain. */
function withStationaryStart(model: RecombinationModel): RecombinationModel {
  return {
    ...model,
    junctions: model.junctions.map((junction) => {
      let shares = [0.25, 0.25, 0.25, 0.25];
      for (let step = 0; step < 300; step++) {
        shares = shares.map((_, after) =>
          shares.reduce((sum, share, before) => sum + share * junction.next[before]![after]!, 0),
        );
      }
      return { ...junction, first: shares };
    }),
  };
}

const CHAINED: RecombinationModel = {
  ...TOY_VJ,
  name: 'chained',
  jGivenV: [
    [0.9, 0.1],
    [0.25, 0.75],
  ],
  junctions: [{ ...TOY_VDJ.junctions[0]!, lengths: [0.2, 0.4, 0.25, 0.15] }],
};

function expectProbabilities(folder: ModelFolder, written: RecombinationModel): void {
  const { sequences } = enumerate(written);
  const read = readModelFolder(folder);
  const every = Math.ceil(sequences.size / 400);
  for (const [sequence, probability] of [...sequences].filter((_, index) => index % every === 0)) {
    expect(Math.abs(sequenceProbability(read, sequence) - probability)).toBeLessThan(1e-12);
    expect(Math.abs(explainSequence(read, sequence).probability - probability)).toBeLessThan(1e-12);
  }
}

describe('a folder of model files', () => {
  test.each([
    ['V and J', CHAINED],
    ['V, D and J', TOY_VDJ],
  ])('of %s gives every sequence the probability of writing all out, to 1e-12', (_, model) => {
    const written = withStationaryStart(model);
    expectProbabilities(writeFolder(written), written);
  });

  test('may choose J before V: the joint probability is the same', () => {
    const written = withStationaryStart(TOY_VDJ);
    expectProbabilities(writeFolder(written, { isJFirst: true }), written);
  });

  test('with anchors keeps V from its conserved residue on and J up to the end of its own', () => {
    const written = withStationaryStart(TOY_VDJ);
    const read = readModelFolder(writeFolder(written, { isWhole: true }));
    expect(read.v.map(({ sequence }) => sequence)).toEqual(['TGTGCC', 'TGTAGC']);
    expect(read.j.map(({ sequence }) => sequence)).toEqual(['TTC', 'TTT']);
    expect(read.anchoredShare).toBeCloseTo(1, 12);
    expectProbabilities(writeFolder(written, { isWhole: true }), written);
  });

  test('leaves out what makes no sequence, and counts it: genes without an anchor, deletions beyond it', () => {
    // One to seven bases of V's six are cut, of J's three up to four; V2 has no anchor.
    const leaky: RecombinationModel = {
      ...CHAINED,
      vDeletions: {
        least: 5,
        probability: [
          [0.5, 0.3, 0.2],
          [0.1, 0.2, 0.7],
        ],
      },
      jDeletions: {
        least: 2,
        probability: [
          [0.6, 0.3, 0.1],
          [0.2, 0.3, 0.5],
        ],
      },
    };
    const folder = writeFolder(withStationaryStart(leaky), { isWhole: true });
    const vAnchors = {
      file: 'anchors',
      text: folder.vAnchors!.text.replace(/^V2.*$/m, 'V2,-1,P'),
    };
    const read = readModelFolder({ ...folder, vAnchors });
    // V1: .6 (.5 + .3); J1 after V1: .9 (.6 + .3); J2: .1 (.2 + .3).
    expect(read.anchoredShare).toBeCloseTo(0.48 * (0.81 + 0.05), 12);
    expect(read.v.map(({ name }) => name)).toEqual(['V1']);
    const possible: RecombinationModel = {
      ...withStationaryStart(leaky),
      vChoice: [0.6, 0],
      vDeletions: {
        least: 5,
        probability: [
          [0.5, 0.3],
          [0.1, 0.2],
        ],
      },
      jDeletions: {
        least: 2,
        probability: [
          [0.6, 0.3],
          [0.2, 0.3],
        ],
      },
    };
    expectProbabilities({ ...folder, vAnchors }, possible);
    const total = [...enumerate(possible).sequences.values()].reduce((sum, p) => sum + p, 0);
    expect(total).toBeCloseTo(read.anchoredShare!, 12);
    const made = synthesiseRecombination(read, createRandom(1, 'leaky')).sequence;
    expect(sequenceProbability(read, made)).toBeGreaterThan(0);
  });

  test('keeps the rate of errors, and forgives the rounding of printed numbers', () => {
    const folder = writeFolder({ ...TOY_VJ, errorRate: 0.0098 });
    expect(readModelFolder(folder).errorRate).toBe(0.0098);
    const rounded = folder.marginals.text.replace('%0.6,0.4', '%0.60002,0.40003');
    const read = readModelFolder({ ...folder, marginals: { file: 'm', text: rounded } });
    expect(read.vChoice.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 14);
  });
});

describe('a malformed folder is refused with file and line', () => {
  const folder = writeFolder(TOY_VJ);
  const change = (
    part: 'params' | 'marginals',
    [from, to]: readonly [string, string],
  ): ModelFolder => ({
    ...folder,
    [part]: { ...folder[part], text: folder[part].text.replace(from, to) },
  });
  /** Counted from 1. */
  const lineOf = (part: 'params' | 'marginals', text: string): number =>
    folder[part].text.split('\n').indexOf(text) + 1;

  test.each([
    [
      'params',
      ['%V1;TGTGCC;0', '%V1;TGTGCX;0'],
      '%V1;TGTGCC;0',
      'expected bases A, C, G, T; got TGTGCX',
    ],
    ['params', ['%V1;TGTGCC;0', '%V1;TGTGCC'], '%V1;TGTGCC;0', 'expected %name;sequence;index'],
    [
      'params',
      ['%V1;TGTGCC;0', '%V1;TGTGCC;2'],
      '%V2;TGTAGC;1',
      'expected indices of v_choice from 0 without a gap; got 1',
    ],
    ['params', ['0\n', 'zero\n'], '0', 'expected a rate of errors in [0, 0.75); got zero'],
    ['marginals', ['$Dim[2]', '$Dim[3]'], '$Dim[2]', 'expected 3 probabilities; got 2'],
    ['marginals', ['%0.6,0.4', '%0.6,0.x'], '%0.6,0.4', 'expected probabilities; got "0.x"'],
    ['marginals', ['%0.6,0.4', '%0.6,0.5'], '@v_choice', 'expected rows of v_choice that add up'],
    ['marginals', ['#[v_choice,1]', '#[v_choice,2]'], '#[v_choice,1]', 'expected an index below 2'],
    ['marginals', ['#[v_choice,0]', '#v_choice,0'], '#[v_choice,0]', 'expected #[nickname,index]'],
    ['marginals', ['@ins_0', 'ins_0'], 'ins_0', 'expected #[...] or %p,p,...'],
  ] as const)('%s: %j', (part, replaced, at, message) => {
    const line =
      {
        // Lines that the complaint is about, where they are not those that were changed.
        '0': folder.params.text.trimEnd().split('\n').length,
        ins_0: lineOf('marginals', '@ins_0'),
        '$Dim[2]': lineOf('marginals', '%0.6,0.4'),
      }[at as string] ?? lineOf(part, at);
    const changed =
      at === '0'
        ? {
            ...folder,
            params: { ...folder.params, text: folder.params.text.replace(/0\n$/, 'zero\n') },
          }
        : change(part, replaced);
    expect(() => readModelFolder(changed)).toThrow(`${folder[part].file}:${line}: ${message}`);
  });

  test('a table whose conditions are not those of the edges, and one that is missing', () => {
    const text = folder.params.text.replace(/^%GeneChoice_V.*GeneChoice_J.*$/m, '');
    const params = { ...folder.params, text };
    const line = lineOf('marginals', '@j_choice');
    expect(() => readModelFolder({ ...folder, params })).toThrow(
      `model_marginals.txt:${line}: expected j_choice to depend on nothing, as its edges say; got v_choice`,
    );
    expect(() => readModelFolder(change('marginals', ['@ins_0', '@ins_9']))).toThrow(
      'model_marginals.txt:1: expected a table @ins_0; got none',
    );
  });
});

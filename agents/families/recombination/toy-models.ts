import type { RecombinationModel } from './recombination-model.ts';

const BASE = [0.3, 0.2, 0.3, 0.2];

/** A recombination of V and J that is small enough to be written out: 2132 sequences. Its numbers are our own. */
export const TOY_VJ: RecombinationModel = {
  name: 'toy-vj',
  v: [
    { name: 'V1', sequence: 'TGTGCC' },
    { name: 'V2', sequence: 'TGTAGC' },
  ],
  d: [],
  j: [
    { name: 'J1', sequence: 'TTC' },
    { name: 'J2', sequence: 'TTT' },
  ],
  vChoice: [0.6, 0.4],
  jGivenV: [
    [0.7, 0.3],
    [0.7, 0.3],
  ],
  dGivenVj: [],
  vDeletions: {
    least: 0,
    probability: [
      [0.5, 0.3, 0.2],
      [0.5, 0.3, 0.2],
    ],
  },
  jDeletions: {
    least: 0,
    probability: [
      [0.6, 0.3, 0.1],
      [0.6, 0.3, 0.1],
    ],
  },
  dDeletions: null,
  junctions: [
    {
      lengths: [0.2, 0.4, 0.25, 0.15],
      first: BASE,
      next: [BASE, BASE, BASE, BASE],
      direction: 'rightwards',
    },
  ],
  errorRate: 0,
};

/** The same with D genes between, palindromic bases, and inserted bases that depend on each other. */
export const TOY_VDJ: RecombinationModel = {
  ...TOY_VJ,
  name: 'toy-vdj',
  d: [
    { name: 'D1', sequence: 'GGAC' },
    { name: 'D2', sequence: 'GAT' },
  ],
  jGivenV: [
    [0.7, 0.3],
    [0.45, 0.55],
  ],
  dGivenVj: [
    [
      [0.5, 0.5],
      [0.8, 0.2],
    ],
    [
      [0.5, 0.5],
      [0.25, 0.75],
    ],
  ],
  vDeletions: {
    least: -1,
    probability: [
      [0.1, 0.5, 0.3, 0.1],
      [0.2, 0.3, 0.3, 0.2],
    ],
  },
  dDeletions: {
    least5: -1,
    least3: 0,
    probability: [
      [
        [0.1, 0.05, 0.05],
        [0.2, 0.1, 0.1],
        [0.1, 0.2, 0.1],
      ],
      [
        [0.05, 0.05, 0],
        [0.3, 0.1, 0.1],
        [0.1, 0.2, 0.1],
      ],
    ],
  },
  junctions: [
    {
      lengths: [0.3, 0.4, 0.3],
      first: [0.4, 0.1, 0.3, 0.2],
      next: [
        [0.1, 0.4, 0.3, 0.2],
        [0.25, 0.25, 0.25, 0.25],
        [0.5, 0.2, 0.2, 0.1],
        [0.3, 0.3, 0.3, 0.1],
      ],
      direction: 'rightwards',
    },
    {
      lengths: [0.5, 0.3, 0.2],
      first: [0.2, 0.3, 0.1, 0.4],
      next: [
        [0.4, 0.3, 0.2, 0.1],
        [0.1, 0.2, 0.3, 0.4],
        [0.25, 0.25, 0.25, 0.25],
        [0.3, 0.2, 0.2, 0.3],
      ],
      direction: 'leftwards',
    },
  ],
};

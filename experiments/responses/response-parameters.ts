import type { ParameterTable } from '../../agents/index.ts';

/** How beliefs become responses: what observers of all kinds have. */
export const RESPONSE_PARAMETERS = {
  lapse: {
    kind: 'number',
    default: 0,
    min: 0,
    max: 1,
    unit: '1',
    meaning: 'Share of trials on which the choice is made by chance.',
  },
  bias: {
    kind: 'number',
    default: 0,
    min: -1e6,
    max: 1e6,
    unit: 'quantity',
    meaning: 'Added to the decision variable: above 0 favours "second" and "yes".',
  },
  criterion: {
    kind: 'number',
    default: 0,
    min: -1e6,
    max: 1e6,
    unit: 'quantity',
    meaning: 'What must be perceived for "yes".',
  },
  decisionThreshold: {
    kind: 'number',
    default: 0.5,
    min: 1e-6,
    max: 100,
    unit: 'deviations',
    meaning:
      'How far the decision variable must have settled, in posterior standard deviations; in naming, how far ahead of the next name.',
  },
  unitMilliseconds: {
    kind: 'number',
    default: 100,
    min: 1e-9,
    max: 1e9,
    unit: 'ms',
    meaning: 'Milliseconds of one unit of settling time: the one calibration of time.',
  },
  nonDecision: {
    kind: 'number',
    default: 300,
    min: 0,
    max: 1e5,
    unit: 'ms',
    meaning: 'Milliseconds of a reaction that are not settling.',
  },
  motorNoise: {
    kind: 'number',
    default: 0,
    min: 0,
    max: 1e6,
    unit: 'quantity',
    meaning: 'Standard deviation of what is set where one percept had been (matching).',
  },
} as const satisfies ParameterTable;

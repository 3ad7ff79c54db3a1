import { z } from 'zod';
import type { Immutable } from './immutable.ts';

const number = z.number().nullable().describe('`null` where it cannot be said.');
const estimate = z.object({ value: number, lower: number, upper: number });

/** Parser and JSON Schema of {@link ExperimentDescription}. */
export const experimentDescription = z.object({
  name: z.string(),
  summary: z.string(),
  question: z.string(),
  label: z.enum(['emergent', 'partly', 'wired']),
  why: z.string().describe('What is learned, and what was typed in.'),
  datum: z.string().describe('What is known of people or animals.'),
  limits: z.string().describe('What is not shown.'),
  sources: z.array(z.object({ text: z.string(), url: z.string() })),
  claim: z.object({
    quantity: z.string(),
    unit: z.string(),
    expected: z.number(),
    tolerance: z.number(),
  }),
  ablation: z.object({ name: z.string(), meaning: z.string() }),
  groups: z.array(z.object({ name: z.string(), participants: z.number() })),
  trials: z.number().describe('Of each participant, about.'),
  shown: z.array(z.object({ name: z.string(), meaning: z.string(), unit: z.string() })),
  answered: z.array(z.object({ name: z.string(), meaning: z.string(), unit: z.string() })),
  verified: z
    .object({ found: z.number().nullable(), verdict: z.string() })
    .nullable()
    .describe('What the last run in full has shown.'),
});

/** A classical experiment: its question, its design, the number to hit. */
export type ExperimentDescription = Immutable<z.infer<typeof experimentDescription>>;

/** What an experiment file says, for people who look before they run it. */
export interface FileDescription {
  readonly name: string;
  readonly question: string;
  readonly observer: string;
  readonly task: string;
  /** Whether other agents of the catalogue can be chosen. */
  readonly takesAgents: boolean;
  readonly groups: readonly { readonly name: string; readonly participants: number }[];
  /** Of each participant, about. */
  readonly trials: number;
  readonly parts: readonly {
    readonly name: string;
    readonly role: string;
    readonly conditions: number;
    /** `constant`, `staircase` or `quest`; `null` where conditions are simply shown. */
    readonly procedure: string | null;
    readonly trials: number;
  }[];
  /** Stimuli of the first conditions, where there are any, as grey PNG. */
  readonly pictures: readonly {
    readonly caption: string;
    readonly rows: number;
    readonly columns: number;
    readonly png: Uint8Array;
  }[];
}

/** Parser and JSON Schema of {@link RunState}. */
export const runState = z.object({
  run: z.string().describe('A name that nobody can guess.'),
  experiment: z.string().describe('Name of the experiment, or of the file.'),
  isFile: z.boolean().describe('Whether it is of a file that somebody wrote.'),
  agents: z
    .array(z.string())
    .nullable()
    .describe('Agents that took part instead of those of the file; null for those.'),
  groups: z.array(z.string()).describe('Names of the groups, once the run has begun.'),
  figures: z.array(z.string()).describe('Names of the figures of a finished run.'),
  seed: z.number(),
  participants: z.number().nullable().describe('Of each group; null for those of the experiment.'),
  status: z.enum(['running', 'finished', 'interrupted', 'failed']),
  done: z.number().describe('Finished trials.'),
  total: z.number().describe('All trials, about; 0 while it is not known.'),
  latest: z
    .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
    .nullable()
    .describe('A trial that was just finished: what was shown and what was answered.'),
  estimates: z
    .record(z.string(), estimate)
    .nullable()
    .describe('Of the participants who have finished, with 95 % intervals.'),
  result: z
    .object({
      found: estimate,
      ablated: estimate,
      isKilled: z.boolean(),
      verdict: z.string(),
      reason: z.string(),
    })
    .nullable()
    .describe('What the whole run says of the claim.'),
  problem: z.string().nullable(),
});

/** A run of an experiment, under way or past. */
export type RunState = Immutable<z.infer<typeof runState>>;

import { pngFromSvg } from '../images/png-from-svg.ts';
import {
  fitResampled,
  type ResampledCounts,
  type ResampledFit,
} from '../psychophysics/fit-resampled.ts';
import type { Experiment } from './experiment.ts';
import { type CohortProgress, runCohort } from './run-cohort.ts';
import { type TablePart, type TablePartRequest, tabulateCohort } from './tabulate-cohort.ts';

/** What threads can be asked to do, by kind: plain data. */
export interface TaskInputs {
  /** Have the participants of a cohort go through their trials, and write these down as a part of the tables. */
  readonly trials: TablePartRequest & { readonly seed: number };
  /** Fit a psychometric function, with its intervals. */
  readonly fits: ResampledCounts;
  /** Draw a figure as PNG. */
  readonly pictures: { readonly svg: string };
}

/** What comes of them: plain data, too. */
export interface TaskResults {
  readonly trials: TablePart;
  readonly fits: ResampledFit;
  readonly pictures: Uint8Array;
}

/** Kinds of tasks. */
export type TaskKind = keyof TaskInputs;

/** Hears how far a cohort is; what it throws ends the task. */
export type Report = (progress: CohortProgress) => void | Promise<void>;

/** Tasks of a kind that a thread has under way at once: while one cohort waits for the disk, another has its trials. */
export const AT_ONCE: Readonly<Record<TaskKind, number>> = {
  trials: 2,
  fits: 1,
  pictures: 1,
};

type Performers = {
  readonly [Kind in TaskKind]: (
    input: TaskInputs[Kind],
    experiment: Experiment,
    report: Report,
  ) => Promise<TaskResults[Kind]> | TaskResults[Kind];
};

const PERFORMERS: Performers = {
  trials: async ({ seed, ...request }, experiment, report) => {
    for await (const progress of runCohort(experiment, request.cohort, seed)) {
      await report(progress);
    }
    // At once, while the cohort beside it has its trials.
    return await tabulateCohort(experiment, request);
  },
  fits: (counts) => fitResampled(counts),
  pictures: ({ svg }) => pngFromSvg(svg),
};

/** Does a task, in whatever thread. */
export async function perform<Kind extends TaskKind>(
  kind: Kind,
  input: TaskInputs[Kind],
  { experiment, report }: { readonly experiment: Experiment; readonly report: Report },
): Promise<TaskResults[Kind]> {
  return await PERFORMERS[kind](input, experiment, report);
}

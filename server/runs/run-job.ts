import { basename } from 'node:path';
import {
  findParadigm,
  interimSummary,
  type Row,
  runExperiment,
  type Summary,
} from '../../experiments/index.ts';
import { findCommit } from '../commit.ts';
import { findPackage } from '../package.ts';

/** A run that somebody asked for, as plain data. */
export interface RunJob {
  readonly experiment: string;
  readonly seed: number;
  /** Of each group; `null` for those of the experiment. */
  readonly participants: number | null;
  /** Folder of the run. */
  readonly out: string;
  readonly resume: boolean;
  /** Of the program, for the record. */
  readonly version: string;
}

/** What a run tells on its way; what is absent is as it was. */
export interface RunNews {
  readonly done?: number;
  readonly total?: number;
  readonly latest?: Row;
  readonly estimates?: Summary['estimates'];
}

/** Who listens to a run, and may end it. */
export interface RunListener {
  readonly tell: (news: RunNews) => void;
  readonly signal: AbortSignal;
}

/** Interim summaries of a run, about: each reads all trials so far. */
const INTERIM = 8;

/**
 * Runs an experiment into its folder, at the scale of a quick run.
 *
 * @throws {HelmholtzError} `unknown-experiment`, `not-writable`, `bad-journal`, `interrupted`.
 */
export async function runJob(job: RunJob, { tell, signal }: RunListener): Promise<void> {
  const { experiment: name, seed, participants, out, resume, version } = job;
  await findParadigm(name);
  const number = participants === null ? {} : { participants };
  const size = participants === null ? '' : ` --participants ${participants}`;
  await runExperiment({
    request: { kind: 'paradigm', name, scale: { isQuick: true, ...number } },
    ...{ seed, workers: 1, out, resume, version },
    commit: await findCommit(findPackage(import.meta.dirname).folder),
    about: [
      `command: helmholtz run ${name} --seed ${seed} --quick${size}`,
      `in the lab: /api/runs/${basename(out)}/report.html`,
    ],
    onProgress: (done, total) => {
      tell({ done, total });
    },
    onTrial: (latest) => {
      tell({ latest });
    },
    onCohort: (experiment, finished, all) => {
      if (finished.length % Math.ceil(all / INTERIM) !== 0) return;
      void interimSummary(experiment, finished, seed).then((summary) => {
        if (summary !== null) tell({ estimates: summary.estimates });
      });
    },
    isInterrupted: () => signal.aborted,
  });
}

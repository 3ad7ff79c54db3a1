import { basename } from 'node:path';
import {
  type ExperimentRequest,
  findParadigm,
  interimSummary,
  type Row,
  runExperiment,
  type Summary,
} from '../../experiments/index.ts';
import { findCommit } from '../commit.ts';
import { findPackage } from '../package.ts';
import type { JobListener } from '../thread-jobs.ts';
import type { SentExperiment } from '../describe-experiment.ts';

/** A run that somebody asked for, as plain data. */
export interface RunJob {
  /** A paradigm, at the scale of a quick run, or a file that somebody sent. */
  readonly experiment: string | SentExperiment;
  /** Agents that take part in a file instead of those that it names; `null` for those. */
  readonly agents: readonly string[] | null;
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

/** Interim summaries of a run, about: each reads all trials so far. */
const INTERIM = 8;

/**
 * Runs an experiment into its folder: a paradigm at the scale of a quick run, a file as it says.
 *
 * @throws {HelmholtzError} `unknown-experiment`, `not-writable`, `bad-journal`, `interrupted`.
 */
export async function runJob(job: RunJob, { tell, signal }: JobListener<RunNews>): Promise<void> {
  const { seed, out, resume, version } = job;
  await runExperiment({
    request: await requestOf(job),
    ...{ seed, workers: 1, out, resume, version },
    commit: await findCommit(findPackage(import.meta.dirname).folder),
    about: [`command: ${commandOf(job)}`, `in the lab: /api/runs/${basename(out)}/report.html`],
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

async function requestOf({ experiment, agents, participants }: RunJob): Promise<ExperimentRequest> {
  const number = participants === null ? {} : { participants };
  if (typeof experiment === 'string') {
    const { name } = await findParadigm(experiment);
    return { kind: 'paradigm', name, scale: { isQuick: true, ...number } };
  }
  const { name: path, text, beside } = experiment;
  return {
    ...{ kind: 'file', path, text, beside, ...number },
    ...(agents === null ? {} : { agents }),
  };
}

/** The command that gives the same data, where the files lie in the folder at hand. */
function commandOf({ experiment, seed, agents, participants }: RunJob): string {
  return [
    `helmholtz run ${typeof experiment === 'string' ? experiment : experiment.name} --seed ${seed}`,
    ...(typeof experiment === 'string' ? ['--quick'] : []),
    ...(agents === null ? [] : [`--agents ${agents.join(',')}`]),
    ...(participants === null ? [] : [`--participants ${participants}`]),
  ].join(' ');
}

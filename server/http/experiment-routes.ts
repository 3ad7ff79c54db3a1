import { z } from 'zod';
import { listParadigms, type Paradigm, verifiedResults } from '../../experiments/index.ts';
import {
  type ExperimentDescription,
  experimentDescription,
  runState,
} from '../../protocol/index.ts';
import { findPackage } from '../package.ts';
import type { RunRegistry } from '../runs/run-registry.ts';
import type { Route } from './route.ts';

/** Addresses about experiments and their runs. The name of a run is its key: nobody can guess it. */
export function experimentRoutes(runs: RunRegistry): readonly Route[] {
  return [
    {
      path: '/experiments',
      summary:
        'The classical experiments, with the design of a quick run and what was last verified.',
      response: z.array(experimentDescription),
      answer: async () => {
        const verified = await verifiedResults(findPackage(import.meta.dirname).folder);
        return (await listParadigms()).map((paradigm) => {
          const last = verified.get(paradigm.name);
          return describeExperiment(
            paradigm,
            last === undefined ? null : { found: last.found, verdict: last.verdict },
          );
        });
      },
    },
    {
      path: '/runs/{run}',
      summary: 'How a run is: its progress, what it shows so far, its verdict.',
      response: runState,
      answer: ({ params }) => runs.look(params['run'] ?? ''),
    },
    {
      path: '/runs/{run}/figures/{figure}.png',
      summary: 'A figure of a finished run.',
      response: 'image/png',
      answer: ({ params }) => runs.figure(params['run'] ?? '', params['figure'] ?? ''),
    },
    {
      path: '/runs/{run}/report.html',
      summary: 'The report of a finished run, a page that needs nothing else.',
      response: 'text/html',
      answer: ({ params }) => runs.report(params['run'] ?? ''),
    },
  ];
}

function describeExperiment(
  paradigm: Paradigm,
  verified: ExperimentDescription['verified'],
): ExperimentDescription {
  const { name, summary, question, label, why, datum, limits, sources, claim, ablation } = paradigm;
  const { quantity, unit, expected, tolerance } = claim;
  const design = paradigm.experiment({ isQuick: true });
  const columns = (from: typeof design.shown): ExperimentDescription['shown'] =>
    from.map((column) => ({ name: column.name, meaning: column.meaning, unit: column.unit }));
  return {
    ...{ name, summary, question, label, why, datum, limits, verified },
    sources: [...sources],
    claim: { quantity, unit, expected, tolerance },
    ablation: { name: ablation.name, meaning: ablation.meaning },
    groups: [...design.groups],
    trials: design.expectedTrials,
    shown: columns(design.shown),
    answered: columns(design.answered),
  };
}

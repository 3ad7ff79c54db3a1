import { createRandom } from '../../agents/index.ts';
import { fitHere } from '../psychophysics/fit-resampled.ts';
import type { Summary } from '../report/summary.ts';
import type { Experiment } from './experiment.ts';
import type { Cohort } from './run-cohort.ts';
import { trialsOf } from './trial-table.ts';

/**
 * What the participants who have finished so far show; `null` while there are too few of them for the readout, such as
 * none of a group.
 */
export async function interimSummary(
  experiment: Experiment,
  finished: readonly Cohort[],
  seed: number,
): Promise<Summary | null> {
  const readout = experiment.readout();
  for (const { seat, row } of trialsOf({ experiment, cohorts: finished })) readout.add(seat, row);
  try {
    return await readout.finish(createRandom(seed, 'interim'), fitHere);
  } catch {
    // A readout may count on every group being there; at the end of the run it is asked again, and then it has to answer.
    return null;
  }
}

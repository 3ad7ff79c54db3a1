import type { Random } from '../../agents/index.ts';
import type { Procedure } from './procedure.ts';

/** Method of constant stimuli. */
export interface ConstantStimuliOptions {
  readonly levels: readonly number[];
  /** Trials at each level. */
  readonly repetitions: number;
}

/** Shows every level equally often, in random order. The order is drawn when the procedure is made. */
export function constantStimuli(
  { levels, repetitions }: ConstantStimuliOptions,
  random: Random,
): Procedure {
  const order = random.shuffle(
    levels.flatMap((level) => new Array<number>(repetitions).fill(level)),
  );
  let done = 0;
  return {
    next: () => order[done] ?? null,
    record: () => {
      done++;
    },
    estimate: () => null,
  };
}

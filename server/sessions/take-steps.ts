import type { Agent, Certificate } from '../../agents/index.ts';
import type { Scheduler } from '../scheduler.ts';

/** What came of {@link takeSteps}. */
export interface StepsTaken {
  readonly taken: number;
  readonly certificate: Certificate;
}

/**
 * Takes up to `count` >= 1 inference steps and stops early when the time is up or the beliefs diverge, and when they
 * have settled unless `pastSettled`. Steps are taken in batches that grow while they are quick, so that a fast agent
 * does not pay for each step and a slow one still comes back in time. At least one step is taken.
 */
export function takeSteps(
  agent: Agent,
  count: number,
  options: { scheduler: Scheduler; milliseconds: number; pastSettled: boolean },
): StepsTaken {
  const { scheduler, milliseconds, pastSettled } = options;
  const started = scheduler.now();
  let batch = 1;
  let taken = 0;
  for (;;) {
    const certificate = agent.step(Math.min(batch, count - taken));
    taken += Math.min(batch, count - taken);
    const spent = scheduler.now() - started;
    const { status } = certificate;
    const isOver = status === 'diverged' || (status === 'settled' && !pastSettled);
    if (isOver || taken >= count || spent >= milliseconds) return { taken, certificate };
    const affordable = Math.floor(((milliseconds - spent) / Math.max(spent, 0.001)) * taken);
    batch = Math.max(1, Math.min(batch * 4, affordable));
  }
}

import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Adjustments } from './controls/adjustments.ts';
import type { Runs } from './controls/runs.ts';
import type { Sessions } from './controls/sessions.ts';
import type { Stimuli } from './controls/stimuli.ts';
import type { Trainings } from './controls/trainings.ts';
import type { Transport } from './controls/transport.ts';
import type { Command } from './controls/keyboard-map.ts';
import type { DrawClock } from './state/draw-clock.ts';
import type { Store } from './state/store.ts';

/** All that a part of the page may ask for: the state, and what can be done to it. */
export interface Lab {
  readonly store: Store;
  readonly transport: Transport;
  readonly adjustments: Adjustments;
  readonly stimuli: Stimuli;
  readonly sessions: Sessions;
  readonly runs: Runs;
  readonly trainings: Trainings;
  readonly clock: DrawClock;
  /** Does what a key or a button asks for. */
  readonly run: (command: Command) => void;
}

/** Hands the lab down to every part of the page. */
export const LabContext = createContext<Lab | null>(null);

/**
 * The lab of the page.
 *
 * @throws {Error} outside of a {@link LabContext}.
 */
export function useLab(): Lab {
  const lab = useContext(LabContext);
  if (lab === null) throw new Error('useLab: expected to be inside a LabContext; got none');
  return lab;
}

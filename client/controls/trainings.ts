import type { MessageInput, TrainingState } from '../../protocol/index.ts';
import type { Connection } from '../connection/connection.ts';

/** What can be done to trainings of generative families. Everything rejects with the server's words. */
export interface Trainings {
  /** All trainings since the server was started, the newest first. */
  list(): Promise<readonly TrainingState[]>;
  start(asked: MessageInput<'training:start'>): Promise<TrainingState>;
  /** A checkpoint is kept. */
  stop(training: string): Promise<TrainingState>;
  resume(training: string): Promise<TrainingState>;
}

/** Makes the controls of trainings. */
export function createTrainings(connection: Connection): Trainings {
  return {
    list: () => connection.request('training:list', {}),
    start: (asked) => connection.request('training:start', asked),
    stop: (training) => connection.request('training:stop', { training }),
    resume: (training) => connection.request('training:resume', { training }),
  };
}

import { FAMILIES, FAMILY_DATA } from '../../experiments/index.ts';
import { trainingChoices } from '../../protocol/index.ts';
import type { Route } from './route.ts';

/** What pages can have trained; trainings themselves go by messages. */
export const TRAINING_ROUTES: readonly Route[] = [
  {
    path: '/trainings/choices',
    summary: 'Generative families that can be trained, and the data that there are for them.',
    response: trainingChoices,
    answer: () => ({ families: FAMILIES, data: FAMILY_DATA }),
  },
];

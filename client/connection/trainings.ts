import type { TrainingChoices } from '../../protocol/index.ts';
import { fetchJson } from './fetch-json.ts';

/**
 * Asks what can be trained, and on what.
 *
 * @throws {Error} if the server does not answer.
 */
export async function fetchTrainingChoices(): Promise<TrainingChoices> {
  return (await fetchJson('api/trainings/choices')) as TrainingChoices;
}

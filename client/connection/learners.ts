import type { LearnerCourseDescription, LearnerDescription } from '../../protocol/index.ts';
import { fetchJson } from './fetch-json.ts';

/**
 * Asks for the models of learning.
 *
 * @throws {Error} if the server does not answer.
 */
export async function fetchLearners(): Promise<readonly LearnerDescription[]> {
  return (await fetchJson('api/learners')) as readonly LearnerDescription[];
}

/** Which learner, with which parameters, watches what. */
export interface CourseRequest {
  readonly learner: string;
  /** In the units of the parameters. */
  readonly settings: Readonly<Record<string, number>>;
  readonly trials: number;
  readonly seed: number;
}

/**
 * Asks what a learner believes while it watches.
 *
 * @throws {Error} with the server's words if it refuses.
 */
export async function fetchCourse(
  { learner, settings, trials, seed }: CourseRequest,
  signal: AbortSignal,
): Promise<LearnerCourseDescription> {
  const set = Object.entries(settings)
    .map(([name, value]) => `${name}:${value}`)
    .join(',');
  const query = new URLSearchParams({ trials: String(trials), seed: String(seed), set });
  const url = `api/learners/${encodeURIComponent(learner)}?${query.toString()}`;
  return (await fetchJson(url, signal)) as LearnerCourseDescription;
}

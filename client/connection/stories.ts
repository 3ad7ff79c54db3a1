import type {
  ExplanationDescription,
  FillingDescription,
  StoryDescription,
  TalesDescription,
} from '../../protocol/index.ts';
import { fetchJson } from './fetch-json.ts';

/** A story with what differs from its defaults, as JSON, and a seed. */
export interface StoryRequest {
  readonly story: string;
  readonly set: string;
  readonly seed: number;
}

/**
 * Asks for the stories that can be told.
 *
 * @throws {Error} if the server does not answer.
 */
export async function fetchStories(): Promise<readonly StoryDescription[]> {
  return (await fetchJson('api/stories')) as readonly StoryDescription[];
}

/**
 * Asks for data told forward.
 *
 * @throws {Error} with the server's words if it refuses.
 */
export async function fetchTales(
  request: StoryRequest,
  count: number,
  signal: AbortSignal,
): Promise<TalesDescription> {
  const url = storyUrl(request, 'tales', { count: String(count) });
  return (await fetchJson(url, signal)) as TalesDescription;
}

/**
 * Asks how a datum came about.
 *
 * @throws {Error} with the server's words if it refuses.
 */
export async function fetchExplanation(
  request: StoryRequest,
  datum: string,
  signal: AbortSignal,
): Promise<ExplanationDescription> {
  const url = storyUrl(request, 'explanation', { datum });
  return (await fetchJson(url, signal)) as ExplanationDescription;
}

/**
 * Asks what may be in the hidden part of a picture.
 *
 * @param hidden Bits of the hidden pixels, base64url.
 * @throws {Error} with the server's words if it refuses.
 */
export async function fetchFilling(
  request: StoryRequest,
  {
    datum,
    hidden,
    count,
  }: { readonly datum: string; readonly hidden: string; readonly count: number },
  signal: AbortSignal,
): Promise<FillingDescription> {
  const url = storyUrl(request, 'filling', { datum, hidden, count: String(count) });
  return (await fetchJson(url, signal)) as FillingDescription;
}

function storyUrl(
  { story, set, seed }: StoryRequest,
  what: 'tales' | 'explanation' | 'filling',
  more: Readonly<Record<string, string>>,
): string {
  const query = new URLSearchParams({ set, seed: String(seed), ...more });
  return `api/stories/${encodeURIComponent(story)}/${what}?${query.toString()}`;
}

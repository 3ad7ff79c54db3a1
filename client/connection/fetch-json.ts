/**
 * Asks the server for something in JSON.
 *
 * @throws {Error} with the server's own words if it refuses.
 */
export async function fetchJson(url: string, signal: AbortSignal | null = null): Promise<unknown> {
  const response = await fetch(url, { headers: { accept: 'application/json' }, signal });
  if (!response.ok) throw new Error(await problemOf(response));
  return await response.json();
}

/** What the server said against a request. */
export async function problemOf(response: Response): Promise<string> {
  const body: unknown = await response.json().catch(() => null);
  const title =
    typeof body === 'object' && body !== null ? (body as { title?: unknown }).title : undefined;
  return typeof title === 'string'
    ? title
    : `${response.url}: expected an answer; got status ${response.status}`;
}

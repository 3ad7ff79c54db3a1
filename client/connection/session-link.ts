/** Something in the part of a page's address that is never sent to a server. */
function readHash(hash: string, key: string): string | null {
  const value = new URLSearchParams(hash.replace(/^#/, '')).get(key);
  return value === null || value === '' ? null : value;
}

/** Name of the session in a page's address, `#session=NAME`; `null` without one. */
export function sessionInHash(hash: string): string | null {
  return readHash(hash, 'session');
}

/** The server's token in a page's address, `#token=TOKEN`; `null` without one. Shared links never carry it. */
export function tokenInHash(hash: string): string | null {
  return readHash(hash, 'token');
}

/** The hash that leads to a session. */
export function hashOfSession(session: string): string {
  return `#${new URLSearchParams({ session }).toString()}`;
}

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

/** Name of the page in an address, `#page=NAME`; `null` without one. */
export function pageInHash(hash: string): string | null {
  return readHash(hash, 'page');
}

/** What is chosen on the page of an address: everything there but page, session and token. */
export function choiceInHash(hash: string): Readonly<Record<string, string>> {
  const parts = new URLSearchParams(hash.replace(/^#/, ''));
  return Object.fromEntries(
    [...parts].filter(([key, value]) => !RESERVED.has(key) && value !== ''),
  );
}

/** Keys of an address that are not a page's own. */
const RESERVED: ReadonlySet<string> = new Set(['page', 'session', 'token']);

/** What an address leads to. */
export interface Place {
  /** Name of the session; `null` for one of its own. */
  readonly session: string | null;
  /** Name of the page; the first one is not written down. */
  readonly page: string;
  /** What is chosen on the page. */
  readonly choice: Readonly<Record<string, string>>;
}

/** The hash that leads to a place; empty where a plain address does. */
export function hashOfPlace({ session, page, choice }: Place): string {
  const parts = new URLSearchParams();
  if (page !== FIRST_PAGE) parts.set('page', page);
  if (session !== null) parts.set('session', session);
  for (const [key, value] of Object.entries(choice)) parts.set(key, value);
  const text = parts.toString();
  return text === '' ? '' : `#${text}`;
}

/** The page that a plain address opens. */
export const FIRST_PAGE = 'perceive';

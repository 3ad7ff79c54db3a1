import type { ComponentType } from 'preact';

/** One page of the lab: one file of `pages/`. A tab in the top bar leads to it, and so does `#page=NAME`. */
export interface Page {
  /** Equals the file's name. */
  readonly name: string;
  /** What its tab says. */
  readonly title: string;
  /** Place of its tab, smallest first. */
  readonly order: number;
  /** Fetches what the page is made of when it is first opened, so that no page waits for another one. */
  readonly load: () => Promise<ComponentType>;
}

/** Declares a page. */
export function definePage(page: Page): Page {
  return page;
}

import type { Page } from './page.ts';

const files: Readonly<Record<string, Page>> = import.meta.glob<Page>('./pages/*.ts', {
  import: 'default',
  eager: true,
});

/**
 * All pages, whatever files there are, in the order of their tabs.
 *
 * @throws {Error} if a page declares another name than its file's.
 */
export function listPages(): readonly Page[] {
  return Object.entries(files)
    .map(([path, page]) => {
      if (path !== `./pages/${page.name}.ts`) {
        throw new Error(`${path}: expected the name of the file; got ${page.name}`);
      }
      return page;
    })
    .sort((one, other) => one.order - other.order);
}

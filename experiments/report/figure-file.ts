import { FIGURE_STYLE } from './page-style.ts';

/** A figure of a page as a file of its own: SVG with its namespace and style. */
export function figureFile(svg: string): string {
  return svg.replace(
    /<svg ([^>]*)>/,
    `<svg xmlns="http://www.w3.org/2000/svg" $1><style>${FIGURE_STYLE}</style>`,
  );
}

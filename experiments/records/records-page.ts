import { PAGE_STYLE } from '../report/page-style.ts';
import { escaped } from '../report/svg-plot.ts';
import { describeJudgement } from './describe-judgement.ts';
import type { JudgedRecords } from './judge-records.ts';
import { LEAK } from './privacy.ts';

/** A report on synthetic records as one page of HTML without script, font or network. */
export function recordsPage(judged: JudgedRecords, title: string): string {
  const { privacy, fidelity, learned, heldOut } = judged;
  const shown = (value: number): string => String(Number(value.toPrecision(3)));
  const row = (cells: readonly string[]): string =>
    `<tr>${cells.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`;
  const measures = describeJudgement(judged).map(({ name, value, ideal }) =>
    row([name, shown(value), ideal]),
  );
  const margins = fidelity.margins.map(({ column, difference }) =>
    row([column, shown(difference)]),
  );
  const verdict = privacy.isLeaking
    ? `<div class="warn"><b>These records give away who was learned from</b>: an attack tells members from others with an area under the curve of ${shown(privacy.membership)}, above ${LEAK}.</div>`
    : `<p>No leak was found by membership inference (${shown(privacy.membership)}, at most ${LEAK}). That is no proof that there is none.</p>`;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title><style>${PAGE_STYLE}</style></head><body><main>
<h1>${escaped(title)}</h1>
<p>Learned from ${learned} records, judged with ${heldOut} others.</p>
${verdict}
<h2>Measures</h2><table><thead><tr><th>measure</th><th>value</th><th>ideal</th></tr></thead><tbody>${measures.join('')}</tbody></table>
<p>Distances to the closest record do not show every leak; membership inference stands first for that reason.</p>
<h2>Margins</h2><table><thead><tr><th>column</th><th>difference</th></tr></thead><tbody>${margins.join('')}</tbody></table>
</main></body></html>
`;
}

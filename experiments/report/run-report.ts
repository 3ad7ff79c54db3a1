import type { FinishedTrials } from '../running/run-trials.ts';
import { PAGE_STYLE } from './page-style.ts';
import type { ResultTable, Summary } from './summary.ts';
import { escaped } from './svg-plot.ts';

/**
 * A report of a run as one HTML page that needs nothing else: no script, no font, no network. The same run gives the same
 * bytes.
 *
 * @param about Lines that say where it came from.
 */
export function runReport(
  { experiment, header }: Pick<FinishedTrials, 'experiment' | 'header'>,
  { tables, figures, notes }: Summary,
  about: readonly string[],
): string {
  const participants = experiment.groups.map(({ name, participants: count }) => `${count} ${name}`);
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(experiment.name)}</title><style>${PAGE_STYLE}</style></head><body><main>
<h1>${escaped(experiment.name)}</h1>
${experiment.question === '' ? '' : `<p>${escaped(experiment.question)}</p>\n`}<p>All participants are simulated: ${escaped(participants.join(', '))}.</p>
${notes.length === 0 ? '' : `<div class="warn"><b>To know about the data</b><ul>${notes.map((note) => `<li>${escaped(note)}</li>`).join('')}</ul></div>`}
${figures.length === 0 ? '' : `<h2>Figures</h2><div class="plots">${figures.map(({ caption, svg }) => `<figure>${svg}<figcaption>${escaped(caption)}</figcaption></figure>`).join('')}</div>`}
${tables.map(tableSection).join('\n')}
<h2>How this was made</h2>
<ul>${[
    ...about,
    `seed ${header.seed}, version ${header.version}`,
    ...(header.commit === undefined ? [] : [`code of commit ${header.commit}`]),
    `SHA-256 of the experiment: ${header.identity}`,
  ]
    .map((line) => `<li>${escaped(line)}</li>`)
    .join('')}</ul>
</main></body></html>
`;
}

function tableSection({ name, caption, columns, rows }: ResultTable): string {
  const title = name.replaceAll('-', ' ');
  const cell = (value: string | number): string =>
    typeof value === 'string'
      ? `<td class="words">${escaped(value)}</td>`
      : `<td>${Number.isFinite(value) ? String(Number(value.toPrecision(4))) : 'n/a'}</td>`;
  return `<h2>${escaped(title.charAt(0).toUpperCase() + title.slice(1))}</h2><p>${escaped(caption)}</p>
<div class="scroll" tabindex="0" role="region" aria-label="${escaped(title)}"><table><thead><tr>${columns.map((column, at) => `<th${typeof rows[0]?.[at] === 'string' ? ' class="words"' : ''}>${escaped(column)}</th>`).join('')}</tr></thead><tbody>${rows.map((row) => `<tr>${row.map(cell).join('')}</tr>`).join('')}</tbody></table></div>`;
}

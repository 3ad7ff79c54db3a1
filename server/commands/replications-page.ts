import type { Paradigm, VerifiedResult } from '../../experiments/index.ts';

/** The page of all verdicts, in Markdown. */
export function replicationsPage(
  paradigms: readonly Paradigm[],
  results: readonly VerifiedResult[],
): string {
  const verified = new Map(results.map((result) => [result.name, result]));
  const head = [
    '# Replications',
    '',
    'Written by `bin/helmholtz experiments --verify`, which runs every paradigm in full. A verdict is one of _magnitude_ (the number is hit, the shape is right and the ablation kills the effect), _shape_ (shape and sign), _sign_ and _not reproduced_. Participants are simulated.',
    '',
  ];
  const lines = [
    ...head,
    overview(paradigms, verified),
    ...paradigms.flatMap((one) => details(one, verified.get(one.name))),
  ];
  return `${lines.join('\n')}\n`;
}

function overview(
  paradigms: readonly Paradigm[],
  verified: ReadonlyMap<string, VerifiedResult>,
): string {
  const rows = paradigms.map(({ name, label, claim }) => {
    const result = verified.get(name);
    return result === undefined
      ? [name, label, claim.quantity, number(claim.expected), 'not run', '', '', '']
      : [
          ...[name, label, claim.quantity, number(claim.expected), number(result.found)],
          `${number(result.lower)} to ${number(result.upper)}`,
          ...[number(result.ablated), result.verdict],
        ];
  });
  return markdownTable(
    ['paradigm', 'label', 'quantity', 'expected', 'found', '95 % interval', 'ablated', 'verdict'],
    rows,
  );
}

function details(
  { name, question, label, why, datum, limits, claim, shape, ablation, sources }: Paradigm,
  result: VerifiedResult | undefined,
): string[] {
  return [
    '',
    `## ${name}`,
    '',
    question,
    '',
    `- **${label.charAt(0).toUpperCase()}${label.slice(1)}**: ${why}`,
    `- **Expected**: ${claim.quantity}, ${number(claim.expected)} ± ${number(claim.tolerance)}${claim.unit === '1' ? '' : ` ${claim.unit}`}.${shape === null ? '' : ` Shape: ${shape.says}.`}`,
    `- **Ablation**: ${ablation.meaning}`,
    `- **Datum**: ${datum}`,
    `- **Not shown**: ${limits}`,
    ...(result === undefined || result.reason === ''
      ? []
      : [`- **Why not more**: ${result.reason}.`]),
    `- Sources: ${sources.map(({ text, url }) => `[${text}](${url.replaceAll('(', '%28').replaceAll(')', '%29')})`).join('; ')}.`,
  ];
}

function markdownTable(head: readonly string[], body: readonly (readonly string[])[]): string {
  const widths = head.map((name, column) =>
    Math.max(name.length, ...body.map((row) => (row[column] ?? '').length)),
  );
  const line = (row: readonly string[]): string =>
    `| ${widths.map((width, column) => (row[column] ?? '').padEnd(width)).join(' | ')} |`;
  return [
    line(head),
    `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`,
    ...body.map(line),
  ].join('\n');
}

function number(value: number): string {
  return String(Number(value.toPrecision(4))).replace('-', '−');
}

import type { Recovery } from '../../experiments/index.ts';
import { table } from './table.ts';

/** Recovery in lines: one per parameter, then what failed. */
export function recoveryInWords({ parameters, participants, failures, redrawn }: Recovery): string {
  const number = (value: number): string => (Number.isFinite(value) ? value.toFixed(3) : '-');
  const isSame = parameters.some(({ correlation }) => Number.isNaN(correlation));
  const rows = parameters.map(({ name, scale, correlation, bias, error, coverage }) => [
    scale === 'linear' ? name : `${name} (${scale})`,
    ...[correlation, bias, error, coverage].map(number),
  ]);
  return [
    `recovery of ${participants} simulated participants, differences on the scale of the parameter:`,
    table(
      [['parameter', 'correlation', 'bias', 'error', 'coverage of 95 % intervals'], ...rows],
      ['left', 'right', 'right', 'right', 'right'],
    ).trimEnd(),
    ...(isSame
      ? ['-: no correlation, since all simulated or all recovered values are the same']
      : []),
    `failed fits: ${failures.length}${redrawnInWords(redrawn)}`,
    ...failures.slice(0, 20).map((line) => `  ${line}`),
    ...(failures.length > 20 ? [`  and ${failures.length - 20} more`] : []),
    '',
  ].join('\n');
}

function redrawnInWords(count: number): string {
  if (count === 0) return '';
  const were = count === 1 ? '1 set of parameters' : `${count} sets of parameters`;
  return `; ${were} with which the model fails ${count === 1 ? 'was' : 'were'} drawn again`;
}

import type { Recovery } from '../../experiments/index.ts';
import { table } from './table.ts';

/** Recovery in lines: one per parameter, then what failed. */
export function recoveryInWords({ parameters, participants, failures, redrawn }: Recovery): string {
  const number = (value: number): string => value.toFixed(3);
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
    `failed fits: ${failures.length}${redrawn === 0 ? '' : `; ${redrawn} sets of parameters with which the model fails were drawn again`}`,
    ...failures.slice(0, 20).map((line) => `  ${line}`),
    ...(failures.length > 20 ? [`  and ${failures.length - 20} more`] : []),
    '',
  ].join('\n');
}

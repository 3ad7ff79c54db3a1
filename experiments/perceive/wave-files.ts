import { bloodResponse } from '../analysis/haemodynamic-response.ts';
import type { ErrorWaves } from '../analysis/error-waves.ts';
import { csv } from '../fitting/fit-tables.ts';
import { pngFromSvg } from '../images/png-from-svg.ts';
import { figureFile } from '../report/figure-file.ts';
import { GROUP_COLOURS } from '../report/psychometric-figure.ts';
import { createPlot, escaped } from '../report/svg-plot.ts';

/** Read-outs like those of recordings, in the course of settling. */
export interface Readouts {
  /** Names of the levels, sensory first. */
  readonly names: readonly string[];
  readonly waves: ErrorWaves;
  /** How long a settle step is said to last, s: a convention. */
  readonly secondsPerStep: number;
}

/** Files of {@link waveFiles}. */
export const WAVE_FILES: ReadonlySet<string> = new Set(['waves.csv', 'waves.svg', 'waves.png']);

/**
 * Waves of errors and the response of blood as a table and as a figure. Both are conventions: sum |Pi e| of each level at
 * every settle step, and the sum of all levels convolved with the canonical haemodynamic response.
 *
 * @throws {HelmholtzError} `parameter-out-of-range` for a length of a step that is not above 0.
 */
export async function waveFiles(readouts: Readouts): Promise<Map<string, Uint8Array>> {
  const { names, waves, secondsPerStep } = readouts;
  const blood = bloodResponse(totals(waves), secondsPerStep);
  const table = csv([
    ['step', 'seconds', ...names.map((name) => `error_${name}`), 'blood'],
    ...Array.from(blood, (response, step) => [
      ...[step, step * secondsPerStep],
      ...waves.levels.map((wave) => wave[step]!),
      response,
    ]),
  ]);
  const svg = figureFile(figureOf(readouts, blood));
  const encoder = new TextEncoder();
  return new Map([
    ['waves.csv', encoder.encode(table)],
    ['waves.svg', encoder.encode(svg)],
    ['waves.png', await pngFromSvg(svg)],
  ]);
}

function totals({ levels }: ErrorWaves): number[] {
  return levels[0]!.map((_, step) => levels.reduce((sum, wave) => sum + wave[step]!, 0));
}

/** Each curve relative to its own largest value: a convention has no microvolts and no per cent. */
function figureOf({ names, waves }: Readouts, blood: Float64Array): string {
  const curves = [...waves.levels.map((wave) => Float64Array.from(wave)), blood];
  const steps = Array.from({ length: blood.length }, (_, step) => step);
  const plot = createPlot({
    ...{ width: 640, height: 300, x: [0, blood.length - 1] as const },
    // Room for the names of the curves above them.
    y: [-0.15, 1.1 + 0.1 * curves.length],
    ...{ xLabel: 'settle step (conventions, not recordings)', yLabel: 'share of the largest' },
    title: `Sum of weighted errors of ${names.join(', ')}, and the response of blood to all of them, while the agent settles`,
  });
  return plot.picture(
    curves.flatMap((curve, at) => {
      const colour = GROUP_COLOURS[at % GROUP_COLOURS.length]!;
      const largest = curve.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
      const label = at < names.length ? `errors of ${names[at]!}` : 'like BOLD, all levels';
      return [
        plot.line(
          steps,
          curve.map((value) => value / largest),
          `stroke="${colour}" stroke-width="1.8"${at < names.length ? '' : ' stroke-dasharray="5 3"'}`,
        ),
        `<text x="440" y="${24 + 14 * at}" style="fill:${colour}">${escaped(label)}</text>`,
      ];
    }),
  );
}

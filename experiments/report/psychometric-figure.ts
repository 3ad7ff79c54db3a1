import type { PsychometricFit } from '../psychophysics/fit-psychometric.ts';
import type { LevelCount } from '../psychophysics/psychometric-likelihood.ts';
import { probabilityAt } from '../psychophysics/psychometric-function.ts';
import type { Estimate95, ResultFigure } from './summary.ts';
import { createPlot, escaped } from './svg-plot.ts';

/** A fitted function of one group. */
export interface FittedGroup {
  readonly group: string;
  readonly counts: readonly LevelCount[];
  readonly fit: PsychometricFit;
  readonly pointOfEquality: Estimate95;
}

/** Purple and orange first: told apart by all who see colours, and by their lightness. */
export const GROUP_COLOURS = [
  '#542788',
  '#b35806',
  '#1b7837',
  '#2166ac',
  '#762a83',
  '#8c510a',
] as const;
const POINTS = 121;

/** Psychometric functions of all groups in one condition: shares, fitted curves, points of equality with intervals. */
export function psychometricFigure(
  name: string,
  condition: string,
  groups: readonly FittedGroup[],
  what: 'chosen' | 'correct',
): ResultFigure {
  const levels = groups.flatMap(({ counts }) => counts.map(({ level }) => level));
  const [from, to] = [Math.min(...levels), Math.max(...levels)];
  const plot = createPlot({
    ...{ width: 400, height: 260, x: [from, to], y: [0, 1] },
    ...{ xLabel: 'level', yLabel: `share ${what}` },
    title: `Psychometric functions, ${condition}: ${groups
      .map(
        ({ group, pointOfEquality: { value } }) => `${group} PSE ${Number(value.toPrecision(3))}`,
      )
      .join(', ')}`,
  });
  const x = Array.from({ length: POINTS }, (_, at) => from + (at / (POINTS - 1)) * (to - from));
  const content = groups.flatMap(({ counts, fit, group, pointOfEquality }, at) => {
    const colour = GROUP_COLOURS[at % GROUP_COLOURS.length]!;
    // Levels with few trials say little: they are fainter.
    const most = Math.max(...counts.map(({ trials }) => trials));
    const height = fit.guess + (1 - fit.guess - fit.lapse) / 2;
    const { lower, upper } = pointOfEquality.interval;
    return [
      ...counts.map(({ level, trials, successes }) =>
        plot.dots(
          [level],
          [successes / trials],
          `fill="${colour}" fill-opacity="${(0.15 + 0.75 * (trials / most)).toFixed(2)}"`,
        ),
      ),
      plot.line(
        x,
        x.map((level) => probabilityAt(fit, level)),
        `stroke="${colour}" stroke-width="1.8"`,
      ),
      // One participant has no interval.
      ...(Number.isNaN(lower)
        ? []
        : [
            plot.line(
              [lower, upper],
              [height, height],
              `stroke="${colour}" stroke-width="5" stroke-opacity=".45"`,
            ),
          ]),
      `<text x="62" y="${20 + 14 * at}" style="fill:${colour}">${escaped(group)}</text>`,
    ];
  });
  return { name, caption: condition, svg: plot.picture(content) };
}

import { figureFile } from '../report/figure-file.ts';
import { createPlot } from '../report/svg-plot.ts';
import type { CompareResult } from './compare-task.ts';

/** A figure of one number of every training: a column of dots per model, one dot per seed. */
export function compareFigure(
  results: readonly CompareResult[],
  measure: 'modes' | 'highQuality',
  { label, most, ideal }: { readonly label: string; readonly most: number; readonly ideal: number },
): string {
  const models = [...new Set(results.map(({ model }) => model))];
  const plot = createPlot({
    ...{ width: 120 + 90 * models.length, height: 260 },
    ...{ x: [0.5, models.length + 0.5] as const, y: [0, most] as const },
    xLabel: models.map((model, at) => `${at + 1} ${model}`).join(', '),
    yLabel: label,
    title: `${label} of every seed, by model; the line is a perfect sampler's`,
  });
  const dots = models.map((model, at) => {
    const own = results.filter((result) => result.model === model);
    // Beside each other, so that none hides another.
    const places = own.map((_, index) => at + 1 + 0.5 * ((index + 0.5) / own.length - 0.5));
    return plot.dots(
      places,
      own.map((result) => result[measure]),
      'fill="#5e3c99" fill-opacity="0.7"',
    );
  });
  return figureFile(
    plot.picture([
      plot.line(
        [0.5, models.length + 0.5],
        [ideal, ideal],
        'stroke="#b35806" stroke-dasharray="4 3"',
      ),
      ...dots,
    ]),
  );
}

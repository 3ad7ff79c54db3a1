import type { Command } from 'commander';
import { createRandom, type GivenValues, HelmholtzError } from '../../agents/index.ts';
import {
  type MeasuredPicture,
  measurePicture,
  type PictureMeasures,
  readColouredImage,
  renderStimulus,
} from '../../experiments/index.ts';
import { openStimulus } from './open-stimulus.ts';
import { jsonOption, seedOption, setOption } from './options.ts';
import {
  addResolutionOptions,
  requestedResolution,
  type ResolutionOptions,
} from './stimuli-render.ts';
import { shown, table } from './table.ts';
import { printJson, type Terminal } from './terminal.ts';

interface MeasureOptions extends ResolutionOptions {
  readonly set?: GivenValues;
  readonly seed: number;
  readonly json?: true;
}

/** Adds `stimuli measure`. */
export function registerMeasureStimulus(stimuli: Command, terminal: Terminal): void {
  addResolutionOptions(
    stimuli
      .command('measure')
      .description('Measure luminance, contrast and colour of a stimulus, a script or an image')
      .argument(
        '<stimulus>',
        'name of a stimulus, a script (.yaml or .json), or an image (.png or .jpg)',
      ),
  )
    .addOption(setOption())
    .addOption(seedOption())
    .addOption(jsonOption())
    .action(async (name: string, options: MeasureOptions) => {
      const measured = /\.(png|jpe?g)$/i.test(name)
        ? await measureImage(name, options)
        : await measureStimulus(name, options);
      if (options.json === true) printJson(terminal, { source: name, ...measured });
      else terminal.print(inWords(measured));
    });
}

async function measureImage(path: string, options: MeasureOptions): Promise<MeasuredPicture> {
  for (const option of ['set', 'size', 'ppd', 'shape'] as const) {
    if (options[option] !== undefined) {
      throw new HelmholtzError(
        'not-applicable',
        `${path}: --${option} is for what is drawn, and an image is as it is`,
      );
    }
  }
  return measurePicture(await readColouredImage(path));
}

/** Of what moves, the first picture. */
async function measureStimulus(name: string, options: MeasureOptions): Promise<MeasuredPicture> {
  const { kind } = await openStimulus(name);
  const drawn = renderStimulus(kind, {
    parameters: options.set ?? {},
    geometry: requestedResolution(kind.resolution, options),
    random: createRandom(options.seed, 'stimulus', kind.name),
  });
  return measurePicture(drawn, drawn.masks);
}

function inWords(measured: MeasuredPicture): string {
  const parts: (readonly [name: string, measures: PictureMeasures])[] = [
    ['whole', measured],
    ...measured.targets.map((target) => [`target ${target.target}`, target] as const),
  ];
  const row = (label: string, read: (measures: PictureMeasures) => number | null | undefined) =>
    parts.some(([, measures]) => read(measures) !== undefined)
      ? [[label, ...parts.map(([, measures]) => text(read(measures)))]]
      : [];
  return table(
    [
      ['', ...parts.map(([name]) => name)],
      ...row('pixels', ({ pixels }) => pixels),
      ...row('mean luminance', ({ mean }) => mean),
      ...row('lightness L* of the mean', ({ lightness }) => lightness),
      ...row('median', ({ median }) => median),
      ...row('smallest', ({ min }) => min),
      ...row('largest', ({ max }) => max),
      ...row('standard deviation (RMS contrast)', ({ standardDeviation }) => standardDeviation),
      ...row('standard deviation / mean', ({ normalizedRms }) => normalizedRms),
      ...row('Michelson contrast', ({ michelson }) => michelson),
      ...row('entropy of 256 bins, bits', ({ entropy }) => entropy),
      ...row('mean red', ({ colour }) => colour?.red),
      ...row('mean green', ({ colour }) => colour?.green),
      ...row('mean blue', ({ colour }) => colour?.blue),
    ],
    ['left', ...parts.map(() => 'right' as const)],
  );
}

function text(value: number | null | undefined): string {
  return value === null || value === undefined ? '-' : shown(value);
}

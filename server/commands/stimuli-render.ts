import type { Command } from 'commander';
import { createRandom, type GivenValues, HelmholtzError } from '../../agents/index.ts';
import {
  describeRendering,
  writeWholeFile,
  type RenderedStimulus,
  renderFrames,
  renderStimulus,
  type ResolutionRequest,
  resolutionInWords,
  stimulusFile,
} from '../../experiments/index.ts';
import { openStimulus, type OpenStimulus } from './open-stimulus.ts';
import {
  bitsOption,
  jsonOption,
  parseCount,
  parseSize,
  parseWhole,
  positiveOption,
  seedOption,
  setOption,
} from './options.ts';
import { printJson, type Terminal } from './terminal.ts';

interface RenderCommandOptions extends ResolutionOptions {
  readonly out: string;
  readonly set?: GivenValues;
  readonly seed: number;
  readonly bits: 8 | 16;
  readonly fps?: number;
  readonly frames?: number;
  readonly frame?: number;
  readonly oversampling?: number;
  readonly json?: true;
}

/** Options that say how large a stimulus is drawn. */
export interface ResolutionOptions {
  readonly ppd?: number;
  readonly size?: number | readonly [number, number];
  readonly shape?: number | readonly [number, number];
}

/** Most numbers that are kept at once for a file of frames. */
const MOST_SAMPLES = 100_000_000;

/** Adds `stimuli render`. */
export function registerRenderStimulus(stimuli: Command, terminal: Terminal): void {
  addResolutionOptions(
    stimuli
      .command('render')
      .description('Draw a stimulus or a script into a file')
      .argument('<stimulus>', 'name of a stimulus, or a script (.yaml or .json)')
      .requiredOption('--out <file>', '.png, .npy, .mat, .json or .gif'),
  )
    .addOption(setOption())
    .addOption(seedOption())
    .addOption(bitsOption())
    .addOption(positiveOption('--fps <number>', 'frames per second of what moves'))
    .option('--frames <number>', 'how many frames; by default as long as it lasts', parseCount)
    .option('--frame <number>', 'draw only this frame, the first one is 0', parseWhole)
    .option('--oversampling <number>', 'points per side of a pixel, to soften edges', parseCount)
    .addOption(jsonOption())
    .action(async (name: string, options: RenderCommandOptions) => {
      const stimulus = await openStimulus(name);
      const framesPerSecond = options.fps ?? stimulus.framesPerSecond;
      const frames = draw(stimulus, { ...options, framesPerSecond });
      const { seed, bits, out } = options;
      const file = stimulusFile(out, frames, { framesPerSecond, bits, seed });
      await writeWholeFile(file.path, file.bytes);
      const description = describeRendering(frames, { framesPerSecond, seed });
      if (options.json === true) printJson(terminal, { ...description, out });
      else terminal.print(inWords(frames, out));
    });
}

/** Adds `--ppd`, `--size` and `--shape`; two of them give the third. */
export function addResolutionOptions(command: Command): Command {
  return command
    .addOption(positiveOption('--ppd <number>', 'pixels per degree'))
    .option('--size <degrees>', 'height and width in degrees: 8, or 6,8', parseSize)
    .option('--shape <pixels>', 'rows and columns: 256, or 192,256', parseSize);
}

/** The resolution that was asked for: what is left out is the stimulus's own. */
export function requestedResolution(
  own: ResolutionRequest,
  { ppd, size, shape }: ResolutionOptions,
): ResolutionRequest {
  const asked: ResolutionRequest = {
    ...(ppd === undefined ? {} : { pixelsPerDegree: ppd }),
    ...(size === undefined ? {} : { visualSize: size }),
    ...(shape === undefined ? {} : { shape }),
  };
  if (Object.keys(asked).length >= 2) return asked;
  if (shape !== undefined) {
    return own.visualSize === undefined
      ? { ...own, ...asked }
      : { visualSize: own.visualSize, ...asked };
  }
  return { ...own, ...asked };
}

function draw(
  { kind }: OpenStimulus,
  options: RenderCommandOptions & { readonly framesPerSecond: number },
): readonly RenderedStimulus[] {
  const { set = {}, seed, framesPerSecond, frame, oversampling } = options;
  const common = {
    parameters: set,
    geometry: requestedResolution(kind.resolution, options),
    random: createRandom(seed, 'stimulus', kind.name),
    ...(oversampling === undefined ? {} : { oversampling }),
  };
  if (!('frames' in kind.drawing)) {
    for (const option of ['frame', 'frames', 'fps'] as const) {
      if (options[option] !== undefined) {
        throw new HelmholtzError(
          'not-applicable',
          `${kind.name}: --${option} is for what moves, and this does not`,
        );
      }
    }
    return [renderStimulus(kind, common)];
  }
  const frames: RenderedStimulus[] = [];
  let samples = 0;
  let index = 0;
  for (const drawn of renderFrames(kind, {
    ...common,
    framesPerSecond,
    ...(options.frames === undefined ? {} : { frames: options.frames }),
  })) {
    samples += drawn.pixels.length;
    if (samples > MOST_SAMPLES) {
      throw new HelmholtzError(
        'too-large',
        `${kind.name}: expected at most ${MOST_SAMPLES / 1e6} million pixels in all frames; got more; --frames ${index} would fit`,
      );
    }
    if (frame === undefined) frames.push(drawn);
    else if (index === frame) return [drawn];
    index++;
  }
  if (frame !== undefined) {
    throw new HelmholtzError(
      'parameter-out-of-range',
      `${kind.name}: expected a frame in [0, ${index - 1}]; got ${frame}`,
    );
  }
  return frames;
}

function inWords(frames: readonly RenderedStimulus[], out: string): string {
  const [first] = frames;
  if (first === undefined) return '';
  const { stimulus, resolution, illusion, masks, sha256 } = first;
  return [
    `${stimulus}: ${resolutionInWords(resolution)}${frames.length > 1 ? `, ${frames.length} frames` : ''}, in ${out}`,
    ...(illusion === undefined
      ? []
      : [
          `strength ${illusion.strength}, difference ${illusion.difference}: ${illusion.congruency}`,
        ]),
    ...(Object.keys(masks).length === 0 ? [] : [`masks: ${Object.keys(masks).join(', ')}`]),
    `SHA-256 ${frames.length > 1 ? 'of the first frame ' : ''}${sha256}`,
    '',
  ].join('\n');
}

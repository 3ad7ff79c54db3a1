import type { Command } from 'commander';
import { createRandom, type GivenValues } from '../../agents/index.ts';
import {
  contactSheet,
  openOutputFolder,
  parseSweptValues,
  type RenderedStimulus,
  renderStimulus,
  stimulusFile,
  sweep,
  type SweptParameter,
  encodeStimulusPng,
} from '../../experiments/index.ts';
import { openStimulus } from './open-stimulus.ts';
import { jsonOption, parseSwept, seedOption, setOption } from './options.ts';
import {
  addResolutionOptions,
  requestedResolution,
  type ResolutionOptions,
} from './stimuli-render.ts';
import { printJson, type Terminal } from './terminal.ts';

interface SweepOptions extends ResolutionOptions {
  readonly out: string;
  readonly over: Readonly<Record<string, string>>;
  readonly set?: GivenValues;
  readonly seed: number;
  readonly format: string;
  readonly json?: true;
}

/** Adds `stimuli sweep`. */
export function registerStimulusSweep(stimuli: Command, terminal: Terminal): void {
  addResolutionOptions(
    stimuli
      .command('sweep')
      .description('Draw a stimulus or a script for every combination of parameter values')
      .argument('<stimulus>', 'name of a stimulus, or a script (.yaml or .json)')
      .requiredOption(
        '--over <name=values>',
        'values a,b,c or from:to:count; may be repeated',
        parseSwept,
      )
      .requiredOption('--out <folder>', 'folder to write: one file each, sheet.png and sweep.json'),
  )
    .option('--format <ending>', 'png, npy, mat or json', 'png')
    .addOption(setOption())
    .addOption(seedOption())
    .addOption(jsonOption())
    .action(async (name: string, options: SweepOptions) => {
      const { out, set = {}, seed, format, over } = options;
      const { kind, framesPerSecond } = await openStimulus(name);
      const parameters = Object.entries(over).map(([parameter, text]): SweptParameter => ({
        name: parameter,
        values: parseSweptValues(parameter, text),
      }));
      const combinations = sweep(parameters);
      const digits = String(combinations.length - 1).length;
      const drawn: RenderedStimulus[] = [];
      const files = new Map<string, Uint8Array>();
      const entries = combinations.map((swept, index) => {
        const rendered = renderStimulus(kind, {
          parameters: { ...set, ...swept },
          geometry: requestedResolution(kind.resolution, options),
          random: createRandom(seed, 'stimulus', kind.name),
        });
        drawn.push(rendered);
        const path = `${kind.name}-${String(index).padStart(digits, '0')}.${format}`;
        files.set(path, stimulusFile(path, [rendered], { framesPerSecond, bits: 8, seed }).bytes);
        // As they were understood: a list of numbers is given as text.
        const understood = Object.fromEntries(
          Object.keys(swept).map((parameter) => [parameter, rendered.parameters[parameter]]),
        );
        return {
          file: path,
          swept: understood,
          sha256: rendered.sha256,
          illusion: rendered.illusion ?? null,
        };
      });
      const [last] = parameters.slice(-1);
      if (
        drawn.every(({ rows, columns }) => rows === drawn[0]?.rows && columns === drawn[0].columns)
      ) {
        const sheet = contactSheet(drawn, { gap: 4, columns: last?.values.length ?? 1 });
        files.set('sheet.png', encodeStimulusPng(sheet));
      }
      const record = { stimulus: kind.name, set, seed, entries };
      files.set('sweep.json', new TextEncoder().encode(`${JSON.stringify(record, null, 2)}\n`));
      const folder = await openOutputFolder(out, { replaces: new Set(files.keys()) });
      await folder.commit(files);
      if (options.json === true) printJson(terminal, { ...record, out });
      else terminal.print(`${combinations.length} pictures of ${kind.name}, in ${out}\n`);
    });
}

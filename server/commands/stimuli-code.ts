import { type Command, Option } from 'commander';
import { createRandom, type GivenValues } from '../../agents/index.ts';
import {
  CODE_LANGUAGES,
  type CodeLanguage,
  codeSnippet,
  movieOf,
  renderStimulus,
} from '../../experiments/index.ts';
import { openStimulus } from './open-stimulus.ts';
import { seedOption, setOption } from './options.ts';
import {
  addResolutionOptions,
  requestedResolution,
  type ResolutionOptions,
} from './stimuli-render.ts';
import type { Terminal } from './terminal.ts';

interface CodeOptions extends ResolutionOptions {
  readonly for: CodeLanguage;
  readonly set?: GivenValues;
  readonly seed: number;
}

/** Adds `stimuli code`. */
export function registerStimulusCode(stimuli: Command, terminal: Terminal): void {
  addResolutionOptions(
    stimuli
      .command('code')
      .description('Print code that shows a stimulus elsewhere, with the conversions of units')
      .argument('<stimulus>', 'name of a stimulus, or a script (.yaml or .json)')
      .addOption(
        new Option('--for <program>', 'what the code is for')
          .choices([...CODE_LANGUAGES])
          .makeOptionMandatory(),
      ),
  )
    .addOption(setOption())
    .addOption(seedOption())
    .action(async (name: string, options: CodeOptions) => {
      const { kind, framesPerSecond } = await openStimulus(name);
      const { set: given = {}, seed } = options;
      const rendered = renderStimulus(kind, {
        parameters: given,
        geometry: requestedResolution(kind.resolution, options),
        random: createRandom(seed, 'stimulus', kind.name),
      });
      const movie = movieOf(kind, rendered, framesPerSecond);
      terminal.print(codeSnippet(options.for, { rendered, given, seed, source: name, movie }));
    });
}

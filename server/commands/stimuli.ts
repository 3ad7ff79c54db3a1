import type { Command } from 'commander';
import { type CatalogueStimulus, listPresets, listStimuli } from '../../experiments/index.ts';
import { describeStimulus } from '../sessions/stimulus-description.ts';
import { jsonOption, refuseUnknown } from './options.ts';
import { registerMeasureStimulus } from './stimuli-measure.ts';
import { registerRenderStimulus } from './stimuli-render.ts';
import { registerStimulusSheet } from './stimuli-sheet.ts';
import { registerStimulusSweep } from './stimuli-sweep.ts';
import { registerStimulusCode } from './stimuli-code.ts';
import { openStimulus } from './open-stimulus.ts';
import { rangeOf } from './range-of.ts';
import { table } from './table.ts';
import { printJson, type Terminal } from './terminal.ts';

interface ListOptions {
  readonly family?: string;
  readonly papers?: true;
  readonly json?: true;
}

/** Adds `stimuli`: list, describe, render, sheet, sweep, code, measure. */
export function registerStimuli(program: Command, terminal: Terminal): void {
  const stimuli = program
    .command('stimuli')
    .description('Stimuli and illusions: list, draw, sweep');
  stimuli
    .command('list', { isDefault: true })
    .description('List the stimuli')
    .option('--family <name>', 'only those of one family, or of one publication')
    .option('--papers', 'only the presets of publications')
    .addOption(jsonOption())
    .action(async ({ family, papers, json }: ListOptions) => {
      const presets = await listPresets();
      const all = papers === true ? presets : [...(await listStimuli()), ...presets];
      if (family !== undefined) refuseUnknown('family', family, familiesOf(all));
      // Presets are many: in words they are shown to those who ask for them.
      const isEverything = family === undefined && papers !== true && json !== true;
      const shown = all.filter(
        (kind) =>
          (family === undefined || kind.family === family) &&
          !(isEverything && presets.includes(kind)),
      );
      if (json === true)
        printJson(terminal, { stimuli: shown.map((kind) => describeStimulus(kind)) });
      else {
        terminal.print(
          table(shown.map(({ family: group, name, summary }) => [group, name, summary])),
        );
        if (isEverything) {
          terminal.print(`\n${presets.length} presets of publications: stimuli list --papers\n`);
        }
      }
    });
  stimuli
    .command('describe')
    .description('Explain a stimulus or a script: parameters with units and ranges, sources')
    .argument('<stimulus>', 'name of a stimulus, or a script (.yaml or .json)')
    .addOption(jsonOption())
    .action(async (name: string, { json }: { readonly json?: true }) => {
      const { kind } = await openStimulus(name);
      const description = describeStimulus(kind);
      if (json === true) printJson(terminal, description);
      else terminal.print(inWords(description));
    });
  registerRenderStimulus(stimuli, terminal);
  registerStimulusSheet(stimuli, terminal);
  registerStimulusSweep(stimuli, terminal);
  registerStimulusCode(stimuli, terminal);
  registerMeasureStimulus(stimuli, terminal);
}

function familiesOf(kinds: readonly CatalogueStimulus[]): string[] {
  return [...new Set(kinds.map(({ family }) => family))];
}

function inWords(stimulus: ReturnType<typeof describeStimulus>): string {
  const { name, family, summary, parameters, sources, illusion, moves } = stimulus;
  const rows = parameters.map((parameter) => [
    `  ${parameter.name}`,
    rangeOf(parameter),
    'unit' in parameter ? parameter.unit : '',
    parameter.meaning,
  ]);
  return [
    `${name} (${family}): ${summary}`,
    ...(illusion === null
      ? []
      : [
          `An illusion of ${illusion}: strength > 0 raises target 1 in appearance, difference > 0 raises it really.`,
        ]),
    ...(moves ? ['It changes with time.'] : []),
    '',
    'Parameters:',
    table(rows).trimEnd(),
    '',
    ...(sources.length === 0
      ? []
      : ['Sources:', ...sources.map(({ text, url }) => `  ${text}, ${url}`), '']),
  ].join('\n');
}

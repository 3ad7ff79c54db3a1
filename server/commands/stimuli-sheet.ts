import type { Command } from 'commander';
import {
  contactSheet,
  encodeStimulusPng,
  listStimuli,
  thumbnail,
  writeWholeFile,
} from '../../experiments/index.ts';
import { jsonOption, parseCount, parsePixels, refuseUnknown } from './options.ts';
import { createProgress } from './progress.ts';
import { printJson, type Terminal } from './terminal.ts';

interface SheetOptions {
  readonly out: string;
  readonly family?: string;
  readonly tile: number;
  readonly columns?: number;
  readonly json?: true;
}

/** Adds `stimuli sheet`. */
export function registerStimulusSheet(stimuli: Command, terminal: Terminal): void {
  stimuli
    .command('sheet')
    .description('Draw all stimuli, small, into one PNG file')
    .requiredOption('--out <file>', 'PNG file to write')
    .option('--family <name>', 'only those of one family')
    .option('--tile <pixels>', 'side of each picture', parsePixels, 96)
    .option('--columns <number>', 'pictures side by side', parseCount)
    .addOption(jsonOption())
    .action(async ({ out, family, tile, columns, json }: SheetOptions) => {
      const all = await listStimuli();
      if (family !== undefined) {
        refuseUnknown('family', family, [...new Set(all.map((kind) => kind.family))]);
      }
      const kinds = all
        .filter((kind) => family === undefined || kind.family === family)
        .sort((one, other) =>
          compare(`${one.family}/${one.name}`, `${other.family}/${other.name}`),
        );
      const progress = createProgress(terminal, 'stimuli', kinds.length);
      try {
        const tiles = kinds.map((kind, index) => {
          progress.update(index);
          return thumbnail(kind, tile);
        });
        const sheet = contactSheet(tiles, {
          gap: 4,
          ...(columns === undefined ? {} : { columns }),
        });
        await writeWholeFile(out, encodeStimulusPng(sheet));
        const side = columns ?? Math.ceil(Math.sqrt(kinds.length));
        if (json === true) {
          printJson(terminal, { out, columns: side, stimuli: kinds.map(({ name }) => name) });
        } else {
          terminal.print(`${kinds.length} stimuli, ${side} in a row, in ${out}\n`);
        }
      } finally {
        progress.stop();
      }
    });
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

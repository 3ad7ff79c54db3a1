import { type Command, InvalidArgumentError, Option } from 'commander';
import { EXPRESSION_LEVELS } from '../../agents/index.ts';
import {
  compareDesigners,
  compareLearners,
  DESIGNERS,
  type Estimate95,
  type LearnedPromoters,
  promoterFloors,
} from '../../experiments/index.ts';
import { jsonOption, parseCount, seedOption } from './options.ts';
import { table } from './table.ts';
import { printJson, type Terminal } from './terminal.ts';

type Level = (typeof EXPRESSION_LEVELS)[number];

interface PromotersOptions {
  readonly examples: readonly number[];
  readonly designFrom: number;
  readonly level?: Level;
  readonly seeds: number;
  readonly seed: number;
  readonly json?: true;
}

/** Adds `promoters`: a critic p(level | promoter) beside an artist p(promoter | level), in a world whose law is known. */
export function registerPromoters(program: Command, terminal: Terminal): void {
  program
    .command('promoters')
    .description(
      'Learn expression from promoters, and promoters from expression; make promoters of a wanted level',
    )
    .addOption(
      new Option(
        '--examples <numbers>',
        'how many measured promoters are learned from, with commas',
      )
        .argParser((text) => text.split(',').map(parseExamples))
        .default([30, 100, 300, 1000, 3000], '30,100,300,1000,3000'),
    )
    .option(
      '--design-from <number>',
      'measured promoters that those who make new ones have learned from',
      parseExamples,
      300,
    )
    .addOption(
      new Option('--level <name>', 'the wanted level; all unless given').choices(EXPRESSION_LEVELS),
    )
    .option('--seeds <number>', 'repetitions, with seeds that follow each other', parseCount, 10)
    .addOption(seedOption())
    .addOption(jsonOption())
    .action((options: PromotersOptions) => {
      comparePromoters(options, terminal);
    });
}

function comparePromoters(
  { examples, designFrom, level, seeds: count, seed, json }: PromotersOptions,
  terminal: Terminal,
): void {
  const seeds = Array.from({ length: count }, (_, index) => seed + index);
  const floors = promoterFloors();
  const learned = compareLearners(examples, seeds);
  const levels = level === undefined ? EXPRESSION_LEVELS : [level];
  const designs = levels.map((wanted) => ({
    level: wanted,
    designs: compareDesigners(EXPRESSION_LEVELS.indexOf(wanted), designFrom, seeds),
  }));
  if (json === true) {
    printJson(terminal, { seeds, floors, learned, designFrom, designs });
    return;
  }
  terminal.print('cross-entropy, nats, of the true law; means over seeds (95 %)\n');
  terminal.print(
    table(
      [
        ['examples', 'critic names', 'artist names', 'artist minus critic', 'artist draws'],
        ...learned.map((row: LearnedPromoters) => [
          String(row.examples),
          ...[row.critic, row.artist, row.difference, row.drawing].map(told),
        ]),
        [
          'the law',
          floors.naming.toFixed(3),
          floors.naming.toFixed(3),
          '',
          floors.drawing.toFixed(3),
        ],
      ],
      ['right', 'right', 'right', 'right', 'right'],
    ),
  );
  terminal.print(
    `\npromoters made for a level, by what ${designFrom} examples teach; chance of that level\n`,
  );
  terminal.print(
    table(
      [
        ['level', 'made by', 'by the law', 'as promised', 'distinct', 'places that differ'],
        ...designs.flatMap(({ level: wanted, designs: own }) =>
          DESIGNERS.map((designer) => {
            const { truth, promise, distinct, difference } = own[designer];
            return [wanted, designer, ...[truth, promise, distinct, difference].map(told)];
          }),
        ),
      ],
      ['left', 'left', 'right', 'right', 'right', 'right'],
    ),
  );
}

function told({ value, interval: { lower, upper } }: Estimate95): string {
  const shown = (number: number): string => number.toFixed(3);
  return Number.isNaN(lower)
    ? shown(value)
    : `${shown(value)} (${shown(lower)} to ${shown(upper)})`;
}

function parseExamples(text: string): number {
  const value = parseCount(text);
  if (value <= 100_000) return value;
  throw new InvalidArgumentError('Expected at most 100000.');
}

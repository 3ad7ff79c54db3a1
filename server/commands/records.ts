import { join } from 'node:path';
import { type Command, Option } from 'commander';
import { createRandom, HelmholtzError } from '../../agents/index.ts';
import {
  describeJudgement,
  judgeRecords,
  makeFolder,
  privateClasses,
  readBytes,
  reasonOf,
  readRecords,
  readRecordSchema,
  RECORD_GENERATORS,
  type RecordGenerator,
  recordsPage,
  type RecordTable,
  simulateCohort,
  writeRecords,
  writeWholeFile,
} from '../../experiments/index.ts';
import { jsonOption, parseCount, positiveOption, seedOption } from './options.ts';
import { shown, table } from './table.ts';
import { printJson, type Terminal } from './terminal.ts';

interface RecordsOptions {
  readonly data?: string;
  readonly schema?: string;
  readonly simulated: number;
  readonly with: keyof typeof RECORD_GENERATORS;
  readonly epsilon?: number;
  readonly out?: string;
  readonly seed: number;
  readonly json?: true;
}

/** Adds `records`: records of patients who do not exist, and how good and how safe they are. */
export function registerRecords(program: Command, terminal: Terminal): void {
  program
    .command('records')
    .description('Make synthetic patient records, and judge their fidelity and their privacy')
    .option('--data <file>', 'CSV of real records; without it, a simulated cohort stands for them')
    .option('--schema <file>', 'JSON that says what the columns are; needed with --data')
    .option('--simulated <number>', 'size of the simulated cohort', parseCount, 1000)
    .addOption(
      new Option('--with <generator>', 'what makes the records')
        .choices(Object.keys(RECORD_GENERATORS))
        .default('gaussian-copula'),
    )
    .addOption(
      positiveOption(
        '--epsilon <nats>',
        'bound of the privacy loss of private-classes; 1 unless given',
      ),
    )
    .option('--out <folder>', 'where to write synthetic.csv and report.html')
    .addOption(seedOption())
    .addOption(jsonOption())
    .action(async (options: RecordsOptions) => {
      await makeRecords(options, terminal);
    });
}

async function makeRecords(options: RecordsOptions, terminal: Terminal): Promise<void> {
  const { with: name, out, seed, json } = options;
  const generator = generatorOf(options);
  const judged = judgeRecords(await openRecords(options), generator, seed);
  if (out !== undefined) {
    await writeInto(out, {
      'synthetic.csv': writeRecords(judged.synthetic),
      'report.html': recordsPage(judged, `Synthetic records by ${name}`),
    });
  }
  const { privacy, fidelity, learned, heldOut } = judged;
  if (json === true) {
    printJson(terminal, { generator: name, seed, learned, heldOut, privacy, fidelity });
    return;
  }
  terminal.print(
    table(
      [
        ['measure', 'value', 'ideal'],
        ...describeJudgement(judged).map((measure) => [
          measure.name,
          shown(Number(measure.value.toPrecision(3))),
          measure.ideal,
        ]),
      ],
      ['left', 'right', 'left'],
    ),
  );
  terminal.print(
    privacy.isLeaking
      ? 'leak: these records give away who was learned from\n'
      : 'no leak found by membership inference\n',
  );
}

function generatorOf({ with: name, epsilon }: RecordsOptions): RecordGenerator {
  if (epsilon === undefined) return RECORD_GENERATORS[name];
  if (name === 'private-classes') return privateClasses({ epsilon });
  throw new HelmholtzError(
    'not-applicable',
    `records: --epsilon: expected with --with private-classes; got it with ${name}`,
  );
}

async function openRecords({
  data,
  schema,
  simulated,
  seed,
}: RecordsOptions): Promise<RecordTable> {
  if (data === undefined) return simulateCohort(simulated, createRandom(seed, 'cohort'));
  if (schema === undefined) {
    throw new HelmholtzError('not-applicable', 'records: expected --schema FILE with --data');
  }
  const columns = readRecordSchema(await readText(schema), schema);
  return readRecords(await readText(data), columns, data);
}

async function readText(file: string): Promise<string> {
  return new TextDecoder().decode(await readBytes(file));
}

async function writeInto(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  try {
    await makeFolder(folder);
  } catch (cause) {
    throw new HelmholtzError('not-writable', `${folder}: cannot be written: ${reasonOf(cause)}`, {
      cause,
    });
  }
  for (const [name, text] of Object.entries(files)) await writeWholeFile(join(folder, name), text);
}

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import {
  type AgentKind,
  findAgent,
  loadShippedWeights,
  type TrainingRecord,
} from '../../agents/index.ts';
import { trainingParameters } from '../../experiments/index.ts';
import { engineOption, jsonOption, parseCount, seedOption, setOption } from './options.ts';
import { shown } from './table.ts';
import { printJson, type Terminal } from './terminal.ts';
import { commandLine, prepareFolder, trainInto, type TrainOptions } from './train-into.ts';

interface AllOptions extends TrainOptions {
  readonly seeds: number;
  readonly json?: true;
}

/** Adds `train`: an agent learns its generative model from nothing. */
export function registerTrain(program: Command, terminal: Terminal): void {
  program
    .command('train')
    .description('Train an agent from nothing; Ctrl+C keeps a checkpoint, --resume goes on from it')
    .argument('<agent>', 'name of the agent')
    .option('--recipe <name>', 'how to learn, for agents with several ways (describe lists them)')
    .addOption(seedOption())
    .addOption(
      new Option('--seeds <number>', 'train so many times, with --seed and the seeds after it')
        .default(1)
        .argParser(parseCount),
    )
    .addOption(engineOption())
    .addOption(
      new Option('--workers <number>', 'threads; the result is the same for any number')
        .default(1)
        .argParser(parseCount),
    )
    .option('--dataset <name or path>', 'other examples than the agent is meant for')
    .addOption(
      new Option('--budget <share>', 'share of the batches to do, for trying things out')
        .default(1)
        .argParser(parseShare),
    )
    .option('--out <folder>', 'folder for weights, record and checkpoint', 'trained')
    .option('--resume', 'go on from the checkpoint in the folder')
    .addOption(
      new Option(
        '--checkpoint <seconds>',
        'time between checkpoints; 0 writes one after each batch',
      )
        .default(20)
        .argParser(parseSeconds),
    )
    .addOption(setOption())
    .addOption(jsonOption())
    .action(async (agent: string, options: AllOptions) => {
      const kind = await findAgent(agent);
      const records = await trainSeeds(kind, options, terminal);
      if (options.json === true) printJson(terminal, records.length === 1 ? records[0] : records);
      else if (records.length > 1) terminal.print(summaryOf(records));
    });
}

/** Trains with one seed after the other; those that are done already are not done again when resuming. */
async function trainSeeds(
  kind: AgentKind,
  options: AllOptions,
  terminal: Terminal,
): Promise<(TrainingRecord & { readonly sameAsShipped: boolean | null })[]> {
  const parameters = trainingParameters(kind, {
    ...(options.recipe === undefined ? {} : { recipe: options.recipe }),
    parameters: options.set ?? {},
  });
  const name = kind.weightsName?.(parameters) ?? kind.name;
  await prepareFolder(options.out);
  const records = [];
  for (let seed = options.seed; seed < options.seed + options.seeds; seed++) {
    const own = { ...options, seed };
    const fileName = options.seeds === 1 ? name : `${name}-seed-${seed}`;
    const record =
      (await finished(kind, own, fileName)) ?? (await trainInto(kind, own, fileName, terminal));
    const sameAsShipped = await sameAs(name, record);
    records.push({ ...record, sameAsShipped });
    if (options.json !== true) terminal.print(inWords(record, options.out, sameAsShipped));
  }
  return records;
}

/** The record of a seed that was trained before by the same command, when several are resumed. */
async function finished(
  kind: AgentKind,
  options: AllOptions,
  fileName: string,
): Promise<TrainingRecord | null> {
  if (options.resume !== true || options.seeds === 1) return null;
  try {
    const text = await readFile(join(options.out, `${fileName}.json`), 'utf8');
    const record = JSON.parse(text) as TrainingRecord;
    return record.command === commandLine(kind, options) ? record : null;
  } catch {
    return null;
  }
}

/** Whether the weights are those that come with the project; `null` where none do. */
async function sameAs(name: string, record: TrainingRecord): Promise<boolean | null> {
  try {
    const shipped = await loadShippedWeights(name);
    return shipped.record.sha256 === record.sha256;
  } catch {
    return null;
  }
}

function inWords(record: TrainingRecord, out: string, same: boolean | null): string {
  const { agent, recipe, dataset, durationSeconds, engine, seed, workers, test } = record;
  return [
    `${agent}${recipe === undefined ? '' : ` (${recipe})`} trained on ${dataset} in ${shown(durationSeconds)} s, engine ${engine}, seed ${seed}, ${workers} worker${workers === 1 ? '' : 's'}`,
    `free energy at the end: ${shown(record.finalFreeEnergy)} nats per observation (mean of the last 50 batches)`,
    ...(test === undefined
      ? []
      : [`${test.measure} on ${test.examples} unseen examples: ${figureOf(test)}`]),
    `sha256 ${record.sha256}${same === null ? '' : same ? ' (the same as the shipped weights)' : ' (other than the shipped weights)'}`,
    `written to ${out}`,
    '',
  ].join('\n');
}

function figureOf({ measure, value }: NonNullable<TrainingRecord['test']>): string {
  return measure === 'accuracy' ? `${(100 * value).toFixed(2)} %` : value.toFixed(5);
}

/** Mean and standard deviation over the seeds. */
function summaryOf(records: readonly TrainingRecord[]): string {
  const seeds = `seeds ${records[0]?.seed ?? 0} to ${records.at(-1)?.seed ?? 0}`;
  const tests = records.flatMap(({ test }) => (test === undefined ? [] : [test]));
  const [first] = tests;
  if (first === undefined) return `${seeds}: trained\n`;
  const values = tests.map(({ value }) => value);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const deviation = Math.sqrt(
    values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1),
  );
  return `${seeds}: ${first.measure} ${figureOf({ ...first, value: mean })}, standard deviation ${figureOf({ ...first, value: deviation })}\n`;
}

function parseShare(text: string): number {
  const share = text.trim() === '' ? Number.NaN : Number(text);
  if (share > 0 && share <= 1) return share;
  throw new InvalidArgumentError('Expected a number above 0 and up to 1.');
}

function parseSeconds(text: string): number {
  const seconds = text.trim() === '' ? Number.NaN : Number(text);
  if (seconds >= 0 && Number.isFinite(seconds)) return seconds;
  throw new InvalidArgumentError('Expected a number of seconds of at least 0.');
}

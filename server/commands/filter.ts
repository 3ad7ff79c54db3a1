import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { type Command, InvalidArgumentError, Option } from 'commander';
import {
  codeSequence,
  filterSequence,
  HelmholtzError,
  hierarchyOf,
  learnStateSpace,
  type Sequence,
  smoothSequence,
} from '../../agents/index.ts';
import {
  type NamedStateSpace,
  parseTable,
  readStateSpace,
  reasonOf,
  STRUCTURAL_MODELS,
  structuralModel,
} from '../../experiments/index.ts';
import { jsonOption } from './options.ts';
import { shown, table } from './table.ts';
import { printJson, type Terminal } from './terminal.ts';

interface FilterOptions {
  readonly data: string;
  readonly columns?: readonly string[];
  readonly model: string;
  readonly with: 'kalman' | 'temporal-pc';
  readonly processVariance?: number;
  readonly observationVariance?: number;
  readonly smooth?: true;
  readonly out?: string;
  readonly json?: true;
}

/** Steps that variances are learned from, at most: a round of learning smooths all of them. */
const MOST_LEARNED_FROM = 5000;

/** Adds `filter`: a table of numbers in time, filtered. */
export function registerFilter(program: Command, terminal: Terminal): void {
  program
    .command('filter')
    .description('Filter a table of numbers in time: states, their uncertainty, predictions')
    .requiredOption(
      '--data <file>',
      'CSV with a first row of names, one step a row; empty is unobserved',
    )
    .option('--columns <names>', 'columns to filter, separated by commas; all by default', names)
    .option(
      '--model <name>',
      `${STRUCTURAL_MODELS.join(', ')}, or a JSON file with the matrices`,
      'local-level',
    )
    .addOption(
      new Option('--with <filter>', 'exact filter, or predictive coding of the same model')
        .choices(['kalman', 'temporal-pc'])
        .default('kalman'),
    )
    .option(
      '--process-variance <number>',
      'variance of a level in one step; learned if absent',
      variance,
    )
    .option('--observation-variance <number>', 'variance of the noise; learned if absent', variance)
    .option('--smooth', 'also estimate each step from the whole table (with kalman)')
    .option('--out <file>', 'CSV to write: predictions, states, standard deviations')
    .addOption(jsonOption())
    .action(async (options: FilterOptions, command: Command) => {
      const isFile = !STRUCTURAL_MODELS.some((name) => name === options.model);
      if (options.smooth === true && options.with !== 'kalman') {
        command.error(
          'error: --smooth: expected --with kalman; predictive coding looks at no later step',
        );
      }
      if (isFile && (options.processVariance ?? options.observationVariance) !== undefined) {
        command.error(
          'error: --process-variance and --observation-variance: expected in the model file, with --model FILE',
        );
      }
      await filter(options, isFile, terminal);
    });
}

async function filter(options: FilterOptions, isFile: boolean, terminal: Terminal): Promise<void> {
  const { columns, sequence } = parseTable(await read(options.data), options.data, options.columns);
  const { named, learnedFrom, isConverged } = await findModel(options, isFile, {
    columns,
    sequence,
  });
  const { model, states } = named;
  const found =
    options.with === 'kalman' ? byKalman(named, sequence, options) : byCoding(named, sequence);
  if (options.out !== undefined) await write(options.out, csv(columns, states, sequence, found));
  const observed = sequence.values.reduce((sum, value) => sum + (Number.isNaN(value) ? 0 : 1), 0);
  const summary = {
    data: options.data,
    columns,
    steps: sequence.steps,
    observed,
    unobserved: sequence.values.length - observed,
    model: options.model,
    filter: options.with,
    logLikelihood: found.logLikelihood,
    meanNormalisedInnovationSquared: found.normalised,
    processCovariance: model.processCovariance,
    observationCovariance: model.observationCovariance,
    learnedFromSteps: learnedFrom,
    isLearningConverged: isConverged,
    last: states.map((state, k) => ({
      state,
      mean: found.means[(sequence.steps - 1) * states.length + k] ?? Number.NaN,
      standardDeviation: Math.sqrt(
        found.variances[(sequence.steps - 1) * states.length + k] ?? Number.NaN,
      ),
    })),
    out: options.out ?? null,
  };
  if (options.json === true) {
    printJson(terminal, summary);
    return;
  }
  const score = options.with === 'kalman' ? 'log likelihood' : 'log density of its own predictions';
  terminal.print(
    [
      `${options.data}: ${sequence.steps} ${sequence.steps === 1 ? 'step' : 'steps'} of ${columns.join(', ')}; ${observed} numbers observed, ${summary.unobserved} not`,
      `${options.model} with ${options.with}: ${score} ${shown(found.logLikelihood)} nats${found.normalised === null ? '' : `, normalised innovation squared ${shown(found.normalised)} for each number (1 if the model fits)`}`,
      ...(learnedFrom === 0
        ? []
        : [
            `variances learned from ${learnedFrom} steps${isConverged ? '' : '; not converged after 500 rounds'}: process ${diagonal(model.processCovariance)}, observation ${diagonal(model.observationCovariance)}`,
          ]),
      '',
      table(
        [
          ['last state', 'mean', 'sd'],
          ...summary.last.map(({ state, mean, standardDeviation }) => [
            state,
            shown(mean),
            shown(standardDeviation),
          ]),
        ],
        ['left', 'right', 'right'],
      ).trimEnd(),
      ...(options.out === undefined ? [] : [`written to ${options.out}`]),
      '',
    ].join('\n'),
  );
}

async function findModel(
  options: FilterOptions,
  isFile: boolean,
  { columns, sequence }: { readonly columns: readonly string[]; readonly sequence: Sequence },
): Promise<{
  readonly named: NamedStateSpace;
  readonly learnedFrom: number;
  readonly isConverged: boolean;
}> {
  if (isFile) {
    const model = readStateSpace(await read(options.model), options.model);
    const states = model.dynamics.map((_, k) => `state_${k + 1}`);
    return { named: { model, states, learn: [] }, learnedFrom: 0, isConverged: true };
  }
  const { processVariance, observationVariance } = options;
  const name = STRUCTURAL_MODELS.find((one) => one === options.model) ?? 'local-level';
  const named = structuralModel(name, columns, sequence, {
    ...(processVariance === undefined ? {} : { processVariance }),
    ...(observationVariance === undefined ? {} : { observationVariance }),
  });
  if (named.learn.length === 0) return { named, learnedFrom: 0, isConverged: true };
  const steps = Math.min(sequence.steps, MOST_LEARNED_FROM);
  const part = {
    ...sequence,
    steps,
    values: sequence.values.subarray(0, steps * sequence.channels),
  };
  const { model, isConverged } = learnStateSpace(named.model, part, {
    learn: named.learn,
    rounds: 500,
  });
  return { named: { ...named, model }, learnedFrom: steps, isConverged };
}

/** What both filters give. */
interface Found {
  /** Prediction of the observation and its variance, `steps x channels`. */
  readonly predicted: Float64Array;
  readonly predictedVariances: Float64Array;
  readonly means: Float64Array;
  readonly variances: Float64Array;
  readonly logLikelihood: number;
  readonly normalised: number | null;
  readonly smoothed: { readonly means: Float64Array; readonly variances: Float64Array } | null;
}

function byKalman(
  { model }: NamedStateSpace,
  sequence: Sequence,
  { smooth }: FilterOptions,
): Found {
  const smoothed = smooth === true ? smoothSequence(model, sequence) : null;
  const filtered = smoothed?.filtered ?? filterSequence(model, sequence);
  const { steps, states, channels, predictedMeans, innovationVariances } = filtered;
  const predicted = new Float64Array(steps * channels);
  for (let step = 0; step < steps; step++) {
    model.observation.forEach((row, channel) => {
      predicted[step * channels + channel] = row.reduce(
        (sum, weight, state) => sum + weight * (predictedMeans[step * states + state] ?? 0),
        0,
      );
    });
  }
  const squares = filtered.normalisedInnovationsSquared.filter((value) => !Number.isNaN(value));
  return {
    predicted,
    predictedVariances: innovationVariances,
    means: filtered.means,
    variances: filtered.variances,
    logLikelihood: filtered.logLikelihood,
    normalised:
      filtered.observed === 0
        ? null
        : squares.reduce((sum, value) => sum + value, 0) / filtered.observed,
    smoothed,
  };
}

function byCoding({ model }: NamedStateSpace, sequence: Sequence): Found {
  const { steps, logPredictive } = codeSequence(hierarchyOf(model), sequence);
  const { channels } = sequence;
  const joined = (of: (step: (typeof steps)[number]) => Float64Array): Float64Array =>
    Float64Array.from(steps.flatMap((step) => [...of(step)]));
  return {
    predicted: joined((step) => step.predictedObservation),
    predictedVariances: joined(({ predictedCovariance }) =>
      predictedCovariance.filter((_, entry) => entry % (channels + 1) === 0),
    ),
    means: joined((step) => step.values),
    variances: joined((step) => step.variances),
    logLikelihood: logPredictive,
    normalised: null,
    smoothed: null,
  };
}

function csv(
  columns: readonly string[],
  states: readonly string[],
  { steps, channels, values }: Sequence,
  found: Found,
): string {
  const head = [
    'step',
    ...columns.flatMap((name) => [name, `${name}_predicted`, `${name}_predicted_sd`]),
    ...states.flatMap((name) => [name, `${name}_sd`]),
    ...(found.smoothed === null
      ? []
      : states.flatMap((name) => [`${name}_smoothed`, `${name}_smoothed_sd`])),
  ];
  const lines = [head.map(quoted).join(',')];
  const pair = (means: Float64Array, variances: Float64Array, at: number): string =>
    `${field(means[at])},${field(Math.sqrt(variances[at] ?? Number.NaN))}`;
  for (let step = 0; step < steps; step++) {
    const cells = [String(step + 1)];
    columns.forEach((_, channel) => {
      const at = step * channels + channel;
      cells.push(field(values[at]), pair(found.predicted, found.predictedVariances, at));
    });
    states.forEach((_, k) =>
      cells.push(pair(found.means, found.variances, step * states.length + k)),
    );
    const { smoothed } = found;
    if (smoothed !== null) {
      states.forEach((_, k) =>
        cells.push(pair(smoothed.means, smoothed.variances, step * states.length + k)),
      );
    }
    lines.push(cells.join(','));
  }
  return `${lines.join('\n')}\n`;
}

/** A number that is read back to the bit; nothing for unobserved. */
function field(value: number | undefined): string {
  return value === undefined || Number.isNaN(value) ? '' : String(value);
}

function quoted(name: string): string {
  return /[",]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name;
}

function diagonal(rows: readonly (readonly number[])[]): string {
  return rows.map((row, k) => shown(row[k] ?? Number.NaN)).join(', ');
}

function names(text: string): readonly string[] {
  const list = text.split(',').map((name) => name.trim());
  if (list.every((name) => name !== '')) return list;
  throw new InvalidArgumentError('Expected names separated by commas.');
}

function variance(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value) && value > 0) return value;
  throw new InvalidArgumentError('Expected a number above 0.');
}

async function read(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new HelmholtzError('not-readable', `${path}: cannot be read: ${reasonOf(cause)}`, {
      cause,
    });
  }
}

/** Writes beside the place and moves there, so that nothing is ever half-written. */
async function write(path: string, text: string): Promise<void> {
  const draft = `${path}.${process.pid}.part`;
  try {
    await writeFile(draft, text);
    await rename(draft, path);
  } catch (cause) {
    await rm(draft, { force: true });
    throw new HelmholtzError('not-writable', `${path}: cannot be written: ${reasonOf(cause)}`, {
      cause,
    });
  }
}

import type { Command } from 'commander';
import {
  type AgentOptions,
  createEngine,
  createRandom,
  findAgent,
  type GivenValues,
  HelmholtzError,
  perceivingWorkload,
} from '../../agents/index.ts';
import {
  type EndStoppingEvaluation,
  type EndStoppingNet,
  evaluateEndStopping,
  evaluateNaming,
  evaluateReconstruction,
  type FillingInEvaluation,
  findWeights,
  learnedAutocovariance,
  measureOf,
  type NamingEvaluation,
  parametersOfWeights,
  type ReconstructionEvaluation,
  unseenFreeEnergy,
} from '../../experiments/index.ts';
import {
  engineOption,
  explainEngine,
  jsonOption,
  parseCount,
  seedOption,
  setOption,
} from './options.ts';
import { table } from './table.ts';
import { printJson, type Terminal } from './terminal.ts';

interface EvaluateOptions {
  readonly seed: number;
  readonly engine: NonNullable<AgentOptions['engine']>;
  readonly dataset?: string;
  readonly weights?: string;
  readonly examples?: number;
  readonly set?: GivenValues;
  readonly json?: true;
}

const BLIND_SPOT_CONDITIONS = ['two-sided', 'one-sided', 'misaligned', 'visible-gap'] as const;

/** Adds `evaluate`: what a trained agent can do, in numbers, beside the controls. */
export function registerEvaluate(program: Command, terminal: Terminal): void {
  program
    .command('evaluate')
    .description(
      'Measure a trained agent beside its controls: naming, reconstructing, or end-stopping and filling-in',
    )
    .argument('<agent>', 'name of the agent')
    .addOption(seedOption())
    .addOption(engineOption())
    .option('--dataset <name or path>', 'other examples than the agent is meant for')
    .option('--weights <file>', 'weights to use instead of the trained ones (safetensors)')
    .option('--examples <number>', 'unseen examples to name (default: 2000)', parseCount)
    .addOption(setOption())
    .addOption(jsonOption())
    .action(async (agent: string, options: EvaluateOptions) => {
      const result = await evaluate(agent, options, terminal);
      if (options.json === true) printJson(terminal, result);
      else terminal.print(inWords(agent, result));
    });
}

/** What is measured of an agent that looks through windows. */
interface WindowsEvaluation extends EndStoppingEvaluation {
  /** Of pictures that were not learned from, in nats per field. */
  readonly unseenFreeEnergy: number;
}

type Evaluation = NamingEvaluation | WindowsEvaluation | ReconstructionEvaluation;

function inWords(agent: string, result: Evaluation): string {
  if ('accuracy' in result) return namingInWords(agent, result);
  if ('meanPicture' in result) return reconstructionInWords(agent, result);
  return endStoppingInWords(agent, result);
}

async function evaluate(
  agent: string,
  options: EvaluateOptions,
  terminal: Terminal,
): Promise<Evaluation> {
  const kind = await findAgent(agent);
  const parameters = await parametersOfWeights(kind, options.weights, options.set);
  const { weights, origin } = await findWeights(kind, parameters, options.weights);
  const { engine, reason } = await createEngine(
    options.engine,
    perceivingWorkload(kind, parameters, terminal.now),
  );
  explainEngine(options.engine, { reason }, terminal);
  const { levels, connections } = kind.hierarchy(parameters);
  const net = { kind, parameters, weights, engine };
  const examples = {
    seed: options.seed,
    learnedFrom: origin,
    testExamples: options.examples ?? 2000,
    ...(options.dataset === undefined ? {} : { dataset: options.dataset }),
  };
  if (levels.some(({ unitNames }) => unitNames !== undefined)) return evaluateNaming(net, examples);
  if (measureOf(net) === 'mean squared error') return evaluateReconstruction(net, examples);
  if (connections[0]?.transform.kind === 'windows') {
    refuseNamingOptions(agent, options);
    const probed: EndStoppingNet = { ...net, steps: 150 };
    return {
      unseenFreeEnergy: await unseenFreeEnergy(probed, {
        seed: options.seed,
        ...(origin === null ? {} : { dataset: origin.dataset }),
      }),
      ...evaluateEndStopping(
        probed,
        createRandom(options.seed, 'evaluate'),
        await learnedAutocovariance(kind, parameters, options.seed),
      ),
    };
  }
  throw new HelmholtzError(
    'not-applicable',
    `evaluate: ${agent} neither names, nor reconstructs whole pictures, nor looks through windows; try glyphs, linear-decoder or rao-ballard`,
  );
}

/** Options that only naming knows are not to be ignored in silence. */
function refuseNamingOptions(agent: string, { dataset, examples }: EvaluateOptions): void {
  const given = dataset !== undefined ? '--dataset' : examples !== undefined ? '--examples' : null;
  if (given === null) return;
  throw new HelmholtzError(
    'not-applicable',
    `evaluate: ${given} is for agents that name examples; ${agent} is probed with bars`,
  );
}

function namingInWords(agent: string, result: NamingEvaluation): string {
  const percent = (share: number): string => `${(100 * share).toFixed(2)} %`;
  return [
    `${result.testExamples} unseen examples of ${result.dataset}, ${result.classes} classes; learned from ${result.trainingExamples}`,
    table(
      [
        [`${agent} (inference in the generative model)`, percent(result.accuracy)],
        [
          `multinomial logistic regression on the same pixels (ridge ${result.ridge})`,
          percent(result.logisticRegression),
        ],
      ],
      ['left', 'right'],
    ),
  ].join('\n');
}

function reconstructionInWords(agent: string, result: ReconstructionEvaluation): string {
  return [
    `mean squared error per pixel on ${result.testExamples} unseen examples of ${result.dataset}; learned from ${result.trainingExamples}`,
    table(
      [
        [`${agent} (predicted from its settled top level)`, result.meanSquaredError.toFixed(5)],
        ['mean of the training pictures', result.meanPicture.toFixed(5)],
      ],
      ['left', 'right'],
    ),
  ].join('\n');
}

function endStoppingInWords(agent: string, result: WindowsEvaluation): string {
  return [
    `${agent}: suppression index 1 - R(28 px) / max R of ${result.units} units of the centre window, luminance bars of 2 to 28 px`,
    table(
      [
        ['', 'mean', 'median', 'share > .3', 'best length, px'],
        ...(
          [
            ['error units, with feedback', result.errors],
            ['value nodes, with feedback', result.values],
            ['without feedback', result.noFeedback],
          ] as const
        ).map(([name, { mean, median, strongShare, medianPeakLength }]) => [
          name,
          number(mean),
          number(median),
          number(strongShare),
          String(medianPeakLength),
        ]),
        ['level 2 shuffled across windows', number(result.shuffledMean), '', '', ''],
      ],
      ['left', 'right', 'right', 'right', 'right'],
    ),
    `orientation selectivity of the fields: median ${number(result.selectivity)}`,
    `free energy of pictures that it has not learned from: ${result.unseenFreeEnergy.toFixed(1)} nats per field`,
    '',
    'blind spot: projection of the reconstruction in the silenced centre window on the true bar',
    ...result.fillingIn.map(blindSpotTable),
  ].join('\n');
}

function blindSpotTable({ width, trained, shuffled, linear }: FillingInEvaluation): string {
  return table(
    [
      [
        `bar of ${width} px`,
        ...['trained', 'cosine', 'level 2 shuffled', 'best linear guess', 'cosine'],
      ],
      ...BLIND_SPOT_CONDITIONS.map((condition) => {
        const { projection, cosine } = trained[condition];
        const guess = condition === 'visible-gap' ? undefined : linear[condition];
        return [
          condition,
          number(projection),
          number(cosine),
          number(shuffled[condition].projection),
          ...(guess === undefined ? ['', ''] : [number(guess.projection), number(guess.cosine)]),
        ];
      }),
    ],
    ['left', 'right', 'right', 'right', 'right', 'right'],
  );
}

function number(value: number): string {
  return value.toFixed(3);
}

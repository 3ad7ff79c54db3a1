import type { Command } from 'commander';
import {
  type AgentOptions,
  createEngine,
  perceivingWorkload,
  createRandom,
  findAgent,
  type GivenValues,
  HelmholtzError,
  resolveParameters,
} from '../../agents/index.ts';
import {
  type EndStoppingNet,
  evaluateEndStopping,
  evaluateNaming,
  type EndStoppingEvaluation,
  findWeights,
  type NamingEvaluation,
  learnedAutocovariance,
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
      'Measure a trained agent: naming beside logistic regression, or end-stopping and filling-in with their controls',
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
      else
        terminal.print(
          'accuracy' in result ? namingInWords(agent, result) : endStoppingInWords(agent, result),
        );
    });
}

async function evaluate(
  agent: string,
  options: EvaluateOptions,
  terminal: Terminal,
): Promise<NamingEvaluation | EndStoppingEvaluation> {
  const kind = await findAgent(agent);
  const parameters = resolveParameters(kind.name, kind.parameters, options.set);
  const { weights, origin } = await findWeights(kind, parameters, options.weights);
  const { engine, reason } = await createEngine(
    options.engine,
    perceivingWorkload(kind, parameters, terminal.now),
  );
  explainEngine(options.engine, reason, terminal);
  const { levels, connections } = kind.hierarchy(parameters);
  if (levels.at(-1)?.unitNames !== undefined) {
    return evaluateNaming(
      { kind, parameters, weights, engine },
      {
        seed: options.seed,
        learnedFrom: origin,
        testExamples: options.examples ?? 2000,
        ...(options.dataset === undefined ? {} : { dataset: options.dataset }),
      },
    );
  }
  if (connections[0]?.transform.kind === 'windows') {
    refuseNamingOptions(agent, options);
    const net: EndStoppingNet = { kind, parameters, weights, engine, steps: 150 };
    return evaluateEndStopping(
      net,
      createRandom(options.seed, 'evaluate'),
      await learnedAutocovariance(kind, parameters, options.seed),
    );
  }
  throw new HelmholtzError(
    'not-applicable',
    `evaluate: ${agent} has neither classes to name nor windows to look through; try glyphs, digits or rao-ballard`,
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

function endStoppingInWords(agent: string, result: EndStoppingEvaluation): string {
  const number = (value: number): string => value.toFixed(3);
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
    '',
    'blind spot: projection of the reconstruction in the silenced centre window on the true bar',
    table(
      [
        ['', 'trained', 'cosine', 'level 2 shuffled', 'best linear guess', 'cosine'],
        ...BLIND_SPOT_CONDITIONS.map((condition) => {
          const { projection, cosine } = result.fillingIn[condition];
          const linear =
            condition === 'visible-gap' ? undefined : result.fillingInLinear[condition];
          return [
            condition,
            number(projection),
            number(cosine),
            number(result.fillingInShuffled[condition].projection),
            ...(linear === undefined
              ? ['', '']
              : [number(linear.projection), number(linear.cosine)]),
          ];
        }),
      ],
      ['left', 'right', 'right', 'right', 'right', 'right'],
    ),
  ].join('\n');
}

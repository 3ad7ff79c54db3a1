import type { Command } from 'commander';
import {
  type AgentKind,
  createAgent,
  findAgent,
  type GivenValues,
  HelmholtzError,
  resolveParameters,
  type WeightsRecord,
} from '../../agents/index.ts';
import type {
  AgentDescription,
  ParameterDescription,
  SchemeDescription,
} from '../../protocol/index.ts';
import { describeAgent, describeScheme } from '../sessions/agent-description.ts';
import { jsonOption, setOption } from './options.ts';
import { rangeOf } from './range-of.ts';
import { table } from './table.ts';
import { printJson, type Terminal } from './terminal.ts';

interface DescribeOptions {
  readonly set?: GivenValues;
  readonly json?: true;
}

/** Adds `describe AGENT`: its levels, parameters with units, training and sources. */
export function registerDescribe(program: Command, terminal: Terminal): void {
  program
    .command('describe')
    .description('Explain an agent: levels, parameters with units, training, sources')
    .argument('<agent>', 'name of the agent')
    .addOption(setOption())
    .addOption(jsonOption())
    .action(async (name: string, { set = {}, json }: DescribeOptions) => {
      const kind = await findAgent(name);
      const parameters = resolveParameters(kind.name, kind.parameters, set);
      const { training, schemes, problem } = await lookAtAgent(kind, set);
      const description = describeAgent(kind, { parameters, training });
      const recipes = Object.entries(kind.recipes ?? {}).map(([recipe, { summary }]) => ({
        name: recipe,
        summary,
      }));
      if (json === true) {
        printJson(terminal, { ...description, recipes, present: parameters, schemes });
      } else terminal.print(inWords(description, { problem, recipes, schemes }));
    });
}

/** How the weights came about, or why there are none; and the schemes that the agent can settle by. */
async function lookAtAgent(
  kind: AgentKind,
  parameters: GivenValues,
): Promise<{
  readonly training: WeightsRecord | null;
  readonly schemes: readonly SchemeDescription[];
  readonly problem: string | null;
}> {
  try {
    const agent = await createAgent(kind, { parameters, engine: 'reference' });
    const { trainingRecord } = agent;
    const schemes = agent.schemes().map(describeScheme);
    agent.dispose();
    return { training: trainingRecord, schemes, problem: null };
  } catch (error) {
    if (!(error instanceof HelmholtzError && error.code === 'bad-weights')) throw error;
    return { training: null, schemes: [], problem: error.message };
  }
}

function inWords(
  agent: AgentDescription,
  {
    problem,
    recipes,
    schemes,
  }: {
    readonly problem: string | null;
    readonly recipes: readonly { readonly name: string; readonly summary: string }[];
    readonly schemes: readonly SchemeDescription[];
  },
): string {
  const { name, summary, levels, parameters, classes, training, sources } = agent;
  const levelLines = levels.flatMap((level, index) => [
    `  ${index} ${level.name}: ${level.units} unit${level.units === 1 ? '' : 's'} (${level.unit}), ${layout(level.arrangement)}`,
    `      ${level.meaning}`,
    ...(level.predictedBy === null ? [] : [`      predicted by ${level.predictedBy}`]),
    ...(level.prior === null ? [] : [`      prior: ${level.prior}`]),
  ]);
  return [
    `${name}: ${summary}`,
    '',
    'Levels, the senses first:',
    ...levelLines,
    ...(classes.length === 0 ? [] : ['', `Classes: ${classes.join(' ')}`]),
    '',
    'Parameters:',
    ...indented(
      table(parameters.map((entry) => [entry.name, rangeOf(entry), unitOf(entry), entry.meaning])),
    ),
    ...(recipes.length === 0
      ? []
      : [
          '',
          'Recipes (train --recipe):',
          ...indented(table(recipes.map(({ name: recipe, summary: what }) => [recipe, what]))),
        ]),
    ...(schemes.length === 0
      ? []
      : [
          '',
          'Schemes of inference, the default first:',
          ...indented(
            table(
              schemes.map((scheme) => [
                scheme.name,
                scheme.refusal === null ? scheme.summary : `not here: ${scheme.refusal}`,
                scheme.parameters
                  .map((parameter) => `${parameter.name} ${rangeOf(parameter)}`)
                  .join('; '),
              ]),
            ),
          ),
        ]),
    ...(training === null && problem === null ? [] : ['', 'Weights:']),
    ...(problem === null ? [] : [`  ${problem}`]),
    ...(training === null
      ? []
      : [
          `  ${training.command}`,
          `  ${training.durationSeconds.toFixed(0)} s with ${training.engine}${training.finalFreeEnergy === null ? '' : `, free energy ${training.finalFreeEnergy.toFixed(3)} nats per observation`}`,
          `  SHA-256 ${training.sha256}`,
        ]),
    '',
    'Sources:',
    ...sources.map(({ text, url }) => `  ${text}${url === undefined ? '' : `, ${url}`}`),
    '',
  ].join('\n');
}

function layout({
  gridRows,
  gridColumns,
  rows,
  columns,
}: AgentDescription['levels'][number]['arrangement']): string {
  const block = `${rows} x ${columns}`;
  return gridRows * gridColumns === 1 ? block : `${gridRows} x ${gridColumns} blocks of ${block}`;
}

function unitOf(parameter: ParameterDescription): string {
  return 'unit' in parameter ? parameter.unit : '';
}

function indented(text: string): string[] {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => `  ${line}`);
}

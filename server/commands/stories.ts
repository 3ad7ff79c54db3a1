import { type Command, InvalidArgumentError } from 'commander';
import {
  type Choice,
  createRandom,
  type GivenValues,
  HelmholtzError,
  isAble,
  listStories,
  type Tale,
  type TalePosterior,
} from '../../agents/index.ts';
import { posteriorMarginals } from '../../experiments/index.ts';
import { describeParameters } from '../sessions/parameter-description.ts';
import { modelOption, openStory } from './open-story.ts';
import { jsonOption, parseCount, seedOption, setOption } from './options.ts';
import { rangeOf } from './range-of.ts';
import { shown, table } from './table.ts';
import { printJson, type Terminal } from './terminal.ts';

/** Most data that are told at once. */
const MOST = 100_000;

/** Samples of a posterior that is not listed, and how much is told of it. */
const BELIEF_SAMPLES = 1000;
const MOST_STATES = 5;
const MOST_UNLISTED = 3;

/** Adds `stories`, `synthesise` and `explain`: generative models told forward and backward. */
export function registerStories(program: Command, terminal: Terminal): void {
  program
    .command('stories')
    .description('List stories: generative models that can be told forward and backward')
    .addOption(jsonOption())
    .action(async ({ json }: { json?: true }) => {
      const kinds = await listStories();
      if (json === true) {
        printJson(
          terminal,
          kinds.map(({ name, summary, datum, sources, parameters }) => ({
            name,
            summary,
            datum,
            parameters: describeParameters(parameters),
            sources,
          })),
        );
        return;
      }
      for (const { name, summary, datum, parameters } of kinds) {
        terminal.print(`${name}\n  ${summary}\n  A datum is ${datum}.\n`);
        const rows = describeParameters(parameters).map((described) => [
          `  ${described.name}`,
          rangeOf(described),
          described.meaning,
        ]);
        if (rows.length > 0) terminal.print(table(rows));
      }
    });
  program
    .command('synthesise')
    .description('Tell a story forward: draw its causes, and the data that they make')
    .argument('<story>', 'name of the story')
    .option('--count <number>', 'how many data', parseSome, 1)
    .addOption(modelOption())
    .addOption(seedOption())
    .addOption(setOption())
    .addOption(jsonOption())
    .action(async (name: string, options: SynthesiseOptions) => {
      await synthesise(name, options, terminal);
    });
  program
    .command('explain')
    .description('Tell a story backward: how probable a datum is, and how it may have come about')
    .argument('<story>', 'name of the story')
    .argument('<datum>', 'the datum; `stories` says how it is written')
    .addOption(modelOption())
    .addOption(setOption())
    .addOption(jsonOption())
    .action(async (name: string, datum: string, options: ExplainOptions) => {
      await explain(name, datum, options, terminal);
    });
}

interface ExplainOptions {
  readonly model?: string;
  readonly set?: GivenValues;
  readonly json?: true;
}

interface SynthesiseOptions extends ExplainOptions {
  readonly count: number;
  readonly seed: number;
}

async function synthesise(
  name: string,
  { model, set, count, seed, json }: SynthesiseOptions,
  terminal: Terminal,
): Promise<void> {
  const story = await openStory(name, { model, set });
  if (!isAble(story.synthesise)) refuse(name, 'synthesise', story.synthesise.unable);
  const random = createRandom(seed, 'story', name);
  const tales: Tale[] = [];
  while (tales.length < count) tales.push(story.synthesise(random));
  if (json === true) {
    printJson(terminal, {
      story: name,
      seed,
      tales: tales.map(({ text, choices }) => ({ datum: text, choices })),
    });
    return;
  }
  if (tales.length === 1) {
    terminal.print(table(lines(tales[0]?.choices ?? [])));
    terminal.print(`makes ${tales[0]?.text ?? ''}\n`);
  } else terminal.print(tales.map(({ text }) => `${text}\n`).join(''));
}

async function explain(
  name: string,
  datum: string,
  { model, set, json }: ExplainOptions,
  terminal: Terminal,
): Promise<void> {
  const story = await openStory(name, { model, set });
  const { text, score, infer } = story.read(datum);
  const scored = isAble(score) ? score() : score;
  if (!isAble(infer)) refuse(name, 'infer', infer.unable);
  const isImpossible = 'nats' in scored && scored.nats === -Infinity;
  const posterior = isImpossible ? null : infer();
  if (json === true) {
    printJson(terminal, { story: name, datum: text, score: scored, best: posterior?.best ?? [] });
    return;
  }
  terminal.print(
    'nats' in scored
      ? `ln p = ${shown(scored.nats)} nats (${scored.kind}): ${text}\n`
      : `no score, since ${scored.unable}: ${text}\n`,
  );
  if (posterior === null) terminal.print('the story cannot make it\n');
  else printBeliefs(posterior, terminal);
}

/** What is believed of each choice that is one of a few, where that is not told by the explanations; then the best of these. */
function printBeliefs(posterior: TalePosterior, terminal: Terminal): void {
  const { best, exactness } = posterior;
  const isListed = best[0]?.probability !== null;
  if (!isListed && exactness !== 'point') {
    const { marginals } = posteriorMarginals(posterior, {
      ...{ random: createRandom(1, 'explain'), samples: BELIEF_SAMPLES },
    });
    const rows = marginals.flatMap((marginal) =>
      marginal.kind === 'categories'
        ? [[`  ${marginal.name}`, statesInWords(marginal.states)]]
        : [],
    );
    if (rows.length > 0) {
      terminal.print(`\nbelieved, from ${BELIEF_SAMPLES} samples of the posterior\n${table(rows)}`);
    }
  }
  for (const { choices, probability } of isListed ? best : best.slice(0, MOST_UNLISTED)) {
    const continuous = exactness === 'point' ? 'single answer' : 'mean';
    terminal.print(
      `\n${probability === null ? continuous : `probability ${shown(probability)}`}\n`,
    );
    terminal.print(table(lines(choices)));
  }
}

function statesInWords(
  states: readonly { readonly value: string; readonly probability: number }[],
): string {
  const told = states
    .slice(0, MOST_STATES)
    .map(({ value, probability }) => `${value} (${shown(probability)})`);
  return [...told, ...(states.length > MOST_STATES ? ['…'] : [])].join(', ');
}

function lines(choices: readonly Choice[]): string[][] {
  return choices.map(({ name, value }) => [`  ${name}`, value]);
}

function refuse(story: string, verb: string, reason: string): never {
  throw new HelmholtzError('not-applicable', `${story}: cannot ${verb}: ${reason}`);
}

function parseSome(text: string): number {
  const count = parseCount(text);
  if (count > MOST) throw new InvalidArgumentError(`expected at most ${MOST}; got ${text}`);
  return count;
}

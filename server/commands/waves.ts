import { type Command, InvalidArgumentError, Option } from 'commander';
import {
  type AgentOptions,
  createAgent,
  createRandom,
  findAgent,
  type GivenValues,
} from '../../agents/index.ts';
import {
  type Corner,
  errorWaves,
  openOutputFolder,
  renderPicture,
  renderStimulus,
  WAVE_FILES,
  waveFiles,
} from '../../experiments/index.ts';
import { openStimulus } from './open-stimulus.ts';
import {
  engineOption,
  explainEngine,
  parseCorner,
  parseCount,
  seedOption,
  setOption,
} from './options.ts';
import { shown, table } from './table.ts';
import type { Terminal } from './terminal.ts';

interface WavesOptions {
  readonly agent: string;
  readonly picture?: string;
  readonly stimulus?: string;
  readonly setStimulus?: GivenValues;
  readonly crop?: Corner;
  readonly steps: number;
  readonly secondsPerStep: number;
  readonly out: string;
  readonly seed: number;
  readonly engine: NonNullable<AgentOptions['engine']>;
  readonly set?: GivenValues;
}

/** Adds `waves`: what electrodes and scanners would show of an agent that settles, by convention. */
export function registerWaves(program: Command, terminal: Terminal): void {
  program
    .command('waves')
    .description('Write read-outs like ERP and BOLD of an agent that settles: conventions')
    .requiredOption('--agent <name>', 'name of the agent')
    .addOption(new Option('--picture <name>', 'a built-in picture').conflicts('stimulus'))
    .option('--stimulus <name>', 'a stimulus, or a script (.yaml or .json)')
    .addOption(
      setOption('--set-stimulus <name=value>', 'set a parameter of the stimulus; may be repeated'),
    )
    .option('--crop <x,y>', 'look at the field with its upper left pixel here', parseCorner)
    .option('--steps <number>', 'settle steps', parseCount, 300)
    .option('--seconds-per-step <s>', 'how long a settle step is said to last', parseSeconds, 0.1)
    .requiredOption('--out <folder>', 'folder to write: waves.csv, waves.svg, waves.png')
    .addOption(seedOption())
    .addOption(engineOption())
    .addOption(setOption())
    .action(async (options: WavesOptions, command: Command) => {
      if (options.picture === undefined && options.stimulus === undefined) {
        command.error('error: expected --picture <name> or --stimulus <name>');
      }
      if (options.stimulus === undefined && options.setStimulus !== undefined) {
        command.error('error: --set-stimulus belongs to --stimulus <name>');
      }
      terminal.print(await writeWaves(options, terminal));
    });
}

function parseSeconds(text: string): number {
  const seconds = Number(text);
  if (text.trim() !== '' && Number.isFinite(seconds) && seconds > 0) return seconds;
  throw new InvalidArgumentError('Expected a number of seconds above 0.');
}

async function writeWaves(options: WavesOptions, terminal: Terminal): Promise<string> {
  const { agent: name, seed, engine, set = {}, crop, steps, secondsPerStep, out } = options;
  const agent = await createAgent(await findAgent(name), {
    ...{ parameters: set, seed, engine, now: terminal.now },
  });
  explainEngine(engine, agent.engine, terminal);
  try {
    agent.look(await pictureOf(options), crop);
    const folder = await openOutputFolder(out, { replaces: WAVE_FILES });
    try {
      const waves = errorWaves(agent, steps);
      const names = agent.hierarchy.levels.map((level) => level.name);
      await folder.commit(await waveFiles({ names, waves, secondsPerStep }));
      return [
        `${name}, ${steps} settle steps of ${secondsPerStep} s: sum of weighted errors\n`,
        table(
          [
            ['level', 'at first', 'largest', 'at step', 'at last'],
            ...waves.levels.map((wave, level) => {
              const largest = wave.reduce((most, value) => Math.max(most, value), -Infinity);
              const [first = 0, last = 0] = [wave[0], wave.at(-1)];
              return [
                names[level] ?? '',
                ...[shown(first), shown(largest), String(wave.indexOf(largest)), shown(last)],
              ];
            }),
          ],
          ['left', 'right', 'right', 'right', 'right'],
        ),
        'both read-outs are conventions: no microvolts, no per cent of signal\n',
        `written to ${out}: ${[...WAVE_FILES].join(', ')}\n`,
      ].join('');
    } finally {
      await folder.discard();
    }
  } finally {
    agent.dispose();
  }
}

async function pictureOf({ picture = '', stimulus, setStimulus = {}, seed }: WavesOptions) {
  if (stimulus === undefined) return await renderPicture(picture);
  const { kind } = await openStimulus(stimulus);
  return renderStimulus(kind, {
    parameters: setStimulus,
    random: createRandom(seed, 'stimulus', kind.name),
  });
}

import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { type Command, Option } from 'commander';
import {
  type Agent,
  type AgentOptions,
  createAgent,
  createRandom,
  decodeSafetensors,
  findAgent,
  type GivenValues,
  HelmholtzError,
  type Picture,
  type SchemeChoice,
  type Start,
} from '../../agents/index.ts';
import {
  type Corner,
  openOutputFolder,
  perceivePicture,
  type Perception,
  PERCEPTION_FILES,
  perceptionFiles,
  type PerceptionSummary,
  readBytes,
  readImage,
  renderPicture,
  renderStimulus,
  summarisePerception,
  type TargetBeliefs,
  targetBeliefs,
} from '../../experiments/index.ts';
import { findPackage } from '../package.ts';
import { openStimulus } from './open-stimulus.ts';
import {
  engineOption,
  explainEngine,
  jsonOption,
  parseCorner,
  parseCount,
  schemeOption,
  startOption,
  seedOption,
  setOption,
} from './options.ts';
import { createProgress } from './progress.ts';
import { shown, table } from './table.ts';
import { printJson, type Terminal } from './terminal.ts';

interface PerceiveOptions {
  readonly agent: string;
  readonly image?: string;
  readonly picture?: string;
  readonly stimulus?: string;
  readonly setStimulus?: GivenValues;
  readonly crop?: Corner;
  readonly out?: string;
  readonly steps?: number;
  readonly weights?: string;
  readonly seed: number;
  readonly engine: NonNullable<AgentOptions['engine']>;
  readonly scheme?: SchemeChoice;
  readonly start: Start;
  readonly set?: GivenValues;
  readonly json?: true;
}

/** Adds `perceive`: an agent looks at an image, and what it believes is written down. */
export function registerPerceive(program: Command, terminal: Terminal): void {
  program
    .command('perceive')
    .description('Let an agent perceive an image and write what it believes')
    .requiredOption('--agent <name>', 'name of the agent')
    .addOption(
      new Option('--image <file>', 'PNG or JPEG, grey or colour, of any size').conflicts([
        'picture',
        'stimulus',
      ]),
    )
    .addOption(
      new Option('--picture <name>', 'a built-in picture instead of an image').conflicts(
        'stimulus',
      ),
    )
    .option('--stimulus <name>', 'a stimulus, or a script (.yaml or .json), instead of an image')
    .addOption(
      setOption('--set-stimulus <name=value>', 'set a parameter of the stimulus; may be repeated'),
    )
    .option('--crop <x,y>', 'look at one field only, its upper left pixel here', parseCorner)
    .option('--out <folder>', 'folder to write: pictures, beliefs.safetensors, summary.json')
    .option('--weights <file>', 'weights to use instead of the trained ones (safetensors)')
    .option('--steps <number>', 'most inference steps per field', parseCount)
    .addOption(seedOption())
    .addOption(engineOption())
    .addOption(schemeOption())
    .addOption(startOption())
    .addOption(setOption())
    .addOption(jsonOption())
    .action(async (options: PerceiveOptions, command: Command) => {
      if ([options.image, options.picture, options.stimulus].every((one) => one === undefined)) {
        command.error('error: expected --image <file>, --picture <name> or --stimulus <name>');
      }
      if (options.stimulus === undefined && options.setStimulus !== undefined) {
        command.error('error: --set-stimulus belongs to --stimulus <name>');
      }
      const summary = await perceive(options, terminal);
      if (options.json === true) printJson(terminal, { ...summary, out: options.out ?? null });
      else terminal.print(inWords(summary, options.out));
    });
}

async function perceive(options: PerceiveOptions, terminal: Terminal): Promise<PerceptionSummary> {
  const { agent: name, seed, engine, scheme, set = {}, out } = options;
  const kind = await findAgent(name);
  const weights = options.weights === undefined ? null : await readWeights(options.weights);
  const agent = await createAgent(kind, {
    parameters: set,
    seed,
    engine,
    start: options.start,
    now: terminal.now,
    ...(scheme === undefined ? {} : { scheme }),
    ...(weights === null ? {} : { weights: weights.tensors }),
  });
  explainEngine(engine, agent.engine, terminal);
  try {
    const { picture, targetMask, ...image } = await findPicture(options);
    const folder =
      out === undefined ? null : await openOutputFolder(out, { replaces: PERCEPTION_FILES });
    try {
      const perception = await watched(agent, picture, options, terminal);
      const summary = summarisePerception(agent, perception, {
        ...image,
        versions: { helmholtz: findPackage(import.meta.dirname).version, node: process.version },
        weightsSha256: weights?.sha256 ?? agent.trainingRecord?.sha256 ?? null,
        ...(targetMask === null
          ? {}
          : { targets: beliefsIn(targetMask, agent, perception, { picture, crop: options.crop }) }),
      });
      await folder?.commit(perceptionFiles(agent, perception, summary));
      return summary;
    } finally {
      await folder?.discard();
    }
  } finally {
    agent.dispose();
  }
}

async function readWeights(
  path: string,
): Promise<{ readonly tensors: NonNullable<AgentOptions['weights']>; readonly sha256: string }> {
  const bytes = await readBytes(path);
  const { tensors } = decodeSafetensors(bytes, path);
  return { tensors, sha256: createHash('sha256').update(bytes).digest('hex') };
}

/** What is believed in the targets of the stimulus. */
function beliefsIn(
  mask: Uint16Array,
  agent: Agent,
  perception: Perception,
  { picture, crop }: { readonly picture: Picture; readonly crop: Corner | undefined },
): TargetBeliefs {
  const { rows, columns } = picture;
  return targetBeliefs(
    perception,
    agent.hierarchy.levels[0]?.unit ?? '1',
    { rows, columns, mask },
    {
      corner: crop ?? { x: 0, y: 0 },
      isScaled:
        agent.kind.fit === 'scale' || rows < agent.field.rows || columns < agent.field.columns,
    },
  );
}

async function findPicture({
  image,
  picture: name = '',
  stimulus,
  setStimulus = {},
  seed,
}: PerceiveOptions): Promise<{
  readonly picture: Picture;
  /** Numbers of the targets, where a stimulus has some. */
  readonly targetMask: Uint16Array | null;
  readonly image: string;
  readonly imageSha256: string;
}> {
  if (image !== undefined) {
    const { picture, sha256 } = await readImage(image);
    return { picture, targetMask: null, image: basename(image), imageSha256: sha256 };
  }
  if (stimulus !== undefined) {
    const { kind } = await openStimulus(stimulus);
    const drawn = renderStimulus(kind, {
      parameters: setStimulus,
      random: createRandom(seed, 'stimulus', kind.name),
    });
    const mask = drawn.masks['targetMask'];
    return {
      picture: drawn,
      targetMask: mask?.some((target) => target > 0) === true ? mask : null,
      image: kind.name,
      imageSha256: drawn.sha256,
    };
  }
  const picture = await renderPicture(name);
  const imageSha256 = createHash('sha256').update(picture.pixels).digest('hex');
  return { picture, targetMask: null, image: name, imageSha256 };
}

/** Perceives under the eyes of whoever waits, and stops at Ctrl+C. */
async function watched(
  agent: Agent,
  picture: Picture,
  { crop, steps }: PerceiveOptions,
  terminal: Terminal,
): Promise<Perception> {
  const { field } = agent;
  const fields =
    crop === undefined && agent.kind.fit === 'crop'
      ? Math.ceil(picture.rows / field.rows) * Math.ceil(picture.columns / field.columns)
      : 1;
  let isInterrupted = false;
  const release = terminal.onInterrupt(() => {
    isInterrupted = true;
  });
  const progress = createProgress(terminal, 'fields', fields);
  try {
    return await perceivePicture({
      agent,
      picture,
      ...(crop === undefined ? {} : { crop }),
      ...(steps === undefined ? {} : { steps }),
      onField: async (done) => {
        progress.update(done);
        // Signals are only heard between turns of the event loop.
        await new Promise<void>((resolve) => setImmediate(resolve));
        if (isInterrupted) throw new HelmholtzError('interrupted', 'interrupted; nothing written');
      },
    });
  } finally {
    progress.stop();
    release();
  }
}

function inWords(summary: PerceptionSummary, out: string | undefined): string {
  const { agent, input, rows, columns, engine, certificate, outcomes, freeEnergy, rms } = summary;
  const fields = Object.values(outcomes).reduce((sum, count) => sum + count, 0);
  const firstAndLast = (values: readonly number[]): string[] => [
    shown(values[0] ?? 0),
    shown(values.at(-1) ?? 0),
  ];
  const energies = table(
    [
      [`${summary.energy}, nats`, 'at first', 'at last'],
      ...freeEnergy.levels.map(({ name, values }) => [name, ...firstAndLast(values)]),
      ['total', ...firstAndLast(freeEnergy.total)],
    ],
    ['left', 'right', 'right'],
  );
  const best = (values: Readonly<Record<string, number>> | null): string[] =>
    Object.entries(values ?? {})
      .sort(([, a], [, b]) => b - a)
      .slice(0, 3)
      .map(([name, value]) => `${name} ${value.toFixed(3)}`);
  const posterior = best(summary.posterior);
  const named = best(summary.namedValues);
  return [
    `${agent} perceived ${input.image}: ${columns} x ${rows} px, ${fields} field${fields === 1 ? '' : 's'}, engine ${engine.name}${summary.scheme.name === 'euler' ? '' : `, scheme ${summary.scheme.name}`}`,
    `${Object.entries(outcomes)
      .map(([status, count]) => `${count} ${status}`)
      .join(', ')}: ${certificate.explanation}`,
    '',
    energies.trimEnd(),
    '',
    `root mean square, ${rms.unit}: input ${shown(rms.input)}, error ${shown(rms.error)}, posterior sd ${shown(rms.posteriorSd)}`,
    ...targetLines(summary.targets),
    ...(posterior.length === 0 ? [] : [`posterior: ${posterior.join(', ')}`]),
    ...(named.length === 0 ? [] : [`largest at the top: ${named.join(', ')}`]),
    ...(out === undefined ? [] : [`written to ${out}`]),
    '',
  ].join('\n');
}

function targetLines(beliefs: TargetBeliefs | null): string[] {
  if (beliefs === null) return [];
  const { unit, targets, magnitude, inputDifference } = beliefs;
  return [
    ...targets.map(
      ({ target, pixels, input, reconstruction }) =>
        `target ${target}: ${pixels} pixels, input ${shown(input)}, reconstruction ${shown(reconstruction)}`,
    ),
    ...(magnitude === null || inputDifference === null
      ? []
      : [
          `illusion: target 1 minus target 2, ${unit}: reconstruction ${shown(magnitude)}, input ${shown(inputDifference)}`,
        ]),
  ];
}

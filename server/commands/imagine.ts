import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import {
  type AgentOptions,
  createEngine,
  perceivingWorkload,
  findAgent,
  type GivenValues,
  HelmholtzError,
  resolveParameters,
} from '../../agents/index.ts';
import {
  contactSheet,
  encodeGreyPng,
  findWeights,
  imagine,
  reasonOf,
} from '../../experiments/index.ts';
import {
  engineOption,
  explainEngine,
  jsonOption,
  parseCount,
  seedOption,
  setOption,
} from './options.ts';
import { printJson, type Terminal } from './terminal.ts';

interface ImagineOptions {
  readonly seed: number;
  readonly engine: NonNullable<AgentOptions['engine']>;
  readonly weights?: string;
  readonly variants: number;
  readonly out: string;
  readonly set?: GivenValues;
  readonly json?: true;
}

/** Adds `imagine`: the generative model run forward. */
export function registerImagine(program: Command, terminal: Terminal): void {
  program
    .command('imagine')
    .description('Run an agent forward: draw what it expects, each class with variants')
    .argument('<agent>', 'name of the agent')
    .option('--out <file>', 'PNG file to write', 'imagined.png')
    .option('--variants <number>', 'random variants', parseCount, 5)
    .option('--weights <file>', 'weights to use instead of the trained ones (safetensors)')
    .addOption(seedOption())
    .addOption(engineOption())
    .addOption(setOption())
    .addOption(jsonOption())
    .action(async (agent: string, options: ImagineOptions) => {
      const kind = await findAgent(agent);
      const parameters = resolveParameters(kind.name, kind.parameters, options.set);
      const { weights } = await findWeights(kind, parameters, options.weights);
      const { engine, reason } = await createEngine(
        options.engine,
        perceivingWorkload(kind, parameters, terminal.now),
      );
      explainEngine(options.engine, { reason }, terminal);
      const { seed, variants, out } = options;
      const rows = imagine({ kind, parameters, weights, engine, seed, variants });
      const isNamed = rows.length > 1;
      const sheet = contactSheet(rows.flat(), {
        columns: isNamed ? (rows[0]?.length ?? 1) * 3 : Math.ceil(Math.sqrt(variants)),
        zoom: 2,
        ...(isNamed ? {} : { scale: 'signed' }),
      });
      await write(out, encodeGreyPng(sheet));
      if (options.json === true)
        printJson(terminal, { agent, seed, engine: engine.name, variants, out });
      else {
        terminal.print(
          `${agent} imagined ${isNamed ? `${rows.length} classes, each plain and in ${variants} variants` : `${variants} pictures`}: ${out}\n`,
        );
      }
    });
}

async function write(path: string, bytes: Uint8Array): Promise<void> {
  try {
    await writeFile(path, bytes);
  } catch (cause) {
    throw new HelmholtzError('not-writable', `${path}: cannot be written: ${reasonOf(cause)}`, {
      cause,
    });
  }
}

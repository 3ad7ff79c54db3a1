import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import {
  experimentJsonSchema,
  findParadigm,
  judge,
  listParadigms,
  type Paradigm,
  type VerifiedResult,
  verifiedResults,
  writeWholeFile,
} from '../../experiments/index.ts';
import { findPackage } from '../package.ts';
import { workersOption } from './fitting-options.ts';
import { jsonOption, seedOption } from './options.ts';
import { replicationsPage } from './replications-page.ts';
import { runInto } from './run.ts';
import { shown, table } from './table.ts';
import { printJson, type Terminal } from './terminal.ts';

interface ExperimentsOptions {
  /** Names of what to run; `true`: all. */
  readonly verify?: true | readonly string[];
  readonly seed: number;
  readonly workers: number;
  readonly json?: true;
  readonly schema?: true;
}

/** Adds `experiments`: the paradigms, and what they last showed. */
export function registerExperiments(program: Command, terminal: Terminal): void {
  program
    .command('experiments')
    .description('List the paradigms with their labels, sources and last verified results')
    .option(
      '--verify [names...]',
      'run these (without names: all) anew and write docs/replications.md and docs/replications.json',
    )
    .option('--schema', 'print the JSON Schema of experiment files, for editors')
    .addOption(workersOption())
    .addOption(seedOption())
    .addOption(jsonOption())
    .action(async (options: ExperimentsOptions) => {
      if (options.schema === true) {
        printJson(terminal, experimentJsonSchema());
        return;
      }
      const { folder } = findPackage(import.meta.dirname);
      const paradigms = await listParadigms();
      if (options.verify !== undefined) {
        const chosen =
          options.verify === true
            ? paradigms
            : await Promise.all(options.verify.map((name) => findParadigm(name)));
        await verify(chosen, options, { folder, terminal });
      }
      const verified = await verifiedResults(folder);
      if (options.json === true) {
        printJson(
          terminal,
          paradigms.map(
            ({ name, summary, question, label, why, sources, datum, limits, claim, ablation }) => ({
              ...{ name, summary, question, label, why, sources, datum, limits, claim, ablation },
              verified: verified.get(name) ?? null,
            }),
          ),
        );
        return;
      }
      terminal.print(
        table([
          ['experiment', 'label', 'last verified', 'source', 'question'],
          ...paradigms.map(({ name, label, sources, question }) => [
            name,
            label,
            inShort(verified.get(name)),
            sources[0]?.text.replace(/\).*$/, ')') ?? '',
            question,
          ]),
        ]),
      );
    });
}

function inShort(result: VerifiedResult | undefined): string {
  return result === undefined
    ? 'never'
    : `${result.verdict}: ${shown(Number(result.found.toPrecision(3)))} (expected ${shown(result.expected)})`;
}

/** Runs paradigms in full and writes the page of all verdicts; those of the others stay as they were. */
async function verify(
  chosen: readonly Paradigm[],
  { seed, workers }: ExperimentsOptions,
  { folder, terminal }: { readonly folder: string; readonly terminal: Terminal },
): Promise<void> {
  const { version } = findPackage(import.meta.dirname);
  const place = await mkdtemp(join(tmpdir(), 'helmholtz-verify-'));
  try {
    const verified = new Map(await verifiedResults(folder));
    for (const paradigm of chosen) {
      const { name } = paradigm;
      const summary = await runInto(
        { kind: 'paradigm', name, scale: { isQuick: false } },
        { seed, workers, out: join(place, name) },
        { terminal, experiment: name },
      );
      const { expected, found, ablated, isKilled, verdict, reason } = judge(paradigm, summary);
      verified.set(name, {
        ...{ name, seed, version, expected, isKilled, verdict, reason },
        found: found.value,
        ...found.interval,
        ablated: ablated.value,
      });
    }
    const paradigms = await listParadigms();
    const results = paradigms.flatMap(({ name }) => verified.get(name) ?? []);
    await writeWholeFile(
      join(folder, 'docs', 'replications.json'),
      `${JSON.stringify(results, null, 2)}\n`,
    );
    await writeWholeFile(
      join(folder, 'docs', 'replications.md'),
      replicationsPage(paradigms, results),
    );
  } finally {
    await rm(place, { recursive: true });
  }
}

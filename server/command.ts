import { Command, CommanderError } from 'commander';
import { HelmholtzError } from '../agents/index.ts';
import { registerAgents } from './commands/agents.ts';
import { registerCompareModels } from './commands/compare-models.ts';
import { registerCompareWeights } from './commands/compare-weights.ts';
import { registerDescribe } from './commands/describe.ts';
import { registerEvaluate } from './commands/evaluate.ts';
import { registerExperiments } from './commands/experiments.ts';
import { registerFit } from './commands/fit.ts';
import { registerHgf } from './commands/hgf.ts';
import { registerFilter } from './commands/filter.ts';
import { registerImagine } from './commands/imagine.ts';
import { registerPerceive } from './commands/perceive.ts';
import { registerPictures } from './commands/pictures.ts';
import { registerPromoters } from './commands/promoters.ts';
import { registerRecords } from './commands/records.ts';
import { registerRecover } from './commands/recover.ts';
import { registerRun } from './commands/run.ts';
import { registerServe } from './commands/serve.ts';
import { registerStimuli } from './commands/stimuli.ts';
import { registerCompare } from './commands/compare.ts';
import { registerLearn } from './commands/learn.ts';
import { registerStories } from './commands/stories.ts';
import { registerSimulateBehaviour } from './commands/simulate-behaviour.ts';
import { processTerminal, type Terminal } from './commands/terminal.ts';
import { registerTrain } from './commands/train.ts';
import { registerTurbine } from './commands/turbine.ts';
import { registerWaves } from './commands/waves.ts';
import { findPackage } from './package.ts';

const FINE = 0;
const FAILED = 1;
const WRONG_USE = 2;

/**
 * Runs the command `helmholtz` with the arguments after its name.
 *
 * Results go to standard output; a failure is one line on standard error, without a stack trace (which
 * `HELMHOLTZ_DEBUG=1` adds).
 *
 * @returns The exit code: 0 fine, 1 failed, 2 wrong use.
 */
export async function run(
  argv: readonly string[],
  terminal: Terminal = processTerminal(() => performance.now()),
): Promise<number> {
  ignoreClosedPipe();
  try {
    await createProgram(terminal).parseAsync([...argv], { from: 'user' });
    return typeof process.exitCode === 'number' ? process.exitCode : FINE;
  } catch (error) {
    if (error instanceof CommanderError) return wrongUse(error, terminal);
    terminal.complain(`helmholtz: ${lineOf(error)}\n`);
    if (process.env['HELMHOLTZ_DEBUG'] === '1') console.error(error);
    return FAILED;
  }
}

function createProgram(terminal: Terminal): Command {
  const program = new Command('helmholtz')
    .description('A predictive-coding perception laboratory')
    .version(findPackage(import.meta.dirname).version)
    .exitOverride()
    .configureOutput({
      writeOut: terminal.print,
      writeErr: terminal.complain,
      // Said by `wrongUse`, in one line.
      outputError: () => undefined,
    })
    .addHelpText('after', '\nExit codes: 0 fine, 1 failed, 2 wrong use');
  registerServe(program);
  registerAgents(program, terminal);
  registerDescribe(program, terminal);
  registerPerceive(program, terminal);
  registerWaves(program, terminal);
  registerPictures(program, terminal);
  registerStimuli(program, terminal);
  registerStories(program, terminal);
  registerLearn(program, terminal);
  registerCompare(program, terminal);
  registerTrain(program, terminal);
  registerEvaluate(program, terminal);
  registerFilter(program, terminal);
  registerImagine(program, terminal);
  registerHgf(program, terminal);
  registerFit(program, terminal);
  registerCompareModels(program, terminal);
  registerCompareWeights(program, terminal);
  registerSimulateBehaviour(program, terminal);
  registerRecover(program, terminal);
  registerExperiments(program, terminal);
  registerRun(program, terminal);
  registerTurbine(program, terminal);
  registerPromoters(program, terminal);
  registerRecords(program, terminal);
  return program;
}

/** Help and version are no errors; anything else that commander throws is wrong use, told in one line. */
function wrongUse(error: CommanderError, terminal: Terminal): number {
  if (error.exitCode === 0) return FINE;
  if (error.code !== 'commander.help') {
    const line = error.message.replace(/^error: /, '').replaceAll(/\s*\n\s*/g, ' ');
    terminal.complain(`helmholtz: ${line}\n`);
  }
  return WRONG_USE;
}

/** What went wrong, in one line. */
function lineOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const line = message.replaceAll(/\s*\n\s*/g, ' ');
  return error instanceof HelmholtzError
    ? line
    : `internal error: ${line} (HELMHOLTZ_DEBUG=1 shows where)`;
}

/** `helmholtz ... | head` closes our output before we have written everything: nobody wants the rest. */
function ignoreClosedPipe(): void {
  process.stdout.removeAllListeners('error');
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

import type { Command } from 'commander';
import { ENGINE_NAMES } from '../../agents/index.ts';

interface ServeOptions {
  readonly port?: string;
  readonly host?: string;
  readonly engine?: string;
  readonly stimuli?: string;
  readonly runs?: string;
}

/**
 * Adds `serve`: the lab in a browser. Options go before environment variables (PORT, HOST, ENGINE), and the command
 * lasts until the process is told to stop.
 */
export function registerServe(program: Command): void {
  program
    .command('serve')
    .description('Serve the lab to a browser on this machine')
    .option('--port <number>', 'port to listen on, 0 for any free one (PORT; default 3000)')
    .option(
      '--host <address>',
      'address to listen on; others than this machine need a token (HOST)',
    )
    .option('--engine <name>', `what computes: auto, ${ENGINE_NAMES.join(', ')} (ENGINE)`)
    .option('--stimuli <folder>', 'stimuli of your own, read again when they change (STIMULI)')
    .option('--runs <folder>', 'where runs of experiments are kept (RUNS; default out/runs)')
    .addHelpText(
      'after',
      '\nEnvironment: HELMHOLTZ_TOKEN (clients have to show it), LOG_LEVEL (default warn)',
    )
    .action(async ({ port, host, engine, stimuli, runs }: ServeOptions) => {
      // Loaded when it is wanted: other commands do not need express.
      const { serveUntilStopped } = await import('../main.ts');
      const { env } = process;
      process.exitCode = await serveUntilStopped({
        ...env,
        PORT: port ?? env['PORT'],
        HOST: host ?? env['HOST'],
        ENGINE: engine ?? env['ENGINE'],
        STIMULI: stimuli ?? env['STIMULI'],
        RUNS: runs ?? env['RUNS'],
      });
    });
}

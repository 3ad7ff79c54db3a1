import type { Command } from 'commander';
import { listAgents } from '../../agents/index.ts';
import { jsonOption } from './options.ts';
import { table } from './table.ts';
import { printJson, type Terminal } from './terminal.ts';

/** Adds `agents`: what there is. */
export function registerAgents(program: Command, terminal: Terminal): void {
  program
    .command('agents')
    .description('List the agents')
    .addOption(jsonOption())
    .action(async ({ json }: { readonly json?: true }) => {
      const agents = (await listAgents()).map(({ name, summary, classes }) => ({
        name,
        summary,
        classes: classes?.names ?? [],
      }));
      if (json === true) printJson(terminal, { agents });
      else terminal.print(table(agents.map(({ name, summary }) => [name, summary])));
    });
}

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { listAgents } from '../../agents/index.ts';
import { runCommand } from '../server/command/run-command.ts';
import { differenceOf, listDocuments, ROOT } from './documents.ts';

const agents = new Set((await listAgents()).map(({ name }) => name));
const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>;
};

const documents = listDocuments();

/** The command lines of a block, as the arguments after the name of the command; what stands in '…' is one argument. */
function commandsIn(text: string): string[][] {
  return text
    .split('\n')
    .map((line) => line.replace(/\s+#.*$/, '').trim())
    .filter((line) => line.startsWith('bin/helmholtz '))
    .map((line) =>
      Array.from(line.matchAll(/(?:'[^']*'|[^\s'])+/g), ([word]) => word.replaceAll("'", '')).slice(
        1,
      ),
    );
}

/** Files that a command reads and writes, found in a folder of the test instead. */
function inFolder(argv: readonly string[], folder: string): string[] {
  const paths = new Set(['--out', '--image', '--weights', '--data', '--network']);
  return argv.map((argument, index) =>
    paths.has(argv[index - 1] ?? '') || argument.endsWith('.yaml')
      ? join(folder, argument)
      : argument,
  );
}

describe.each(documents.filter(({ blocks }) => blocks.some(({ language }) => language === 'sh')))(
  '$path',
  ({ blocks }) => {
    const folder = mkdtempSync(join(tmpdir(), 'helmholtz-docs-'));
    afterAll(() => {
      rmSync(folder, { recursive: true });
    });
    // A YAML block is the file that its first line names.
    for (const { text } of blocks.filter(({ language }) => language === 'yaml')) {
      const [, name] = /^# (\S+\.yaml)\n/.exec(text) ?? [];
      if (name !== undefined) writeFileSync(join(folder, name), text);
    }
    const shells = blocks.filter(({ language }) => language === 'sh');
    const run = shells.filter(({ isRun, text }) => isRun && commandsIn(text).length > 0);
    const notRun = shells.filter(({ isRun }) => !isRun).flatMap(({ text }) => commandsIn(text));

    if (run.length > 0) {
      test.each(run)('the commands in line $line run, and print what is shown', async (block) => {
        let printed = '';
        for (const argv of commandsIn(block.text)) {
          const outcome = await runCommand(inFolder(argv, folder));
          const isRefusal = block.output?.startsWith('helmholtz: ') ?? false;
          expect({ argv, exitCode: outcome.exitCode === 0 }).toEqual({
            argv,
            exitCode: !isRefusal,
          });
          printed += outcome.printed + outcome.complained;
        }
        if (block.output === null) return;
        const shown = printed.replaceAll(`${folder}/`, '');
        expect(differenceOf(block.output, shown)).toBeNull();
      });
    }

    if (notRun.length > 0) {
      test.each(notRun.map((argv) => [argv.join(' '), argv] as const))(
        'helmholtz %s has a verb, an agent and options that exist',
        async (_, argv) => {
          const [verb = '', ...rest] = argv;
          const { exitCode, printed: help } = await runCommand([verb, '--help']);
          expect(exitCode).toBe(0);
          expect(help).toContain(`Usage: helmholtz ${verb}`);
          for (const option of rest.filter((argument) => argument.startsWith('--'))) {
            expect(help).toMatch(new RegExp(`^ +(-\\w, )?${option}\\b`, 'm'));
          }
          if (help.includes('<agent>')) expect(agents).toContain(rest[0]);
        },
      );
    }

    test('the scripts of npm that are named exist', () => {
      const named = shells.flatMap(({ text }) =>
        Array.from(text.matchAll(/^npm (?:run )?([\w:]+)/gm), ([, script = '']) => script),
      );
      const own = named.filter((script) => !['install', 'ci', 'uninstall'].includes(script));
      for (const script of own) expect(Object.keys(scripts)).toContain(script);
    });
  },
);

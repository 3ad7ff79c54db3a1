import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { HelmholtzError } from '../../agents/index.ts';
import { encodeGreyPng, listPictures, reasonOf, renderPicture } from '../../experiments/index.ts';
import { jsonOption, parsePixels } from './options.ts';
import { table } from './table.ts';
import { printJson, type Terminal } from './terminal.ts';

interface RenderOptions {
  readonly out: string;
  readonly size?: number;
  readonly json?: true;
}

/** Adds `pictures`, `pictures list` and `pictures render NAME`. */
export function registerPictures(program: Command, terminal: Terminal): void {
  const pictures = program.command('pictures').description('The built-in pictures');
  pictures
    .command('list', { isDefault: true })
    .description('List the pictures')
    .addOption(jsonOption())
    .action(async ({ json }: { readonly json?: true }) => {
      const list = await listPictures();
      if (json === true) printJson(terminal, { pictures: list });
      else terminal.print(table(list.map(({ name, summary }) => [name, summary])));
    });
  pictures
    .command('render')
    .description('Draw a picture into a PNG file')
    .argument('<name>', 'name of the picture')
    .requiredOption('--out <file>', 'PNG file to write')
    .option('--size <pixels>', 'rows and columns; by default its own size', parsePixels)
    .addOption(jsonOption())
    .action(async (name: string, { out, size, json }: RenderOptions) => {
      const picture = await renderPicture(name, size);
      await write(out, encodeGreyPng(picture));
      const { rows, columns } = picture;
      if (json === true) printJson(terminal, { name, rows, columns, out });
      else terminal.print(`${name}, ${columns} x ${rows} px, in ${out}\n`);
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

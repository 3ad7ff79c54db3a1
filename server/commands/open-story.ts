import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Option } from 'commander';
import {
  findStory,
  type GivenValues,
  HelmholtzError,
  resolveParameters,
  type Story,
  type StoryFile,
  type StoryFolder,
} from '../../agents/index.ts';
import { reasonOf } from '../../experiments/index.ts';

/** `--model models/human_T_beta` */
export function modelOption(): Option {
  return new Option(
    '--model <folder>',
    'take the numbers from a folder of model files, such as those of IGoR or OLGA',
  );
}

/**
 * A story by its name, with parameters, and with the numbers of a folder if one is named.
 *
 * @throws {HelmholtzError} `unknown-story`, `not-applicable` for a story without folders, or a parameter that a folder
 *   decides, `not-readable`, or `bad-model`.
 */
export async function openStory(
  name: string,
  {
    model,
    set = {},
  }: { readonly model: string | undefined; readonly set?: GivenValues | undefined },
): Promise<Story> {
  const kind = await findStory(name);
  const parameters = resolveParameters(kind.name, kind.parameters, set);
  if (model === undefined) return kind.story(parameters);
  const { folder } = kind;
  if (folder === undefined) {
    throw new HelmholtzError('not-applicable', `${name}: has no model folders`);
  }
  const decided = Object.keys(set).find((parameter) => !folder.parameters.includes(parameter));
  if (decided !== undefined) {
    throw new HelmholtzError('not-applicable', `${name}.${decided}: is what the folder says`);
  }
  const files: Record<string, StoryFile | null> = {};
  for (const [key, { names, isOptional }] of Object.entries(folder.files)) {
    files[key] = await readFirst(model, names, isOptional);
  }
  return folder.story({ name: basename(model), files }, parameters);
}

async function readFirst(
  folder: string,
  names: StoryFolder['files'][string]['names'],
  isOptional: boolean,
): Promise<StoryFile | null> {
  for (const name of names) {
    const file = join(folder, name);
    try {
      return { file, text: await readFile(file, 'utf8') };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
        throw new HelmholtzError('not-readable', `${file}: ${reasonOf(error)}`, { cause: error });
      }
    }
  }
  if (isOptional) return null;
  throw new HelmholtzError(
    'not-readable',
    `${folder}: expected ${names.join(' or ')}; there is no such file`,
  );
}

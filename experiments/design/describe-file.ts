import { encodeStimulusPng } from '../images/encode-png.ts';
import type { Group } from '../running/experiment.ts';
import type { ExperimentFile } from './experiment-schema.ts';
import { type CheckedFile, checkExperiment, type ReadOptions } from './read-experiment.ts';
import { countTrials, flattenedParts } from './timeline.ts';

/** What an experiment file says, for people who look before they run it. */
export interface FileDesign {
  readonly name: string;
  readonly question: string;
  readonly observer: string;
  readonly task: ExperimentFile['task'];
  /** Whether the file runs on agents of the catalogue, so that others can be chosen. */
  readonly takesAgents: boolean;
  readonly groups: readonly Group[];
  /** Trials of one participant, about. */
  readonly trials: number;
  readonly parts: readonly DesignPart[];
  /** What is shown, where there are pictures: those of the first conditions. */
  readonly pictures: readonly DesignPicture[];
}

/** A part of the timeline that has trials. */
export interface DesignPart {
  readonly name: string;
  readonly role: 'practice' | 'catch' | 'test';
  readonly conditions: number;
  /** `constant`, `staircase` or `quest`; `null` where the conditions are simply shown. */
  readonly procedure: string | null;
  /** Of one participant, about. */
  readonly trials: number;
}

/** A stimulus as it is drawn in a condition. */
export interface DesignPicture {
  readonly caption: string;
  readonly rows: number;
  readonly columns: number;
  /** A PNG, grey or in colours. */
  readonly png: Uint8Array;
}

/** Most pictures of a design. */
const PICTURES = 12;

/**
 * Checks an experiment file as a whole, and says what it is. Nothing runs.
 *
 * @throws {HelmholtzError} as `readExperiment`.
 */
export async function describeFile(
  text: string,
  path: string,
  options: ReadOptions = {},
): Promise<FileDesign> {
  const checked = await checkExperiment(text, path, options);
  const { context, groups, parts, name } = checked;
  const { file } = context;
  return {
    ...{ name, question: file.question ?? '', observer: file.observer, task: file.task },
    takesAgents: file.observer === 'agent',
    groups: groups.map((group) => ({ name: group.name, participants: group.participants })),
    trials: countTrials(parts),
    parts: flattenedParts(parts).flatMap((part) =>
      part.trial === null
        ? []
        : [
            {
              name: part.name,
              role: part.role,
              conditions: part.conditions.length,
              procedure: part.procedure?.kind ?? null,
              trials: countTrials([part]),
            },
          ],
    ),
    pictures: picturesOf(checked),
  };
}

function picturesOf({ context }: CheckedFile): DesignPicture[] {
  const pictures: DesignPicture[] = [];
  for (const { presentations, shown } of context.trials) {
    for (const scope of shown) {
      for (const presentation of presentations) {
        if (presentation.draw === undefined || pictures.length === PICTURES) continue;
        const drawn = presentation.draw(scope);
        pictures.push({
          caption: presentation.fields
            .map(
              ({ column, value }) => `${column.name.replace(/^\w+?_/, '')} ${String(value(scope))}`,
            )
            .join(', '),
          ...{ rows: drawn.rows, columns: drawn.columns, png: encodeStimulusPng(drawn) },
        });
      }
    }
  }
  return pictures;
}

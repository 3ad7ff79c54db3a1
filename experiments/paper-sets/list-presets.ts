import {
  type GivenValues,
  type ParameterTable,
  type ParameterValue,
  type SetParameter,
} from '../../agents/index.ts';
import { type CatalogueStimulus, listStimuli } from '../discover.ts';
import { renderStimulus } from '../render-stimulus.ts';
import type { Resolution } from '../resolution.ts';
import { partsOf } from './composition.ts';
import { drawComposition } from './draw-composition.ts';
import type { PaperSet, Preset } from './paper-set.ts';
import { PAPER_SETS } from './paper-sets.ts';

/**
 * The presets of all publications as stimuli, called `paper/name`. The parameters of the stimuli within are `part1`, `part2`
 * and so on. Whatever the size asked for, the whole layout fills it: another visual size scales everything.
 */
export async function listPresets(): Promise<readonly CatalogueStimulus[]> {
  const kinds = new Map((await listStimuli()).map((kind) => [kind.name, kind]));
  return PAPER_SETS.flatMap((set) => set.presets.map((preset) => presetKind(set, preset, kinds)));
}

function presetKind(
  { paper, reference, remarks }: PaperSet,
  preset: Preset,
  kinds: ReadonlyMap<string, CatalogueStimulus>,
): CatalogueStimulus {
  const { name, condition, size, pixelsPerDegree, picture } = preset;
  const parts = partsOf(picture);
  const kindOf = (stimulus: string): CatalogueStimulus => {
    const kind = kinds.get(stimulus);
    if (kind !== undefined) return kind;
    throw new RangeError(`${paper}/${name}: expected a stimulus; got ${stimulus}`);
  };
  const tables = parts.map(({ stimulus, set }, index) => {
    const entry: SetParameter = {
      kind: 'set',
      table: kindOf(stimulus).parameters,
      default: set,
      meaning: `Parameters of ${stimulus}.`,
    };
    return [`part${index + 1}`, entry] as const;
  });
  const parameters: ParameterTable = Object.fromEntries(tables);
  return {
    name: `${paper}/${name}`,
    family: paper,
    summary: `${condition} ${remarks}`.trim(),
    sources: [reference],
    parameters,
    equivalent: `papers.${paper}.${name}`,
    resolution: { visualSize: size, pixelsPerDegree },
    antiAliasing: 'none',
    drawing: {
      render: ({ shape }, values, random) => {
        const native: Resolution = {
          shape,
          visualSize: size,
          pixelsPerDegree: [shape[0] / size[0], shape[1] / size[1]],
        };
        return drawComposition(picture, native, random, (part, at, source) => {
          const own = values[`part${parts.indexOf(part) + 1}`];
          const { rows, columns, pixels, masks } = renderStimulus(kindOf(part.stimulus), {
            parameters: isSet(own) ? own : part.set,
            geometry: { shape: at.shape, pixelsPerDegree: at.pixelsPerDegree },
            random: source,
          });
          return { rows, columns, pixels, masks };
        });
      },
    },
  };
}

function isSet(value: ParameterValue | undefined): value is GivenValues {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

import type { CatalogueStimulus, StimulusKind } from '../../experiments/index.ts';
import type { StimulusDescription } from '../../protocol/index.ts';
import { describeParameters } from './parameter-description.ts';

/** Describes a stimulus in the words of the wire. */
export function describeStimulus(
  kind: StimulusKind | CatalogueStimulus,
  version = '',
): StimulusDescription {
  const { name, summary, parameters, sources, equivalent, antiAliasing, illusion, drawing } = kind;
  return {
    name,
    family: 'family' in kind ? kind.family : 'script',
    summary,
    parameters: describeParameters(parameters),
    sources: sources.map(({ text, url }) => ({ text, url })),
    equivalent: equivalent ?? null,
    antiAliasing,
    illusion: illusion ?? null,
    moves: 'frames' in drawing,
    version,
  };
}

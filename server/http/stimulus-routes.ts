import { z } from 'zod';
import { stimulusDescription } from '../../protocol/index.ts';
import type { Dependencies } from '../dependencies.ts';
import { parse } from '../parse.ts';
import type { StimulusAnswer, StimulusRequest } from '../stimulus-pictures.ts';
import { StimulusSource } from '../stimulus-source.ts';
import { describeStimulus } from '../sessions/stimulus-description.ts';
import { pictureQuery } from './picture-query.ts';
import type { ApiRequest, Route } from './route.ts';

const versionQuery = z
  .string()
  .max(100)
  .default('')
  .describe('Anything: another address, so that nothing old is shown after a file has changed.');

const thumbnailQuery = pictureQuery.extend({ version: versionQuery });

const stimulusQuery = z.object({
  set: z
    .string()
    .max(4000)
    .default('{}')
    .describe('Parameters that differ from their defaults, as JSON: {"strength": "2"}.'),
  seed: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(1),
  version: versionQuery,
  outline: z.enum(['0', '1']).default('0').describe('1 draws the edges of the targets.'),
  grey: z
    .enum(['0', '1'])
    .default('0')
    .describe('1 draws the luminance of what has colours, as agents see it.'),
});

const givenParameters = z.record(z.string(), z.union([z.string(), z.number()]));

/** What a request asks of a stimulus. */
function stimulusRequest({ params, query }: ApiRequest): StimulusRequest & {
  readonly outlined: boolean;
  readonly grey: boolean;
} {
  const { set, seed, outline, grey } = parse('query', stimulusQuery, query);
  let given: unknown = null;
  try {
    given = JSON.parse(set);
  } catch {
    // Refused by the parser, in its words.
  }
  return {
    name: params['name'] ?? '',
    parameters: parse('query.set', givenParameters, given),
    seed,
    outlined: outline === '1',
    grey: grey === '1',
  };
}

function png(answer: StimulusAnswer): Uint8Array {
  if (!('png' in answer)) throw new Error('expected a picture');
  return answer.png;
}

/** Addresses about stimuli. */
export function stimulusRoutes({
  laboratory,
  settings,
}: Pick<Dependencies, 'laboratory' | 'settings'>): readonly Route[] {
  const source = new StimulusSource(settings.stimulusFolder);
  const draw = laboratory.drawStimuli(settings.stimulusFolder);
  return [
    {
      path: '/stimuli',
      summary: 'Every stimulus with its parameters, and the files of the own folder that are none.',
      response: z.object({
        stimuli: z.array(stimulusDescription),
        broken: z.array(z.object({ file: z.string(), problem: z.string() })),
      }),
      answer: async () => {
        const { stimuli: all, broken } = await source.list();
        return { stimuli: all.map(({ kind, version }) => describeStimulus(kind, version)), broken };
      },
    },
    {
      path: '/stimuli/{name}/thumbnail.png',
      summary: 'A stimulus, small.',
      query: thumbnailQuery,
      response: 'image/png',
      answer: async ({ params, query }) => {
        const { size } = parse('query', thumbnailQuery, query);
        return png(await draw({ ask: 'thumbnail', name: params['name'] ?? '', side: size }));
      },
    },
    {
      path: '/stimuli/{name}/picture.png',
      summary: 'A stimulus with parameters of choice, at its own resolution.',
      query: stimulusQuery,
      response: 'image/png',
      answer: async (request) => png(await draw({ ask: 'picture', ...stimulusRequest(request) })),
    },
    {
      path: '/stimuli/{name}/code',
      summary: 'Code that shows a stimulus elsewhere, by program.',
      query: stimulusQuery,
      response: z.record(z.string(), z.string()),
      answer: async (request) => {
        const answer = await draw({ ask: 'code', ...stimulusRequest(request) });
        if (!('code' in answer)) throw new Error('expected code');
        return answer.code;
      },
    },
  ];
}

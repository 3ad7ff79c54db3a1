import { z } from 'zod';
import { parameterDescription } from './agent-description.ts';
import type { Immutable } from './immutable.ts';

/** A stimulus of the catalogue, described. */
export const stimulusDescription = z.object({
  name: z.string(),
  family: z.string().describe('Folder of the catalogue; script for one that somebody wrote.'),
  summary: z.string(),
  parameters: z.array(parameterDescription),
  sources: z.array(z.object({ text: z.string(), url: z.string() })),
  equivalent: z.string().nullable().describe('Its dotted name in stimupy or Pyllusion.'),
  antiAliasing: z.enum(['none', 'oversampling', 'exact']),
  illusion: z.string().nullable().describe('The quantity that the illusion is about.'),
  moves: z.boolean().describe('Whether it changes with time.'),
  version: z
    .string()
    .describe('A text that changes whenever its file does; empty in the catalogue.'),
});

/** A stimulus with its parameters, units, ranges and sources. */
export type StimulusDescription = Immutable<z.infer<typeof stimulusDescription>>;

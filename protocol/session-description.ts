import { z } from 'zod';
import { agentDescription, parameterDescription } from './agent-description.ts';
import { certificateHeader } from './frame-header.ts';
import type { Immutable } from './immutable.ts';
import { PRECISION_MODES } from './precision-modes.ts';
import { STARTS } from './starts.ts';

const engineDescription = z.object({
  name: z.string(),
  reason: z.string().describe('Why that engine computes, in words.'),
});

/** Which engine computes, and why that one. */
export type EngineDescription = Immutable<z.infer<typeof engineDescription>>;

const levelSetting = z.object({
  precisionGain: z
    .number()
    .describe("Factor on the precision of this level's prediction errors; 1 is as learned."),
  lesioned: z.boolean().describe('Whether the level is removed.'),
  clamped: z.boolean().describe('Whether its value nodes are held fixed.'),
});

/** Present setting of one level in a running session. */
export type LevelSetting = Immutable<z.infer<typeof levelSetting>>;

const schemeDescription = z.object({
  name: z.string(),
  summary: z.string(),
  parameters: z.array(parameterDescription),
  settles: z.boolean().describe('Whether it comes to rest at a minimum; a sampler does not.'),
  usesInferenceRate: z.boolean().describe('Whether the inference rate plays a part in it.'),
  refusal: z
    .string()
    .nullable()
    .describe('Why it cannot run on this agent as it is treated now; null where it can.'),
});

/** One scheme of inference, and whether a session may switch to it. */
export type SchemeDescription = Immutable<z.infer<typeof schemeDescription>>;

const historyRange = z.object({
  first: z.number().describe('Oldest frame number kept.'),
  last: z.number().describe('Newest frame number.'),
  bytes: z.number(),
  budgetBytes: z.number().describe('The oldest frames are dropped beyond this many bytes.'),
});

/** Which frames the server keeps for scrubbing: every number from `first` to `last`. */
export type HistoryRange = Immutable<z.infer<typeof historyRange>>;

/** Parser and JSON Schema of {@link SessionState}. */
export const sessionState = z.object({
  session: z.string(),
  revision: z
    .number()
    .describe('Grows by one with every change, so that a client can tell old from new.'),
  agent: agentDescription,
  parameters: z.record(z.string(), z.union([z.number(), z.string()])),
  seed: z.number(),
  engine: engineDescription,
  engines: z.array(z.string()).describe('Engines that it may switch to.'),
  scheme: z
    .object({
      name: z.string(),
      parameters: z.record(z.string(), z.union([z.number(), z.string()])),
    })
    .describe('The scheme of inference in force.'),
  schemes: z.array(schemeDescription).describe('Every scheme, the default first.'),
  precisionMode: z.enum(PRECISION_MODES).describe('Which precisions are in force.'),
  precisionModes: z
    .array(z.enum(PRECISION_MODES))
    .describe('Those that the agent has: only learned ones can be in force as learned.'),
  start: z.enum(STARTS).describe('Where beliefs start when something is shown.'),
  playing: z
    .boolean()
    .describe(
      'Stays true when the beliefs have settled: stepping rests until something changes. Divergence makes it false.',
    ),
  stepsPerSecond: z.number().describe('Simulation speed, in inference steps per second.'),
  inferenceRate: z.number().describe('Step size of settling, in the unit of 1/dF/dvalues.'),
  step: z.number().describe('Latest inference step since the observation was last presented.'),
  certificate: certificateHeader.describe('Why settling stands where it stands.'),
  observation: z.string().describe('What is shown: the name of a picture, `drawing` or `upload`.'),
  occludedShare: z
    .number()
    .describe('Share of the sensory field that is occluded (its precision is zero), 0..1.'),
  levels: z.array(levelSetting).describe('Sensory level first.'),
  watchers: z.number().describe('Clients that watch.'),
  history: historyRange,
});

/** The whole present state of a session, but for the numbers in its frames. */
export type SessionState = Immutable<z.infer<typeof sessionState>>;

/** Parser and JSON Schema of {@link SessionSummary}. */
export const sessionSummary = z.object({
  session: z.string().describe('Name to join it by.'),
  agent: z.string(),
  observation: z.string(),
  playing: z.boolean(),
  step: z.number(),
  watchers: z.number(),
});

/** One line about a session that runs. */
export type SessionSummary = Immutable<z.infer<typeof sessionSummary>>;

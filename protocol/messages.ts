import { z } from 'zod';
import { LIMITS } from './limits.ts';
import { PRECISION_MODES } from './precision-modes.ts';
import { STARTS } from './starts.ts';
import { parseAddress, type Address } from './quantities.ts';

const name = z.string().min(1).max(100);
/** Binary data in any of the forms that arrive (Node's `Buffer`, a browser's `ArrayBuffer`), as bytes; nothing is copied. */
const bytes = z
  .custom<Uint8Array | ArrayBuffer>(isBinary, 'expected binary data')
  .meta({ description: 'A binary attachment.', contentMediaType: 'application/octet-stream' })
  .transform((value): Uint8Array =>
    ArrayBuffer.isView(value)
      ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
      : new Uint8Array(value),
  );
const level = z.number().int().min(0).max(99);
const side = z.number().int().min(1).max(LIMITS.drawingSide);

const address = z
  .string()
  .max(40)
  .refine(
    (text) => parseAddress(text) !== null,
    'expected level/quantity, for example 0/predictionErrors',
  )
  .transform((text) => text as Address);

function isBinary(value: unknown): boolean {
  // Not `instanceof ArrayBuffer`: an array buffer may come from another realm.
  return (
    ArrayBuffer.isView(value) || Object.prototype.toString.call(value) === '[object ArrayBuffer]'
  );
}

/** What a client says of itself when it connects (socket.io's `auth`). */
export const handshake = z.object({
  /** Refused with `wrong-version` when it is not the server's; left out, it is not checked. */
  version: z.number().optional(),
  /** Needed when the server was started with HELMHOLTZ_TOKEN. */
  token: z.string().max(1000).optional(),
});

/** Opens a new session with one agent. Parameters are checked against the agent's own table. */
export const openSession = z.strictObject({
  agent: name,
  parameters: z.record(name, z.union([z.number(), z.string().max(100)])).default({}),
  seed: z.number().int().min(0).max(0xffff_ffff).default(1),
  engine: z.string().max(40).default('auto'),
});

/** Watches a session that exists; also how a client comes back after its connection broke. */
export const joinSession = z.strictObject({ session: name });

/**
 * Chooses what the agent is shown. `drawing` carries rows x columns bytes, luminance 0..255, row by row;
 * `upload` carries a PNG or JPEG file.
 */
export const observe = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('picture'), picture: name }),
  z
    .strictObject({ kind: z.literal('drawing'), rows: side, columns: side, pixels: bytes })
    .refine(({ rows, columns, pixels }) => pixels.length === rows * columns, {
      path: ['pixels'],
      error: 'expected rows x columns bytes',
    }),
  z.strictObject({
    kind: z.literal('upload'),
    file: bytes,
    /** Where the agent's field lies in the image, in pixels from the top left; centred when absent. */
    crop: z.strictObject({ x: z.number().int().min(0), y: z.number().int().min(0) }).optional(),
  }),
]);

/**
 * Hides part of the sensory field: rows x columns bytes over the field, 0 = seen, anything else = precision zero. A mask
 * of another size than the field is stretched over it (nearest neighbour). A mask of zeros shows everything again.
 */
export const occlude = z
  .strictObject({ rows: side, columns: side, mask: bytes })
  .refine(({ rows, columns, mask }) => mask.length === rows * columns, {
    path: ['mask'],
    error: 'expected rows x columns bytes',
  });

/**
 * Runs, stops and restarts settling. `step` pauses, is answered when its steps are taken, and always goes on from the
 * latest beliefs. `reset` starts the beliefs anew; weights are never touched.
 */
export const control = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('play') }),
  z.strictObject({ action: z.literal('pause') }),
  z.strictObject({
    action: z.literal('step'),
    count: z.number().int().min(1).max(LIMITS.stepsPerMessage).default(1),
  }),
  z.strictObject({ action: z.literal('reset') }),
  z.strictObject({
    action: z.literal('speed'),
    stepsPerSecond: z.number().min(0.1).max(LIMITS.stepsPerSecond),
  }),
]);

/** Changes a level while the session runs; what is absent stays as it is. */
export const adjust = z.strictObject({
  level,
  precisionGain: z.number().min(0).max(LIMITS.precisionGain).optional(),
  lesioned: z.boolean().optional(),
  clamped: z.boolean().optional(),
});

/** Changes the step size of settling. */
export const setRate = z.strictObject({ inferenceRate: z.number().positive().max(1e6) });

/**
 * Changes how beliefs are inferred while the session runs: the scheme of inference, the engine, which precisions are in
 * force, or where beliefs start. Beliefs stay where they are. What is absent stays as it is; a scheme is given with its parameters, those that
 * are absent at their defaults. Refused as a whole, with the reason, where one part cannot be done.
 */
export const inference = z.strictObject({
  scheme: z
    .strictObject({
      name,
      parameters: z.record(name, z.union([z.number(), z.string().max(100)])).default({}),
    })
    .optional(),
  engine: z.string().max(40).optional(),
  precisionMode: z.enum(PRECISION_MODES).optional(),
  start: z.enum(STARTS).optional(),
});

/** What a client wants to see, at most how often, and (optionally) only a range of the units of each plane. */
export const subscribe = z.strictObject({
  addresses: z.array(address).max(LIMITS.addresses),
  maxRate: z.number().min(0.1).max(LIMITS.framesPerSecond).default(60),
  region: z
    .strictObject({ first: z.number().int().min(0), count: z.number().int().min(1) })
    .optional(),
});

/** Gives back credit: the frame with this sequence number and all that were sent before it were handled. */
export const acknowledge = z.strictObject({ sequence: z.number().int().min(0) });

/** Asks for a frame of the kept history, cut to the subscription. Only looks: the session goes on as it was. */
export const seek = z.strictObject({ sequence: z.number().int().min(0) });

/**
 * Goes back to the beliefs of a kept frame, and pauses. Only to frames since the observation, the occlusion or a clamp
 * was last changed: older beliefs are about something else (`not-in-history`).
 */
export const restore = z.strictObject({ sequence: z.number().int().min(0) });

const text = z.string().max(LIMITS.experimentLength);

/** An experiment that somebody has written: its file, and those that it names (scripts, tables), by name. */
const experimentFile = z.strictObject({
  name,
  text,
  beside: z
    .record(name, text)
    .refine((files) => Object.keys(files).length <= LIMITS.filesAlong, {
      error: `expected at most ${LIMITS.filesAlong} files`,
    })
    .default({}),
});

/** Agents that take part instead of those that the file names; those of the file where absent. */
const agents = z.array(name).min(1).max(20).optional();

/** Checks an experiment file, and asks what it is. Nothing runs. */
export const checkExperiment = z.strictObject({ file: experimentFile, agents });

/** Starts a run of an experiment, a classical one or that of a file; it goes on when nobody watches. */
export const startRun = z.strictObject({
  experiment: name.optional(),
  file: experimentFile.optional(),
  agents,
  seed: z.number().int().min(0).max(0xffff_ffff).default(1),
  /** Of each group; those of the experiment where absent. */
  participants: z.number().int().min(1).max(LIMITS.participants).optional(),
});

/** Which run is asked for. */
export type AskedRun = z.output<typeof startRun>;

/** Stops a run at once, or goes on with one that was interrupted; finished trials are kept. */
export const namedRun = z.strictObject({ run: name });

/** Starts a training of a generative family; it goes on when nobody watches. */
export const startTraining = z.strictObject({
  family: name,
  data: name,
  seed: z.number().int().min(0).max(0xffff_ffff).default(1),
  /** In place of the family's own. */
  steps: z.number().int().min(1).max(LIMITS.trainingSteps).optional(),
});

/** Stops a training, which keeps a checkpoint, or goes on with one that was stopped. */
export const namedTraining = z.strictObject({ training: name });

/** Parsers of every message that a client may send, by event name. */
export const MESSAGES = {
  'session:open': openSession,
  'session:join': joinSession,
  'session:leave': z.strictObject({}),
  'session:observe': observe,
  'session:occlude': occlude,
  'session:control': control,
  'session:adjust': adjust,
  'session:rate': setRate,
  'session:inference': inference,
  'frames:subscribe': subscribe,
  'frames:acknowledge': acknowledge,
  'history:seek': seek,
  'history:restore': restore,
  'experiment:check': checkExperiment,
  'run:start': startRun,
  'run:stop': namedRun,
  'run:resume': namedRun,
  'run:list': z.strictObject({}),
  'training:start': startTraining,
  'training:stop': namedTraining,
  'training:resume': namedTraining,
  'training:list': z.strictObject({}),
} as const;

/** Name of a message that a client may send. */
export type MessageName = keyof typeof MESSAGES;

/** A message as it is sent (defaults not yet filled in). */
export type MessageInput<Name extends MessageName> = z.input<(typeof MESSAGES)[Name]>;

/** A message as it was parsed. */
export type Message<Name extends MessageName> = z.output<(typeof MESSAGES)[Name]>;

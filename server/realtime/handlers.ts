import type { z } from 'zod';
import type { Picture } from '../../agents/index.ts';
import {
  type EncodedFrame,
  LIMITS,
  type Message,
  MESSAGES,
  type MessageName,
  selectPlanes,
  type SessionState,
} from '../../protocol/index.ts';
import type { Laboratory } from '../dependencies.ts';
import type { RunRegistry } from '../runs/run-registry.ts';
import type { SessionRegistry } from '../sessions/session-registry.ts';
import type { TrainingRegistry } from '../trainings/training-registry.ts';
import type { Connection } from './connection.ts';
import { parse } from '../parse.ts';

/** Images that strangers may have the server decode: what a telephone takes. */
const UPLOAD_LIMITS = { bytes: LIMITS.imageBytes, pixels: 16_000_000 } as const;

/** What handlers work with. */
export interface HandlerContext {
  readonly connection: Connection;
  readonly registry: SessionRegistry;
  readonly runs: RunRegistry;
  readonly trainings: TrainingRegistry;
  readonly laboratory: Laboratory;
}

/** Parses a message, does what it asks for, and returns the answer; throws a refusal if it cannot be done. */
export type Handler = (context: HandlerContext, raw: unknown) => Promise<unknown>;

/** What to do with each message. */
export const HANDLERS: Readonly<Record<MessageName, Handler>> = {
  'session:open': handler('session:open', MESSAGES['session:open'], open),
  'session:join': handler('session:join', MESSAGES['session:join'], join),
  'session:leave': handler('session:leave', MESSAGES['session:leave'], leave),
  'session:observe': handler('session:observe', MESSAGES['session:observe'], observe),
  'session:occlude': handler('session:occlude', MESSAGES['session:occlude'], occlude),
  'session:control': handler('session:control', MESSAGES['session:control'], control),
  'session:adjust': handler('session:adjust', MESSAGES['session:adjust'], adjust),
  'session:rate': handler('session:rate', MESSAGES['session:rate'], setRate),
  'session:inference': handler('session:inference', MESSAGES['session:inference'], changeInference),
  'frames:subscribe': handler('frames:subscribe', MESSAGES['frames:subscribe'], subscribe),
  'frames:acknowledge': handler('frames:acknowledge', MESSAGES['frames:acknowledge'], acknowledge),
  'history:seek': handler('history:seek', MESSAGES['history:seek'], seek),
  'history:restore': handler('history:restore', MESSAGES['history:restore'], restore),
  'experiment:check': handler(
    'experiment:check',
    MESSAGES['experiment:check'],
    ({ laboratory }, { file, agents }) =>
      laboratory.describeExperiment({ file, agents: agents ?? null }),
  ),
  'run:start': handler('run:start', MESSAGES['run:start'], ({ runs }, asked) => runs.start(asked)),
  'run:stop': handler('run:stop', MESSAGES['run:stop'], ({ runs }, { run }) => runs.stop(run)),
  'run:resume': handler('run:resume', MESSAGES['run:resume'], ({ runs }, { run }) =>
    runs.resume(run),
  ),
  'run:list': handler('run:list', MESSAGES['run:list'], ({ runs }) => runs.list()),
  'training:start': handler(
    'training:start',
    MESSAGES['training:start'],
    ({ trainings }, { steps, ...asked }) => trainings.start({ ...asked, steps: steps ?? null }),
  ),
  'training:stop': handler(
    'training:stop',
    MESSAGES['training:stop'],
    ({ trainings }, { training }) => trainings.stop(training),
  ),
  'training:resume': handler(
    'training:resume',
    MESSAGES['training:resume'],
    ({ trainings }, { training }) => trainings.resume(training),
  ),
  'training:list': handler('training:list', MESSAGES['training:list'], ({ trainings }) =>
    trainings.list(),
  ),
};

function handler<Schema extends z.ZodType>(
  place: MessageName,
  schema: Schema,
  handle: (context: HandlerContext, message: z.output<Schema>) => unknown,
): Handler {
  return async (context, raw) => await handle(context, parse(place, schema, raw));
}

async function open(
  { connection, registry }: HandlerContext,
  message: Message<'session:open'>,
): Promise<SessionState> {
  const session = await registry.open(message);
  connection.watch(session);
  return session.state;
}

function join(
  { connection, registry }: HandlerContext,
  { session: name }: Message<'session:join'>,
): SessionState {
  const session = registry.find(name);
  connection.watch(session);
  return session.state;
}

function leave({ connection }: HandlerContext): null {
  connection.leave();
  return null;
}

async function observe(
  { connection, laboratory }: HandlerContext,
  message: Message<'session:observe'>,
): Promise<SessionState> {
  const { session } = connection;
  switch (message.kind) {
    case 'picture':
      session.look(await laboratory.renderPicture(message.picture), message.picture);
      break;
    case 'drawing':
      session.look(pictureOf(message), 'drawing');
      break;
    case 'upload': {
      const { file, crop } = message;
      const picture = await laboratory.decodeImage(file, 'session:observe.file', UPLOAD_LIMITS);
      session.look(picture, 'upload', crop);
      break;
    }
  }
  return session.state;
}

function pictureOf(drawing: { rows: number; columns: number; pixels: Uint8Array }): Picture {
  const { rows, columns, pixels } = drawing;
  return { rows, columns, pixels: Float32Array.from(pixels, (byte) => byte / 255) };
}

function occlude({ connection }: HandlerContext, mask: Message<'session:occlude'>): SessionState {
  connection.session.occlude(mask);
  return connection.session.state;
}

async function control(
  { connection: { session } }: HandlerContext,
  message: Message<'session:control'>,
): Promise<SessionState> {
  await session.control(message);
  return session.state;
}

function adjust({ connection }: HandlerContext, message: Message<'session:adjust'>): SessionState {
  connection.session.adjust(message);
  return connection.session.state;
}

function setRate(
  { connection }: HandlerContext,
  { inferenceRate }: Message<'session:rate'>,
): SessionState {
  connection.session.setInferenceRate(inferenceRate);
  return connection.session.state;
}

async function changeInference(
  { connection: { session } }: HandlerContext,
  message: Message<'session:inference'>,
): Promise<SessionState> {
  await session.changeInference(message);
  return session.state;
}

function subscribe(
  { connection }: HandlerContext,
  { addresses, maxRate, region }: Message<'frames:subscribe'>,
): null {
  connection.subscribe({ addresses: new Set(addresses), maxRate, region: region ?? null });
  return null;
}

function acknowledge(
  { connection }: HandlerContext,
  { sequence }: Message<'frames:acknowledge'>,
): null {
  connection.acknowledge(sequence);
  return null;
}

function seek({ connection }: HandlerContext, { sequence }: Message<'history:seek'>): EncodedFrame {
  const frame = connection.session.seek(sequence);
  const { subscription } = connection;
  if (subscription === null) return frame;
  return selectPlanes(frame, subscription.addresses, subscription.region);
}

function restore(
  { connection }: HandlerContext,
  { sequence }: Message<'history:restore'>,
): SessionState {
  connection.session.restore(sequence);
  return connection.session.state;
}

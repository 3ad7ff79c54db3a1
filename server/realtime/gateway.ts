import type { Server as HttpServer } from 'node:http';
import { Server, type Socket } from 'socket.io';
import { suggestion } from '../../agents/index.ts';
import {
  type Answer,
  LIMITS,
  LIVE_NAMESPACE,
  MESSAGES,
  type MessageName,
  type Problem,
  type ServerEvents,
} from '../../protocol/index.ts';
import type { Dependencies } from '../dependencies.ts';
import { internalProblem, problem, problemOf } from '../problems.ts';
import type { RunRegistry } from '../runs/run-registry.ts';
import type { SessionRegistry } from '../sessions/session-registry.ts';
import type { TrainingRegistry } from '../trainings/training-registry.ts';
import { TokenBucket } from '../token-bucket.ts';
import { isOwnHost, isTrustedOrigin } from '../trusted-origin.ts';
import { Connection } from './connection.ts';
import { greet } from './greet.ts';
import { type HandlerContext, HANDLERS } from './handlers.ts';

/** What goes on in the server. */
export interface Registries {
  readonly sessions: SessionRegistry;
  readonly runs: RunRegistry;
  readonly trainings: TrainingRegistry;
}

type Listening = Record<MessageName, (...received: unknown[]) => void>;
type LiveSocket = Socket<Listening, ServerEvents>;

/** Messages that a client may send in a second, and at once. */
const MESSAGE_RATE = { rate: 200, burst: 400 };

/** The same for acknowledgements, of which there is one for every frame. */
const ACKNOWLEDGE_RATE = { rate: 500, burst: 1000 };

/** Room around the largest upload for what else is in its message. */
const MESSAGE_SLACK = 64 * 1024;

/** Opens the server's sockets. Whoever opens them closes them. */
export function openGateway(
  http: HttpServer,
  registries: Registries,
  dependencies: Dependencies,
): Server<Listening, ServerEvents> {
  const { settings } = dependencies;
  const server = new Server<Listening, ServerEvents>(http, {
    transports: ['websocket', 'polling'],
    perMessageDeflate: false,
    httpCompression: false,
    serveClient: false,
    maxHttpBufferSize: LIMITS.imageBytes + MESSAGE_SLACK,
    allowRequest: ({ headers }, decide) => {
      const isExpectedHost = settings.token !== null || isOwnHost(headers);
      decide(null, isExpectedHost && isTrustedOrigin(headers));
    },
  });
  server.of('/').use((_, next) => {
    next(new Error(`expected the namespace ${LIVE_NAMESPACE}`));
  });
  const live = server.of(LIVE_NAMESPACE);
  live.use((socket, next) => {
    next(greet(socket.handshake.auth, settings.token));
  });
  live.on('connection', (socket) => {
    serve(socket, registries, dependencies);
  });
  return server;
}

function serve(
  socket: LiveSocket,
  { sessions: registry, runs, trainings }: Registries,
  dependencies: Dependencies,
): void {
  const { scheduler, laboratory } = dependencies;
  const connection = new Connection(
    {
      isWritable: () => socket.conn.transport.writable,
      send: ({ header, buffer }) => socket.volatile.emit('frame', header, buffer),
      sendState: (state) => socket.emit('session:state', state),
      sendEnded: (reason) => socket.emit('session:ended', reason),
    },
    scheduler,
  );
  const now = scheduler.now();
  const messages = new TokenBucket({ ...MESSAGE_RATE, now });
  const acknowledgements = new TokenBucket({ ...ACKNOWLEDGE_RATE, now });
  const context = { connection, registry, runs, trainings, laboratory };
  // Messages of one client are handled in their order, also where one has to wait for something.
  let latest = Promise.resolve();
  socket.onAny((name: unknown, ...received: unknown[]) => {
    const { raw, reply } = takeApart(received);
    const bucket = name === 'frames:acknowledge' ? acknowledgements : messages;
    if (!bucket.take(scheduler.now())) {
      reply({ ok: false, problem: tooMany() });
    } else if (!isMessageName(name)) {
      reply({ ok: false, problem: unknownMessage(String(name)) });
    } else if (name === 'frames:acknowledge') {
      void answer(name, context, raw, dependencies).then(reply);
    } else {
      latest = latest.then(async () => {
        const answered = answer(name, context, raw, dependencies).then(reply);
        // Steps take their time; what comes after them (such as a pause) does not wait.
        if (name !== 'session:control') await answered;
      });
    }
  });
  socket.on('disconnect', () => {
    connection.dispose();
  });
}

type Reply = (answer: Answer<unknown>) => void;

function takeApart(received: readonly unknown[]): { raw: unknown; reply: Reply } {
  const last = received.at(-1);
  const [first] = received;
  return {
    raw: isReply(first) ? undefined : first,
    reply: isReply(last) ? last : () => undefined,
  };
}

/** socket.io makes this function when the client wants an answer; nothing else that arrives is one. */
function isReply(value: unknown): value is Reply {
  return typeof value === 'function';
}

function isMessageName(name: unknown): name is MessageName {
  return typeof name === 'string' && Object.hasOwn(MESSAGES, name);
}

/** Handles one message; never rejects. */
async function answer(
  name: MessageName,
  context: HandlerContext,
  raw: unknown,
  { log }: Dependencies,
): Promise<Answer<unknown>> {
  try {
    return { ok: true, result: await HANDLERS[name](context, raw) };
  } catch (error) {
    const expected = problemOf(error);
    if (expected !== null) return { ok: false, problem: expected };
    log.error({ err: error, message: name }, 'message failed');
    return { ok: false, problem: internalProblem() };
  }
}

function unknownMessage(name: string): Problem {
  const short = name.slice(0, 60);
  return problem(
    'bad-message',
    `message "${short}": no such message${suggestion(short, Object.keys(MESSAGES))}`,
  );
}

function tooMany(): Problem {
  return problem('too-many-messages', `expected at most ${MESSAGE_RATE.rate} messages a second`);
}

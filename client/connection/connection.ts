import { io, type Socket } from 'socket.io-client';
import {
  type Answer,
  type ClientEvents,
  decodeFrame,
  type Frame,
  type FrameHeader,
  LIVE_NAMESPACE,
  type MessageInput,
  type Problem,
  PROTOCOL_VERSION,
  type ServerEvents,
  type SessionState,
} from '../../protocol/index.ts';
import { messages } from '../messages.ts';

/** Messages that the server answers. */
export type RequestName = Exclude<keyof ClientEvents, 'frames:acknowledge'>;

/** What a request is answered with when it is granted. */
export type ResultOf<Name extends RequestName> = Parameters<ClientEvents[Name]>[1] extends (
  answer: Answer<infer Result>,
) => void
  ? Result
  : never;

/** A request that was refused, or could not be made. */
export class RefusedError extends Error {
  /** The server's stable code; `null` when the request never got an answer. */
  readonly code: Problem['code'] | null;

  constructor(title: string, code: Problem['code'] | null) {
    super(title);
    this.name = 'RefusedError';
    this.code = code;
  }
}

/** What a connection reports. */
export interface ConnectionEvents {
  /** Connected, for the first time or again. */
  readonly onOpen: () => void;
  readonly onLost: () => void;
  /** A frame was decoded; it is acknowledged once this returns. */
  readonly onFrame: (frame: Frame) => void;
  readonly onState: (state: SessionState) => void;
  readonly onEnded: (reason: string) => void;
  /** How long a request took, in milliseconds. */
  readonly onRoundTrip: (milliseconds: number) => void;
  /** Something that cannot be used came from the server, or it refused the connection. */
  readonly onFailure: (reason: string) => void;
}

/** The one socket of a page. Whoever opens it calls `dispose`. */
export interface Connection {
  request<Name extends RequestName>(
    name: Name,
    message: MessageInput<Name>,
  ): Promise<ResultOf<Name>>;
  dispose(): void;
}

const ANSWER_WITHIN_MILLISECONDS = 15_000;

/** The socket as it is used for requests; socket.io cannot type an event name that is a type parameter. */
type Emit = (
  name: string,
  message: unknown,
  reply: (error: Error | null, answer: Answer<unknown>) => void,
) => void;

/** How a connection is made. */
export interface ConnectionOptions {
  /** What the server wants to see of strangers; `null` where it wants nothing. */
  readonly token: string | null;
  /** Milliseconds since some fixed moment. */
  readonly now: () => number;
}

/** Connects to the live namespace of the page's own origin, and keeps trying when the connection is lost. */
export function openConnection(
  events: ConnectionEvents,
  { token, now }: ConnectionOptions,
): Connection {
  const socket: Socket<ServerEvents, ClientEvents> = io(LIVE_NAMESPACE, {
    auth: { version: PROTOCOL_VERSION, ...(token === null ? {} : { token }) },
    transports: ['websocket', 'polling'],
    reconnectionDelay: 300,
    reconnectionDelayMax: 3000,
  });
  socket.on('connect', events.onOpen);
  socket.on('disconnect', events.onLost);
  socket.on('connect_error', (error) => {
    if (socket.active) events.onLost();
    else events.onFailure(error.message);
  });
  socket.on('session:state', events.onState);
  socket.on('session:ended', events.onEnded);
  socket.on('frame', (header, buffer) => {
    const frame = decodeOrReport(header, buffer, events.onFailure);
    if (frame !== null) events.onFrame(frame);
    // Acknowledged even when it was of no use: credit must not run out.
    socket.volatile.emit('frames:acknowledge', { sequence: header.sequence });
  });
  return {
    request<Name extends RequestName>(name: Name, message: MessageInput<Name>) {
      if (!socket.connected) {
        return Promise.reject(new RefusedError(messages.link.offline, null));
      }
      const started = now();
      const timed = socket.timeout(ANSWER_WITHIN_MILLISECONDS);
      const emit = timed.emit.bind(timed) as unknown as Emit;
      return new Promise<ResultOf<Name>>((resolve, reject) => {
        emit(name, message, (error, answer) => {
          if (error !== null) {
            reject(new RefusedError(messages.link.timeout, null));
            return;
          }
          events.onRoundTrip(now() - started);
          if (answer.ok) resolve(answer.result as ResultOf<Name>);
          else reject(new RefusedError(answer.problem.title, answer.problem.code));
        });
      });
    },
    dispose() {
      socket.removeAllListeners();
      socket.disconnect();
    },
  };
}

function decodeOrReport(
  header: FrameHeader,
  buffer: ArrayBuffer | Uint8Array,
  onFailure: (reason: string) => void,
): Frame | null {
  try {
    return decodeFrame(header, buffer);
  } catch (error) {
    onFailure(error instanceof Error ? error.message : String(error));
    return null;
  }
}

import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { performance } from 'node:perf_hooks';
import { io, type Socket } from 'socket.io-client';
import {
  type Answer,
  type ClientEvents,
  type EncodedFrame,
  type FrameHeader,
  type MessageInput,
  type MessageName,
  type Problem,
  PROTOCOL_VERSION,
  type ServerEvents,
  type SessionState,
} from '../../protocol/index.ts';
import { createApp } from '../../server/app.ts';
import {
  DEFAULT_SETTINGS,
  type Laboratory,
  type ServerSettings,
} from '../../server/dependencies.ts';
import { LABORATORY } from '../../server/laboratory.ts';
import { nodeScheduler } from '../../server/scheduler.ts';

/** A real server on a free port, with the real catalogue. */
export interface TestServer {
  readonly url: string;
  /** Errors that the server logged: faults of ours. */
  readonly faults: readonly unknown[];
  readonly connect: (auth?: object) => Promise<TestClient>;
}

const open: (() => Promise<void> | void)[] = [];

/** Starts a server; {@link closeTestServers} ends it and its clients. */
export async function openTestServer(
  settings: Partial<ServerSettings> = {},
  laboratory: Partial<Laboratory> = {},
): Promise<TestServer> {
  const faults: unknown[] = [];
  const app = createApp({
    laboratory: { ...LABORATORY, ...laboratory },
    scheduler: nodeScheduler(() => performance.now()),
    newName: randomUUID,
    log: {
      info: () => undefined,
      warn: () => undefined,
      error: (details) => faults.push(details),
    },
    settings: {
      ...DEFAULT_SETTINGS,
      version: '0.0.0-test',
      clientFolder: '/nonexistent',
      runFolder: '/nonexistent',
      ...settings,
    },
  });
  open.push(app.close);
  app.server.listen(0, '127.0.0.1');
  await once(app.server, 'listening');
  const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  return {
    url,
    faults,
    connect: (auth = { version: PROTOCOL_VERSION }) => TestClient.connect(url, auth),
  };
}

/** Closes everything that tests opened; call it in `afterEach`. */
export async function closeTestServers(): Promise<void> {
  for (const close of open.splice(0).reverse()) await close();
}

/** A client on a real socket. Acknowledges every frame at once unless told otherwise. */
export class TestClient {
  readonly socket: Socket<ServerEvents, ClientEvents>;
  readonly frames: EncodedFrame[] = [];
  readonly states: SessionState[] = [];
  /** Whether frames are acknowledged. */
  acknowledges = true;

  private constructor(socket: Socket<ServerEvents, ClientEvents>) {
    this.socket = socket;
    socket.on('frame', (header, buffer) => {
      this.frames.push({ header, buffer: new Uint8Array(buffer) });
      if (this.acknowledges) socket.emit('frames:acknowledge', { sequence: header.sequence });
    });
    socket.on('session:state', (state) => this.states.push(state));
  }

  /** Connects; rejects with the server's problem when it is refused. */
  static async connect(url: string, auth: object): Promise<TestClient> {
    const socket: Socket<ServerEvents, ClientEvents> = io(`${url}/live`, {
      auth,
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
    });
    open.push(() => void socket.disconnect());
    const client = new TestClient(socket);
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('connect_error', reject);
    });
    return client;
  }

  /** Sends a message and gives the server's answer. */
  async ask(name: MessageName | (string & {}), ...sent: unknown[]): Promise<Answer<unknown>> {
    // A test may send anything, so the strict types of the client's events are left here.
    const socket = this.socket as unknown as Socket;
    return (await socket.timeout(20_000).emitWithAck(name, ...sent)) as Answer<unknown>;
  }

  /** Sends a message that must succeed. */
  async send<Name extends MessageName>(
    name: Name,
    message: MessageInput<Name>,
  ): Promise<ResultOf<Name>> {
    const answer = await this.ask(name, message);
    if (!answer.ok) throw new Error(`${name}: ${answer.problem.title}`);
    return answer.result as ResultOf<Name>;
  }

  /** Sends a message that must be refused. */
  async refused(name: MessageName | (string & {}), ...sent: unknown[]): Promise<Problem> {
    const answer = await this.ask(name, ...sent);
    if (answer.ok) throw new Error(`${name}: expected a refusal`);
    return answer.problem;
  }

  /** Opens the smallest agent and subscribes to everything of it. */
  async openSingleCause(): Promise<SessionState> {
    const state = await this.send('session:open', { agent: 'single-cause' });
    await this.subscribe();
    return state;
  }

  /** Subscribes to errors and values of both levels of the smallest agent. */
  async subscribe(maxRate = 120): Promise<void> {
    const addresses = ['0/values', '0/predictionErrors', '1/values', '1/variance'];
    await this.send('frames:subscribe', { addresses, maxRate });
  }

  /** The next frame, or one that has come, for which something holds. */
  async frame(holds: (header: FrameHeader) => boolean = () => true): Promise<EncodedFrame> {
    return until(() => this.frames.find(({ header }) => holds(header)));
  }

  /** The next state, or one that has come, for which something holds. */
  async state(holds: (state: SessionState) => boolean): Promise<SessionState> {
    return until(() => this.states.find(holds));
  }
}

type ResultOf<Name extends MessageName> = Name extends 'history:seek'
  ? EncodedFrame
  : Name extends 'session:leave' | 'frames:subscribe' | 'frames:acknowledge'
    ? null
    : SessionState;

type Found<Value> = Value | undefined | null | false;

/** Waits until something is there; fails after ten seconds. */
export async function until<Value>(
  look: () => Found<Value> | Promise<Found<Value>>,
): Promise<Value> {
  const deadline = performance.now() + 10_000;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== null && found !== false) return found;
    if (performance.now() > deadline) throw new Error(`waited in vain for: ${String(look)}`);
    await pause(5);
  }
}

/** Some milliseconds later. */
export async function pause(milliseconds: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
}

import { addressOf, QUANTITIES, type Address, type SessionState } from '../../protocol/index.ts';
import { type Connection, RefusedError } from '../connection/connection.ts';
import { receiveState } from '../connection/receive.ts';
import { messages } from '../messages.ts';
import type { Store } from '../state/store.ts';
import { perform } from './perform.ts';

/** Parameters of an agent, by name. */
export type ParameterValues = Readonly<Record<string, number | string>>;

/** Which session this page watches. */
export interface Sessions {
  /** Goes back to the session of this page, or to a named one; where it is over, opens a new one. */
  enter(named: string | null): void;
  /** Leaves the session for a new one. */
  open(agent: string, parameters?: ParameterValues): void;
  /** Asks for frames while the page is seen, and only for their headers while it is not. */
  subscribe(seen: boolean): void;
  /** Makes a request that changes nothing, to measure the round trip. */
  measure(): void;
}

/** Agent of a page that was opened without a link; the first one where the server lacks it. */
const FIRST_AGENT = 'rao-ballard';
/** Frames per second; more than this are drawn for nobody. */
const RATE = { seen: 30, hidden: 2 } as const;

/** Makes the controls of sessions. */
export function createSessions(store: Store, connection: Connection): Sessions {
  const subscribe = async (seen: boolean): Promise<void> => {
    const session = store.session.peek();
    if (session === null) return;
    await connection.request('frames:subscribe', {
      addresses: seen ? addressesOf(session) : [],
      maxRate: seen ? RATE.seen : RATE.hidden,
    });
  };

  const begin = async (agent: string, parameters: ParameterValues): Promise<void> => {
    // The server leaves the session before; where the new one is refused, the old one goes on.
    receiveState(store, await connection.request('session:open', { agent, parameters }));
    await subscribe(true);
    const session = store.session.peek();
    if (session === null) return;
    const { firstPicture } = session.agent;
    const shown = session.observation === firstPicture ? session : await present(firstPicture);
    receiveState(store, shown);
    receiveState(store, await connection.request('session:control', { action: 'play' }));
  };
  const present = (picture: string): Promise<SessionState> =>
    connection.request('session:observe', { kind: 'picture', picture });

  /** Opens the first agent that can be opened: one may lack its weights. */
  const beginWithAny = async (): Promise<void> => {
    const names = store.agents.peek().map(({ name }) => name);
    const isFirst = (name: string): boolean => name === FIRST_AGENT;
    let refusal = new Error(messages.link.noAgents);
    for (const name of [...names.filter(isFirst), ...names.filter((name) => !isFirst(name))]) {
      try {
        await begin(name, {});
        return;
      } catch (error) {
        if (!(error instanceof RefusedError) || error.code === null) throw error;
        refusal = error;
      }
    }
    throw refusal;
  };

  const enter = async (named: string | null): Promise<void> => {
    const wanted = store.session.peek()?.session ?? named;
    if (wanted !== null) {
      try {
        receiveState(store, await connection.request('session:join', { session: wanted }));
        await subscribe(true);
        return;
      } catch (error) {
        if (!(error instanceof RefusedError) || error.code === null) throw error;
        store.notice.value = { kind: 'note', text: messages.link.gone };
      }
    }
    const before = store.session.peek();
    store.session.value = null;
    if (before === null) await beginWithAny();
    else await begin(before.agent.name, before.parameters);
  };

  return {
    enter: (named) => perform(store, enter(named)),
    open: (agent, parameters = {}) => perform(store, begin(agent, parameters)),
    subscribe: (seen) => perform(store, subscribe(seen)),
    measure() {
      const sequence = store.latest.peek()?.header.sequence;
      if (sequence === undefined) return;
      // Whether that frame is still kept does not matter here.
      connection.request('history:seek', { sequence }).catch(() => undefined);
    },
  };
}

/** Every quantity of every level. */
function addressesOf({ agent }: SessionState): Address[] {
  return agent.levels.flatMap((_, level) =>
    QUANTITIES.map((quantity) => addressOf({ level, quantity })),
  );
}

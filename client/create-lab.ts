import { batch, effect } from '@preact/signals';
import { fetchCatalogue } from './connection/catalogue.ts';
import { openConnection } from './connection/connection.ts';
import { countRoundTrip, UNMEASURED } from './connection/link-quality.ts';
import { receiveFrame, receiveState } from './connection/receive.ts';
import {
  choiceInHash,
  FIRST_PAGE,
  hashOfPlace,
  pageInHash,
  type Place,
  sessionInHash,
  tokenInHash,
} from './connection/session-link.ts';
import { createAdjustments } from './controls/adjustments.ts';
import { listenToKeys } from './controls/keyboard.ts';
import { isForEveryPage } from './controls/keyboard-map.ts';
import { createRunCommand } from './controls/run-command.ts';
import { createRuns } from './controls/runs.ts';
import { createTrainings } from './controls/trainings.ts';
import { createSessions } from './controls/sessions.ts';
import { createStimuli } from './controls/stimuli.ts';
import { createTransport } from './controls/transport.ts';
import type { Lab } from './lab.ts';
import { messages } from './messages.ts';
import { createDrawClock } from './state/draw-clock.ts';
import { createStore, type Notice, type Store } from './state/store.ts';

/** The page's window and clock. */
export interface LabOptions {
  readonly page: Window & typeof globalThis;
  /** Milliseconds since some fixed moment. */
  readonly now: () => number;
}

/** Seconds between two measurements of the round trip. */
const MEASURE_EVERY = 5;

/** Seconds after which a page that could not begin tries again. */
const RETRY_AFTER = 3;

/** Wires state, connection and controls together, and enters a session. */
export function createLab({ page, now }: LabOptions): Lab {
  const prefersLight = page.matchMedia('(prefers-color-scheme: light)').matches;
  const store = createStore(page.localStorage, prefersLight ? 'light' : 'dark');
  const notify = (kind: Notice['kind'], text: string): void => {
    store.notice.value = { kind, text };
  };

  const connection = openConnection(
    {
      onOpen() {
        store.linkStatus.value = 'open';
        store.link.value = { ...UNMEASURED, latency: store.link.peek().latency };
        void begin();
      },
      onLost: () => (store.linkStatus.value = 'lost'),
      onFrame: (frame) => receiveFrame(store, frame),
      onState: (state) => receiveState(store, state),
      onEnded(reason) {
        notify('note', messages.link.ended(reason));
        sessions.enter(null);
      },
      onRoundTrip: (milliseconds) =>
        (store.link.value = countRoundTrip(store.link.peek(), milliseconds)),
      onFailure: (reason) => notify('problem', messages.link.refused(reason)),
    },
    { token: keptToken(page), now },
  );
  const sessions = createSessions(store, connection);
  const transport = createTransport(store, connection);
  const adjustments = createAdjustments(store, connection);
  const stimuli = createStimuli(store, connection);

  const begin = async (): Promise<void> => {
    try {
      const { agents, pictures } = await fetchCatalogue();
      store.agents.value = agents;
      store.pictures.value = pictures;
      sessions.enter(sessionInHash(page.location.hash));
    } catch (error) {
      notify('problem', error instanceof Error ? error.message : String(error));
      page.setTimeout(() => {
        if (store.linkStatus.peek() === 'open' && store.session.peek() === null) void begin();
      }, RETRY_AFTER * 1000);
    }
  };

  const link = (): string => {
    const { origin, pathname } = page.location;
    return `${origin}${pathname}${hashOfPlace(placeOf(store))}`;
  };
  const run = createRunCommand({
    store,
    transport,
    adjustments,
    window: {
      toggleFullScreen() {
        const { document } = page;
        void (document.fullscreenElement === null
          ? document.documentElement.requestFullscreen()
          : document.exitFullscreen());
      },
      copyLink() {
        page.navigator.clipboard.writeText(link()).then(
          () => notify('note', messages.link.copied),
          () => notify('note', messages.link.copyFailed(link())),
        );
      },
    },
  });

  const goTo = (named: string): void => {
    batch(() => {
      store.page.value = named;
      const choice = choiceInHash(page.location.hash);
      store.choices.value = { ...store.choices.peek(), [named]: choice };
    });
  };
  goTo(pageInHash(page.location.hash) ?? FIRST_PAGE);
  page.addEventListener('hashchange', () => {
    // Links within a page have a hash too; only one that names a page leads to another.
    const named = pageInHash(page.location.hash);
    if (named !== null) goTo(named);
  });
  listenToKeys(page.document, (command) => {
    if (store.page.peek() === FIRST_PAGE || isForEveryPage(command)) run(command);
  });
  // Frames are asked for while somebody looks at them.
  const isSeen = (): boolean => !page.document.hidden && store.page.peek() === FIRST_PAGE;
  page.document.addEventListener('visibilitychange', () => sessions.subscribe(isSeen()));
  store.page.subscribe(() => sessions.subscribe(isSeen()));
  page.setInterval(() => {
    if (store.linkStatus.peek() === 'open' && !page.document.hidden) sessions.measure();
  }, MEASURE_EVERY * 1000);
  effect(() => {
    // The address always leads to the session that is shown; a reload comes back to it.
    const place = placeOf(store);
    if (place.session === null) return;
    const hash = hashOfPlace(place);
    // A page that was opened by hand can be gone back from; a session that was entered cannot.
    if (place.page === (pageInHash(page.location.hash) ?? FIRST_PAGE)) {
      page.history.replaceState(null, '', hash);
    } else {
      page.history.pushState(null, '', hash);
    }
  });
  page.addEventListener('popstate', () => {
    goTo(pageInHash(page.location.hash) ?? FIRST_PAGE);
  });

  return {
    store,
    transport,
    adjustments,
    stimuli,
    sessions,
    runs: createRuns(connection),
    trainings: createTrainings(connection),
    clock: createDrawClock(store, page.document),
    run,
  };
}

/** Session, page and choice that are shown; the effects that read it run again when they change. */
function placeOf(store: Store): Place {
  const page = store.page.value;
  const choice = store.choices.value[page] ?? {};
  return { session: store.session.value?.session ?? null, page, choice };
}

/** The token of the address; kept for reloads of this tab, because the address soon names the session instead. */
function keptToken({ location, sessionStorage }: Window): string | null {
  const key = 'helmholtz.token';
  const token = tokenInHash(location.hash);
  if (token !== null) sessionStorage.setItem(key, token);
  return token ?? sessionStorage.getItem(key);
}

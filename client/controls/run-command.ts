import type { Store } from '../state/store.ts';
import type { Quantity } from '../../protocol/index.ts';
import type { Adjustments } from './adjustments.ts';
import type { Command } from './keyboard-map.ts';
import type { Transport } from './transport.ts';

/** What commands act on. */
export interface CommandTargets {
  readonly store: Store;
  readonly transport: Transport;
  readonly adjustments: Adjustments;
  /** What only the window can do. */
  readonly window: {
    readonly toggleFullScreen: () => void;
    readonly copyLink: () => void;
  };
}

/** Step of the colour range under [ and ]. */
const RANGE_STEP = Math.SQRT2;

/** Makes the function that does what a key or a button asks for. */
export function createRunCommand(targets: CommandTargets): (command: Command) => void {
  const { store, transport, adjustments, window } = targets;
  const { settings } = store;
  const select = (quantity: Quantity): void => {
    store.selection.value = { ...store.selection.peek(), quantity };
  };
  const actions: Readonly<Record<Exclude<Command, `level-${number}`>, () => void>> = {
    'toggle-play': () => transport.toggle(),
    step: () => transport.move(1),
    'step-back': () => transport.move(-1),
    'step-10': () => transport.move(10),
    'step-back-10': () => transport.move(-10),
    first: () => transport.first(),
    latest: () => transport.followLatest(),
    reset: () => transport.reset(),
    'show-error': () => select(settings.weighted.peek() ? 'weightedErrors' : 'predictionErrors'),
    'show-prediction': () => select('prediction'),
    'show-belief': () => select('values'),
    'show-variance': () => select('variance'),
    'zero-centre': () => (settings.zeroCentred.value = !settings.zeroCentred.peek()),
    'range-narrower': () => (settings.rangeFactor.value /= RANGE_STEP),
    'range-wider': () => (settings.rangeFactor.value *= RANGE_STEP),
    fullscreen: () => window.toggleFullScreen(),
    'toggle-flat': () => (settings.flat.value = !settings.flat.peek()),
    'copy-link': () => window.copyLink(),
    undo: () => adjustments.undo(),
    redo: () => adjustments.redo(),
    help: () => (store.helpOpen.value = true),
    close() {
      store.helpOpen.value = false;
      store.notice.value = null;
    },
  };
  return (command) => {
    if (isLevelCommand(command)) {
      const level = Number(command.slice('level-'.length)) - 1;
      if (level < (store.session.peek()?.agent.levels.length ?? 0)) {
        store.selection.value = { ...store.selection.peek(), level };
      }
    } else {
      actions[command]();
    }
  };
}

function isLevelCommand(command: Command): command is Extract<Command, `level-${number}`> {
  return command.startsWith('level-');
}

import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import {
  SEQUENTIAL_MAPS,
  type SequentialMapName,
  SIGNED_MAPS,
  type SignedMapName,
  type Theme,
} from '../colour/colour-map.ts';
import type { ColourSettings } from '../colour/plane-style.ts';

/** What a person chose for this browser. All of it is kept between visits, but for the range. */
export interface Settings {
  readonly theme: Signal<Theme>;
  /** The flat picture, although this window could draw in 3D. */
  readonly flat: Signal<boolean>;
  readonly signedMap: Signal<SignedMapName>;
  readonly sequentialMap: Signal<SequentialMapName>;
  readonly automaticRange: Signal<boolean>;
  readonly rangeFactor: Signal<number>;
  readonly zeroCentred: Signal<boolean>;
  /** Errors are drawn as precision x error. */
  readonly weighted: Signal<boolean>;
  /** Beliefs fade where they are uncertain. */
  readonly fadeUncertain: Signal<boolean>;
  readonly labels: Signal<boolean>;
  /** Levels drawn apart from each other. */
  readonly exploded: Signal<boolean>;
  readonly colours: ReadonlySignal<ColourSettings>;
}

/** Where settings are kept: `localStorage`, or nothing where it is forbidden. */
export interface Shelf {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

const KEY = 'helmholtz.settings';

/** Reads the settings from a shelf and writes every change back to it. */
export function createSettings(shelf: Shelf, preferredTheme: Theme): Settings {
  const kept = readKept(shelf);
  const theme = signal<Theme>(oneOf(['dark', 'light'], kept['theme']) ?? preferredTheme);
  const signedMap = signal(oneOf(SIGNED_MAPS, kept['signedMap']) ?? 'purple-orange');
  const sequentialMap = signal(oneOf(SEQUENTIAL_MAPS, kept['sequentialMap']) ?? 'viridis');
  const automaticRange = signal(false);
  const rangeFactor = signal(1);
  const zeroCentred = signal(true);
  const switches = {
    flat: signal(kept['flat'] === true),
    weighted: signal(kept['weighted'] === true),
    fadeUncertain: signal(kept['fadeUncertain'] === true),
    labels: signal(kept['labels'] !== false),
    exploded: signal(kept['exploded'] === true),
  };
  effect(() => {
    const values = Object.entries({ theme, signedMap, sequentialMap, ...switches });
    const text = JSON.stringify(Object.fromEntries(values.map(([key, { value }]) => [key, value])));
    shelf.setItem(KEY, text);
  });
  const colours = computed(() => ({
    theme: theme.value,
    signedMap: signedMap.value,
    sequentialMap: sequentialMap.value,
    automaticRange: automaticRange.value,
    rangeFactor: rangeFactor.value,
    zeroCentred: zeroCentred.value,
  }));
  return {
    theme,
    signedMap,
    sequentialMap,
    automaticRange,
    rangeFactor,
    zeroCentred,
    ...switches,
    colours,
  };
}

function readKept(shelf: Shelf): Readonly<Record<string, unknown>> {
  try {
    const kept: unknown = JSON.parse(shelf.getItem(KEY) ?? '{}');
    return typeof kept === 'object' && kept !== null ? (kept as Record<string, unknown>) : {};
  } catch {
    // Somebody else's text, or an older version's: start from the defaults.
    return {};
  }
}

function oneOf<Name extends string>(names: readonly Name[], value: unknown): Name | undefined {
  return names.find((name) => name === value);
}

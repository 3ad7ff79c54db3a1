import type { Frame, Quantity } from '../../protocol/index.ts';
import {
  type ColourMap,
  greyMap,
  sequentialMap,
  type SequentialMapName,
  signedMap,
  type SignedMapName,
  type Theme,
  tintedMap,
} from './colour-map.ts';
import { familyOf, largestOf, type Limits } from './limits.ts';

/** How the numbers of one plane become colours. */
export interface PlaneStyle {
  readonly map: ColourMap;
  readonly low: number;
  readonly high: number;
}

/** What people chose about colours. */
export interface ColourSettings {
  readonly theme: Theme;
  readonly signedMap: SignedMapName;
  readonly sequentialMap: SequentialMapName;
  /** Limits follow every single frame instead of being held. */
  readonly automaticRange: boolean;
  /** Factor on the limits, set with [ and ]. */
  readonly rangeFactor: number;
  /** Values and predictions are drawn symmetrically about zero. Errors always are. */
  readonly zeroCentred: boolean;
}

/** The colour maps in use under some settings. */
export interface Palette {
  readonly signed: ColourMap;
  readonly sequential: ColourMap;
  readonly image: ColourMap;
  readonly belief: ColourMap;
  readonly prediction: ColourMap;
}

/** Computes the colour maps of some settings. */
export function paletteOf(settings: ColourSettings): Palette {
  return {
    signed: signedMap(settings.signedMap, settings.theme),
    sequential: sequentialMap(settings.sequentialMap),
    image: greyMap(),
    belief: tintedMap('belief'),
    prediction: tintedMap('prediction'),
  };
}

/** What {@link stylePlane} has to know. */
export interface StyleInputs {
  readonly settings: ColourSettings;
  readonly palette: Palette;
  readonly limits: Limits;
  readonly frame: Frame;
  readonly level: number;
  readonly quantity: Quantity;
}

/** Chooses map and limits of a plane. Images (level 0) are grey whatever the settings. */
export function stylePlane(inputs: StyleInputs): PlaneStyle {
  const { settings, palette, limits, frame, level, quantity } = inputs;
  const family = familyOf(quantity);
  const held = limits.largest.get(`${level}/${family}`) ?? 0;
  const size = settings.automaticRange
    ? largestOf(frame, level, family === 'signal' ? signalNeighbours(quantity) : [quantity])
    : held;
  const limit = (size === 0 ? 1 : size) * settings.rangeFactor;
  switch (quantity) {
    case 'predictionErrors':
    case 'weightedErrors':
      return { map: palette.signed, low: -limit, high: limit };
    case 'variance':
    case 'precision':
      return { map: palette.sequential, low: 0, high: limit };
    case 'values':
    case 'prediction': {
      const family = quantity === 'values' ? palette.belief : palette.prediction;
      const symmetric = settings.zeroCentred && limits.signedLevels.has(level);
      return {
        map: level === 0 ? palette.image : family,
        low:
          symmetric || limits.signedLevels.has(level) ? (symmetric ? -limit : lowest(inputs)) : 0,
        high: limit,
      };
    }
  }
}

/** Values and predictions keep one range even when it is automatic; errors get their own. */
function signalNeighbours(quantity: Quantity): readonly Quantity[] {
  return quantity === 'predictionErrors' ? ['predictionErrors'] : ['values', 'prediction'];
}

function lowest({ frame, level, quantity }: StyleInputs): number {
  let low = 0;
  for (const value of frame.planes.get(`${level}/${quantity}`) ?? []) if (value < low) low = value;
  return low;
}

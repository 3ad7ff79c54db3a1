/** A small display of log luminances, and a part of it. */
export interface DisplayPart {
  /** `side x side`, row by row. */
  readonly pixels: Float64Array;
  /** Which pixels belong to the part. */
  readonly part: readonly number[];
}

/** Two parts that people see as different, of the same display or of two. */
export interface LightnessComparison {
  /** The part that looks lighter to people. */
  readonly lighter: DisplayPart;
  readonly darker: DisplayPart;
}

/** Side of the displays, pixels. */
export const DISPLAY_SIDE = 24;
/** Log luminance of the light parts; that of the dark parts is its negative, and grey is 0. */
const STEP = 0.7;

const PLACES = Array.from({ length: DISPLAY_SIDE ** 2 }, (_, pixel) => ({
  ...{ pixel, row: Math.floor(pixel / DISPLAY_SIDE), column: pixel % DISPLAY_SIDE },
}));

function painted(paint: (row: number, column: number) => number): Float64Array {
  return Float64Array.from(PLACES, ({ row, column }) => paint(row, column));
}

function where(isThere: (row: number, column: number) => boolean): number[] {
  return PLACES.filter(({ row, column }) => isThere(row, column)).map(({ pixel }) => pixel);
}

const within = (place: number, from: number, to: number): boolean => place >= from && place < to;
const columns = (from: number, to: number): number[] =>
  where((_, column) => within(column, from, to));

/** A grey square of 6 pixels in the middle of a dark (-1) or light (1) surround. */
function surrounded(surround: 1 | -1): DisplayPart {
  const isSquare = (row: number, column: number): boolean =>
    within(row, 9, 15) && within(column, 9, 15);
  return {
    pixels: painted((row, column) => (isSquare(row, column) ? 0 : surround * STEP)),
    part: where(isSquare),
  };
}

/** Stripes of 4 pixels, of which the middle one is dark (-1) or light (1) and has a grey part of 8 pixels. */
function striped(middle: 1 | -1): DisplayPart {
  const isGrey = (row: number, column: number): boolean =>
    within(row, 8, 16) && within(column, 10, 14);
  const isLikeMiddle = (column: number): boolean => Math.floor((column + 2) / 4) % 2 === 1;
  return {
    pixels: painted((row, column) =>
      isGrey(row, column) ? 0 : (isLikeMiddle(column) ? middle : -middle) * STEP,
    ),
    part: where(isGrey),
  };
}

/** A ramp from pixel 8 to 16 between a dark and a light plateau. */
const RAMP = painted((_, column) => STEP * Math.max(-1, Math.min(1, (column + 0.5 - 12) / 4)));

/** Streets of 2 pixels, 8 pixels apart. */
const isStreet = (place: number): boolean => place % 8 === 3 || place % 8 === 4;
/** Half-way between two streets. */
const isBetween = (place: number): boolean => within(place, 7, 9) || within(place, 15, 17);
const GRID = painted((row, column) => (isStreet(row) || isStreet(column) ? STEP : -STEP));

const CUSPS = painted((_, column) => {
  const distance = column + 0.5 - DISPLAY_SIDE / 2;
  return Math.sign(-distance) * STEP * Math.exp(-Math.abs(distance) / 2);
});

/**
 * What people compare, by name:
 *
 * - `contrast`: grey on a dark surround looks lighter than on a light one;
 * - `mach-light`, `mach-dark`: a ramp between two plateaus has a light and a dark band at its ends; the band is compared
 *   with its plateau;
 * - `hermann`: streets look lighter than their crossings;
 * - `cornsweet`: two sides only differ by a cusp at the edge between them, which falls off within 2 pixels; the side of the
 *   light edge looks lighter;
 * - `white`: grey in the place of a dark stripe looks lighter than grey in the place of a light one, though most of what
 *   it borders on is lighter.
 */
export const LIGHTNESS_COMPARISONS = {
  contrast: { lighter: surrounded(-1), darker: surrounded(1) },
  'mach-light': {
    lighter: { pixels: RAMP, part: columns(15, 17) },
    darker: { pixels: RAMP, part: columns(20, 22) },
  },
  'mach-dark': {
    lighter: { pixels: RAMP, part: columns(2, 4) },
    darker: { pixels: RAMP, part: columns(7, 9) },
  },
  hermann: {
    lighter: {
      pixels: GRID,
      part: where(
        (row, column) =>
          (isStreet(row) && isBetween(column)) || (isBetween(row) && isStreet(column)),
      ),
    },
    darker: { pixels: GRID, part: where((row, column) => isStreet(row) && isStreet(column)) },
  },
  cornsweet: {
    lighter: { pixels: CUSPS, part: columns(2, 6) },
    darker: { pixels: CUSPS, part: columns(18, 22) },
  },
  white: { lighter: striped(-1), darker: striped(1) },
} as const satisfies Readonly<Record<string, LightnessComparison>>;

/** A number of a parameter table whose default is a number. */
export interface NumberEntry {
  readonly kind: 'number';
  readonly default: number;
  readonly min: number;
  readonly max: number;
  readonly unit: string;
  readonly meaning: string;
  readonly whole?: boolean;
}

/** A number with its unit, range and meaning, in one line. */
export function numberEntry(
  unit: string,
  value: number,
  [min, max]: readonly [number, number],
  meaning: string,
): NumberEntry {
  return { kind: 'number', default: value, min, max, unit, meaning };
}

/** A length or place in degrees of visual angle. */
export function degreesEntry(
  value: number,
  meaning: string,
  range: readonly [number, number] = [0, 20],
): NumberEntry {
  return numberEntry('degree', value, range, meaning);
}

/** A whole number. */
export function countEntry(
  value: number,
  range: readonly [number, number],
  meaning: string,
): NumberEntry {
  return { ...numberEntry('1', value, range, meaning), whole: true };
}

/** A luminance, 0 (black) to 1 (white). */
export function luminanceEntry(value: number, meaning: string): NumberEntry {
  return numberEntry('luminance', value, [0, 1], meaning);
}

/** A time in seconds. */
export function secondsEntry(
  value: number,
  meaning: string,
  range: readonly [number, number] = [0, 60],
): NumberEntry {
  return numberEntry('s', value, range, meaning);
}

/** Michelson contrast. */
export function contrastEntry(value: number, meaning: string): NumberEntry {
  return numberEntry('Michelson', value, [0, 1], meaning);
}

/** The direction of a hue in the plane of u* and v*. */
export function hueEntry(value: number): NumberEntry {
  return numberEntry(
    'degree',
    value,
    [0, 360],
    'Angle of the hue in CIE 1976 L*u*v*: 0 is reddish, 90 yellowish, 180 greenish, 270 bluish.',
  );
}

/** The two knobs of every illusion, with the one sign that all illusions share. */
export function knobEntries(
  unit: string,
  {
    strength,
    difference = 0,
    strengthRange,
    differenceRange,
    strengthMeaning,
    differenceMeaning,
  }: {
    readonly strength: number;
    readonly difference?: number;
    readonly strengthRange: readonly [number, number];
    readonly differenceRange: readonly [number, number];
    readonly strengthMeaning: string;
    readonly differenceMeaning: string;
  },
  differenceUnit = unit,
): { readonly strength: NumberEntry; readonly difference: NumberEntry } {
  return {
    strength: numberEntry(unit, strength, strengthRange, strengthMeaning),
    difference: numberEntry(differenceUnit, difference, differenceRange, differenceMeaning),
  };
}

/** Differences of chroma in CIELUV that are worth asking for: primaries show chromas of up to 180, of either sign. */
const CHROMA_RANGE = [-240, 240] as const;

/** The two knobs of an illusion of colour: differences of chroma along one hue. */
export function chromaKnobs(knobs: {
  readonly strength: number;
  readonly strengthMeaning: string;
  readonly differenceMeaning: string;
}): ReturnType<typeof knobEntries> {
  return knobEntries('CIELUV', {
    ...knobs,
    strengthRange: CHROMA_RANGE,
    differenceRange: CHROMA_RANGE,
  });
}

/** Adding and subtracting this rounds a number below 2^51 in size to a whole one, halves to even ones. */
const TO_WHOLE = 1.5 * 2 ** 52;

/** Rounded to 8 decimals, as distances are before they are compared; halves to even digits. */
export function rounded(value: number): number {
  return (value * 1e8 + TO_WHOLE - TO_WHOLE) / 1e8;
}

/** The nearest whole number; halves become even ones. */
export function roundHalfEven(value: number): number {
  return value + TO_WHOLE - TO_WHOLE;
}

/** Rounded to 6 decimals; halves to even digits. */
export function roundedTo6(value: number): number {
  return (value * 1e6 + TO_WHOLE - TO_WHOLE) / 1e6;
}

/**
 * Number of the region that each pixel is in: 1 up to the first edge, 2 up to the second and so on, 0 beyond the last. A
 * pixel belongs to the first region whose edge is not below its distance, which is rounded to 8 decimals.
 */
export function regionsOf(distances: Float64Array, edges: readonly number[]): Uint16Array {
  const limits = Float64Array.from(edges).sort();
  const regions = new Uint16Array(distances.length);
  for (let index = 0; index < distances.length; index++) {
    const value = rounded(distances[index]!);
    let [low, high] = [0, limits.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (limits[middle]! >= value) high = middle;
      else low = middle + 1;
    }
    regions[index] = low === limits.length ? 0 : low + 1;
  }
  return regions;
}

/**
 * Luminance of each region in turn, beginning again after the last; `background` where there is no region. Regions without
 * any pixel do not count.
 */
export function paintedRegions(
  regions: Uint16Array,
  luminances: readonly number[],
  background: number,
): Float64Array {
  const numbers = numbersIn(regions);
  const luminanceOf = new Float64Array((numbers.at(-1) ?? 0) + 1).fill(background);
  numbers.forEach((number, index) => {
    luminanceOf[number] = entryOf(luminances, index);
  });
  const pixels = new Float64Array(regions.length);
  for (let index = 0; index < regions.length; index++) {
    pixels[index] = luminanceOf[regions[index]!]!;
  }
  return pixels;
}

/** The luminance with the number of each region, from 0. */
export function levelled(regions: Uint16Array, luminances: readonly number[]): Float64Array {
  const pixels = new Float64Array(regions.length);
  for (let index = 0; index < pixels.length; index++) pixels[index] = luminances[regions[index]!]!;
  return pixels;
}

/** Entry of a list that begins again after its last. */
export function entryOf(list: readonly number[], index: number): number {
  return list[index % list.length] ?? 0;
}

/** Sets the luminance where a mask is not 0. */
export function fillWhere(
  pixels: Float64Array,
  mask: Uint16Array,
  luminance: number | ((region: number) => number),
): void {
  for (let index = 0; index < mask.length; index++) {
    const region = mask[index]!;
    if (region === 0) continue;
    pixels[index] = typeof luminance === 'number' ? luminance : luminance(region);
  }
}

/** A mask from a property of pixels. */
export function maskWhere(length: number, isIn: (index: number) => boolean): Uint16Array {
  const mask = new Uint16Array(length);
  for (let index = 0; index < length; index++) if (isIn(index)) mask[index] = 1;
  return mask;
}

/** 1 where a distance is below a limit, `elsewhere` in other places. */
export function maskBelow(distances: Float64Array, limit: number, elsewhere = 0): Uint16Array {
  const mask = new Uint16Array(distances.length);
  for (let index = 0; index < mask.length; index++) {
    mask[index] = distances[index]! < limit ? 1 : elsewhere;
  }
  return mask;
}

/** Numbers of regions, in rising order, 0 left out. */
export function numbersIn(mask: Uint16Array): number[] {
  const isThere = new Uint8Array(2 ** 16);
  const { length } = mask;
  for (let index = 0; index < length; index++) isThere[mask[index]!] = 1;
  const numbers: number[] = [];
  for (let number = 1; number < isThere.length; number++) {
    if (isThere[number] === 1) numbers.push(number);
  }
  return numbers;
}

/**
 * Targets that are some of the regions: `indices` count from 1, negative ones from the last region backwards. The first
 * of them becomes target 1.
 */
export function targetsAmong(regions: Uint16Array, indices: readonly number[]): Uint16Array {
  const targets = new Uint16Array(regions.length);
  if (indices.length === 0) return targets;
  const numbers = numbersIn(regions);
  const targetOf = new Uint16Array(2 ** 16);
  for (const [position, index] of indices.entries()) {
    targetOf[index < 0 ? (numbers.at(index) ?? 0) : index] = position + 1;
  }
  targetOf[0] = 0;
  for (let index = 0; index < regions.length; index++) targets[index] = targetOf[regions[index]!]!;
  return targets;
}

/** Smallest and largest of the values. */
export function rangeOf(values: Float64Array | Uint16Array): readonly [number, number] {
  let [least, most] = [Infinity, -Infinity];
  const { length } = values;
  for (let index = 0; index < length; index++) {
    const value = values[index]!;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return [least, most];
}

/** Values stretched so that the smallest becomes `low` and the largest `high`, never beyond; `low` if all are equal. */
export function stretched(values: Float64Array, low: number, high: number): Float64Array {
  const [least, most] = rangeOf(values);
  const scale = most > least ? (high - low) / (most - least) : 0;
  const [floor, ceiling] = low < high ? [low, high] : [high, low];
  const found = new Float64Array(values.length);
  for (let index = 0; index < values.length; index++) {
    const between = low + (values[index]! - least) * scale;
    found[index] = between < floor ? floor : between > ceiling ? ceiling : between;
  }
  return found;
}

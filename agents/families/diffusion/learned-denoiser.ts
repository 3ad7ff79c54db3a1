import type { DenseNetwork } from '../networks/dense-network.ts';
import { createNetworkBatch } from '../networks/network-batch.ts';
import type { FlowDenoiser } from './probability-flow.ts';

/**
 * A denoiser that was learned. Data are centred and scaled to unit variance; with noise of standard deviation s added,
 *
 *   E[x_0 | y] = y / (1 + s^2) + s / sqrt(1 + s^2) network(y / sqrt(1 + s^2), features of ln s)
 *
 * so that the network always answers with numbers of unit size: noise where there is little of it, data where there is much. Where it
 * learned classes, it is told one as well, as a one among zeros, or none, as zeros alone.
 *
 * @see Salimans & Ho (2022), `REFERENCES.salimansHo2022`; Karras et al. (2022), `REFERENCES.karras2022`; Ho & Salimans (2022),
 * `REFERENCES.hoSalimans2022`
 */
export interface LearnedDenoiser {
  readonly network: DenseNetwork;
  /** Mean of the data, by coordinate. */
  readonly centre: Float64Array;
  /** Standard deviation of the data, one for all coordinates. */
  readonly scale: number;
  /** How many classes it may be told; 0 where there are none. */
  readonly classes: number;
}

/** Least and largest deviation of the noise, in deviations of the data. */
export const NOISE_RANGE = [0.003, 30] as const;

/** How many numbers tell the network how much noise there is. */
const NOISE_FEATURES = 6;

/** What tells the network how much noise there is: sines and cosines of its logarithm. */
function noiseFeatures(deviation: number): number[] {
  const [least, most] = NOISE_RANGE;
  const place = Math.log(deviation / least) / Math.log(most / least);
  const angles = [1, 2, 4].map((octave) => (Math.PI * octave * place) / 2);
  return angles.flatMap((angle) => [Math.cos(angle), Math.sin(angle)]);
}

/** How many octaves of sines and cosines of each coordinate the network is given: many for points, none for pictures. */
function octavesFor(size: number): number {
  return size <= 4 ? 5 : 0;
}

/**
 * Writes the inputs of the network for one noisy datum, classes apart: the coordinates in units of what there is in all, how much
 * noise, sines and cosines of the coordinates.
 *
 * @param start Where the inputs of the datum begin.
 */
export function writeDenoiserInputs(
  inputs: Float32Array | Float64Array,
  start: number,
  noisy: ArrayLike<number>,
  deviation: number,
): void {
  const size = noisy.length;
  const total = Math.sqrt(1 + deviation ** 2);
  let at = start;
  for (let axis = 0; axis < size; axis++) inputs[at++] = noisy[axis]! / total;
  for (const feature of noiseFeatures(deviation)) inputs[at++] = feature;
  for (let octave = 0; octave < octavesFor(size); octave++) {
    for (let axis = 0; axis < size; axis++) {
      const angle = 2 ** octave * (noisy[axis]! / total);
      inputs[at++] = Math.sin(angle);
      inputs[at++] = Math.cos(angle);
    }
  }
}

/** How many numbers the network is given, classes apart. */
export function denoiserWidth(size: number): number {
  return size + NOISE_FEATURES + 2 * size * octavesFor(size);
}

/**
 * A learned denoiser in scaled units, for as many data at once as it is given; its buffers are made anew for another number.
 *
 * @param kinds Class that it is told of a datum, by row; -1, also beyond their end, for none.
 */
export function flowDenoiser(
  { network, centre, classes }: LearnedDenoiser,
  kinds: ArrayLike<number> = [],
): FlowDenoiser {
  const size = centre.length;
  const width = denoiserWidth(size) + classes;
  let batch = createNetworkBatch(network, 0);
  let data = new Float64Array(0);
  let slopes = new Float64Array(0);
  let directions = new Float64Array(0);
  const datum = (noisy: Float64Array, deviation: number): Float64Array => {
    const rows = noisy.length / size;
    if (batch.rows !== rows) {
      batch = createNetworkBatch(network, rows);
      data = new Float64Array(rows * size);
      slopes = new Float64Array(rows);
      directions = new Float64Array(batch.inputs.length);
      for (let row = 0; row < rows; row++) {
        const kind = kinds[row] ?? -1;
        if (kind >= 0) batch.inputs[row * width + denoiserWidth(size) + kind] = 1;
      }
    }
    for (let row = 0; row < rows; row++) {
      const own = noisy.subarray(row * size, (row + 1) * size);
      writeDenoiserInputs(batch.inputs, row * width, own, deviation);
    }
    const answer = batch.evaluate();
    const total = Math.sqrt(1 + deviation ** 2);
    for (let at = 0; at < data.length; at++) {
      data[at] = noisy[at]! / total ** 2 + (deviation / total) * answer[at]!;
    }
    return data;
  };
  return {
    size,
    datum,
    withSlopes: (noisy, deviation) => {
      datum(noisy, deviation);
      const total = Math.sqrt(1 + deviation ** 2);
      slopes.fill(0);
      for (let axis = 0; axis < size; axis++) {
        writeDirections(directions, batch.inputs, { size, width, axis });
        const along = batch.tangent(directions);
        for (let row = 0; row < slopes.length; row++) slopes[row]! += along[row * size + axis]!;
      }
      for (let row = 0; row < slopes.length; row++) {
        slopes[row] = size / total ** 2 + (deviation / total ** 2) * slopes[row]!;
      }
      return { datum: data, slopes };
    },
  };
}

/** How all inputs of the network change with one coordinate, in units of what there is in all; row by row. */
function writeDirections(
  directions: Float64Array,
  inputs: Float64Array,
  { size, width, axis }: { readonly size: number; readonly width: number; readonly axis: number },
): void {
  directions.fill(0);
  for (let start = 0; start < inputs.length; start += width) {
    directions[start + axis] = 1;
    for (let octave = 0; octave < octavesFor(size); octave++) {
      const sine = start + size + NOISE_FEATURES + 2 * (octave * size + axis);
      directions[sine] = 2 ** octave * inputs[sine + 1]!;
      directions[sine + 1] = -(2 ** octave) * inputs[sine]!;
    }
  }
}

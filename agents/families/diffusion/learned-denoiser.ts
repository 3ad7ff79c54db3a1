import {
  evaluateNetwork,
  type DenseNetwork,
  networkTangent,
  traceNetwork,
} from '../networks/dense-network.ts';

/**
 * A denoiser that was learned. Data are centred and scaled to unit variance; with noise of standard deviation s added,
 *
 *   E[x_0 | y] = y / (1 + s^2) + s / sqrt(1 + s^2) network(y / sqrt(1 + s^2), features of ln s)
 *
 * so that the network always answers with numbers of unit size: noise where there is little of it, data where there is much.
 *
 * @see Salimans & Ho (2022), `REFERENCES.salimansHo2022`; Karras et al. (2022), `REFERENCES.karras2022`
 */
export interface LearnedDenoiser {
  readonly network: DenseNetwork;
  /** Mean of the data, by coordinate. */
  readonly centre: Float64Array;
  /** Standard deviation of the data, one for all coordinates. */
  readonly scale: number;
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

/** Inputs of the network: the coordinates in units of what there is in all, their sines and cosines, how much noise. */
export function denoiserInputs(noisy: ArrayLike<number>, deviation: number): number[] {
  const total = Math.sqrt(1 + deviation ** 2);
  const scaled = Array.from(noisy, (value) => value / total);
  const inputs = [...scaled, ...noiseFeatures(deviation)];
  for (let octave = 0; octave < octavesFor(noisy.length); octave++) {
    for (const value of scaled) {
      inputs.push(Math.sin(2 ** octave * value), Math.cos(2 ** octave * value));
    }
  }
  return inputs;
}

/** How many numbers the network is given. */
export function denoiserWidth(size: number): number {
  return size + NOISE_FEATURES + 2 * size * octavesFor(size);
}

/** E[x_0 | y] in scaled units, `y` being the scaled datum plus noise of this deviation. */
export function denoised(
  network: DenseNetwork,
  noisy: ArrayLike<number>,
  deviation: number,
): Float64Array {
  const total = Math.sqrt(1 + deviation ** 2);
  const answer = evaluateNetwork(network, denoiserInputs(noisy, deviation));
  return answer.map((value, axis) => noisy[axis]! / total ** 2 + (deviation / total) * value);
}

/** E[x_0 | y] in scaled units, and the sum of its derivatives by the coordinates of y, exactly. */
export function denoisedWithTrace(
  network: DenseNetwork,
  noisy: ArrayLike<number>,
  deviation: number,
): { readonly datum: Float64Array; readonly slopes: number } {
  const total = Math.sqrt(1 + deviation ** 2);
  const inputs = denoiserInputs(noisy, deviation);
  const trace = traceNetwork(network, inputs);
  const size = noisy.length;
  let sum = 0;
  for (let axis = 0; axis < size; axis++) {
    const direction = directionOf(inputs, size, axis);
    sum += networkTangent(network, trace, direction)[axis]!;
  }
  return {
    datum: trace
      .at(-1)!
      .map((value, axis) => noisy[axis]! / total ** 2 + (deviation / total) * value),
    slopes: size / total ** 2 + (deviation / total ** 2) * sum,
  };
}

/** How all inputs of the network change with one coordinate, in units of what there is in all. */
function directionOf(inputs: readonly number[], size: number, axis: number): Float64Array {
  const direction = new Float64Array(inputs.length);
  direction[axis] = 1;
  for (let octave = 0; octave < octavesFor(size); octave++) {
    const sine = size + NOISE_FEATURES + 2 * (octave * size + axis);
    direction[sine] = 2 ** octave * inputs[sine + 1]!;
    direction[sine + 1] = -(2 ** octave) * inputs[sine]!;
  }
  return direction;
}

import { createRandom } from '../../agents/index.ts';

/** Numbers to learn from: `count x width` features and one class per row. */
export interface LabelledFeatures {
  readonly features: Float32Array;
  readonly labels: ArrayLike<number>;
  readonly width: number;
}

/** A fitted multinomial logistic regression. */
export interface LogisticRegression {
  /** Most probable class of every row. */
  classify(features: Float32Array): number[];
}

const BATCH = 72;
const PEAK_RATE = 0.01;

/**
 * Multinomial logistic regression p(class | x) = softmax(W x + b), fitted by Adam on the cross-entropy with a squared
 * penalty `ridge / 2 |W|^2`, its rate falling to zero along a cosine. The yardstick of what pixels alone tell linearly.
 */
export function fitLogisticRegression(
  { features, labels, width }: LabelledFeatures,
  {
    classes,
    ridge,
    epochs,
    seed,
  }: {
    readonly classes: number;
    readonly ridge: number;
    readonly epochs: number;
    readonly seed: number;
  },
): LogisticRegression {
  const count = labels.length;
  const stride = width + 1;
  const weights = new Float64Array(classes * stride);
  const first = new Float64Array(weights.length);
  const second = new Float64Array(weights.length);
  const gradient = new Float64Array(weights.length);
  const perEpoch = Math.floor(count / BATCH);
  const total = perEpoch * epochs;
  let step = 0;
  for (let epoch = 0; epoch < epochs; epoch++) {
    const order = createRandom(seed, 'logistic regression', epoch).shuffle(
      Array.from({ length: count }, (_, index) => index),
    );
    for (let batch = 0; batch < perEpoch; batch++) {
      gradient.fill(0);
      for (let index = 0; index < BATCH; index++) {
        const row = order[batch * BATCH + index]!;
        const probabilities = softmaxOf(weights, features, row, width, classes);
        for (let c = 0; c < classes; c++) {
          const error = (probabilities[c]! - (labels[row] === c ? 1 : 0)) / BATCH;
          const from = c * stride;
          for (let k = 0; k < width; k++) gradient[from + k]! += error * features[row * width + k]!;
          gradient[from + width]! += error;
        }
      }
      step++;
      const rate = PEAK_RATE * 0.5 * (1 + Math.cos((Math.PI * step) / total));
      for (let entry = 0; entry < weights.length; entry++) {
        const isBias = entry % stride === width;
        const slope = gradient[entry]! + (isBias ? 0 : ridge * weights[entry]!);
        first[entry] = 0.9 * first[entry]! + 0.1 * slope;
        second[entry] = 0.999 * second[entry]! + 0.001 * slope * slope;
        const mean = first[entry]! / (1 - 0.9 ** step);
        const square = second[entry]! / (1 - 0.999 ** step);
        weights[entry]! -= (rate * mean) / (Math.sqrt(square) + 1e-8);
      }
    }
  }
  return {
    classify: (rows) =>
      Array.from({ length: rows.length / width }, (_, row) => {
        const probabilities = softmaxOf(weights, rows, row, width, classes);
        return probabilities.indexOf(Math.max(...probabilities));
      }),
  };
}

function softmaxOf(
  weights: Float64Array,
  features: Float32Array,
  row: number,
  width: number,
  classes: number,
): number[] {
  const scores = Array.from({ length: classes }, (_, c) => {
    const from = c * (width + 1);
    let sum = weights[from + width]!;
    for (let k = 0; k < width; k++) sum += weights[from + k]! * features[row * width + k]!;
    return sum;
  });
  const largest = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - largest));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

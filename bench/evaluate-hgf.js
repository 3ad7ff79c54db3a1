import { text } from 'node:stream/consumers';

/**
 * Times evaluations of the built three-level binary HGF on the observations given as JSON on standard input, as
 * `peers/hgf.py` does for its own: the compiled files run as they are, not through a bundler.
 */
const WARM_UP = 5000;
const BATCHES = 15;
const EVALUATIONS = 500;

/** @type {unknown} */
const built = await import(new URL('../dist/agents/index.js', import.meta.url).href);
const { createLadder } = /** @type {typeof import('../agents/index.ts')} */ (built);
/** @type {unknown} */
const given = JSON.parse(await text(process.stdin));
const observations = /** @type {readonly number[]} */ (given);
const ladder = createLadder(
  { input: 'binary', levels: 2, scheme: 'ehgf' },
  Float64Array.from(observations),
);
// Mean, precision, tonic volatility, drift and coupling of each of the two states.
const parameters = Float64Array.of(0, 1, -3, 0, 1, 0, 1, -6, 0, 0);

/** @param {number} evaluations */
function microseconds(evaluations) {
  const started = performance.now();
  for (let count = 0; count < evaluations; count++) ladder.evaluate(parameters);
  return ((performance.now() - started) / evaluations) * 1000;
}

microseconds(WARM_UP);
const times = Array.from({ length: BATCHES }, () => microseconds(EVALUATIONS));
console.log(JSON.stringify({ microseconds: times, surprise: ladder.evaluate(parameters) }));

import { createRandom, HelmholtzError } from '../agents/index.ts';
import { listStimuli, renderStimulus } from '../experiments/index.ts';

/**
 * How long stimuli of 512 x 512 pixels take: `node bench/run.js stimuli`. Prints the slowest, and the median over all
 * stimuli of their medians over five drawings. Times are those of the processor, so that other programs on the machine count
 * for little.
 */
const SIDE = 512;
const REPETITIONS = 5;
const TARGET_MS = 20;

const median = (values: readonly number[]): number =>
  [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;

const medians: (readonly [string, number])[] = [];
for (const kind of await listStimuli()) {
  const times: number[] = [];
  try {
    for (let repetition = 0; repetition <= REPETITIONS; repetition++) {
      const start = process.cpuUsage();
      renderStimulus(kind, {
        geometry: { rows: SIDE, columns: SIDE, pixelsPerDegree: SIDE / 8 },
        random: createRandom(1),
      });
      // The first drawing warms up.
      const { user, system } = process.cpuUsage(start);
      if (repetition > 0) times.push((user + system) / 1000);
    }
  } catch (error) {
    if (!(error instanceof HelmholtzError)) throw error;
    console.log(`${kind.name}: not at this size: ${error.message}`);
    continue;
  }
  medians.push([kind.name, median(times)]);
}
medians.sort(([, one], [, other]) => other - one);
for (const [name, time] of medians.slice(0, 10))
  console.log(`${name.padEnd(36)} ${time.toFixed(1)} ms`);
const overall = median(medians.map(([, time]) => time));
const slow = medians.filter(([, time]) => time > TARGET_MS).length;
console.log(
  `median of ${medians.length} stimuli: ${overall.toFixed(1)} ms; ${slow} take more than ${TARGET_MS} ms`,
);

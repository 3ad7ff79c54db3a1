import { createRandom, HelmholtzError } from '../agents/index.ts';
import { listStimuli, renderStimulus } from '../experiments/index.ts';

/**
 * How long stimuli of 512 x 512 pixels take: `node bench/run.js stimuli`. Prints the slowest, and the median over all
 * stimuli of their medians over five drawings: by the clock, and of the processor with all of its threads, for which other
 * programs on the machine count for little.
 */
const SIDE = 512;
const REPETITIONS = 5;
const TARGET_MS = 20;

const median = (values: readonly number[]): number =>
  [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;

const medians: (readonly [name: string, clock: number, processor: number])[] = [];
for (const kind of await listStimuli()) {
  const clocks: number[] = [];
  const processors: number[] = [];
  try {
    for (let repetition = 0; repetition <= REPETITIONS; repetition++) {
      const before = performance.now();
      const start = process.cpuUsage();
      renderStimulus(kind, {
        geometry: { rows: SIDE, columns: SIDE, pixelsPerDegree: SIDE / 8 },
        random: createRandom(1),
      });
      // The first drawing warms up.
      const { user, system } = process.cpuUsage(start);
      if (repetition === 0) continue;
      clocks.push(performance.now() - before);
      processors.push((user + system) / 1000);
    }
  } catch (error) {
    if (!(error instanceof HelmholtzError)) throw error;
    console.log(`${kind.name}: not at this size: ${error.message}`);
    continue;
  }
  medians.push([kind.name, median(clocks), median(processors)]);
}
medians.sort(([, one], [, other]) => other - one);
for (const [name, time] of medians.slice(0, 10))
  console.log(`${name.padEnd(36)} ${time.toFixed(1)} ms`);
const slow = medians.filter(([, time]) => time > TARGET_MS).length;
console.log(
  `median of ${medians.length} stimuli: ${median(medians.map(([, clock]) => clock)).toFixed(1)} ms by the clock, ${median(medians.map(([, , processor]) => processor)).toFixed(1)} ms of the processor; ${slow} take more than ${TARGET_MS} ms by the clock`,
);

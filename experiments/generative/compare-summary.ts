import { meanOverParticipants } from '../report/participant-means.ts';
import type { Estimate95 } from '../report/summary.ts';
import type { TimedResult } from './compare-families.ts';

import { QUALITY_CEILING } from './mode-coverage.ts';

/** What the seeds of one model have in common. */
export interface ModelSummary {
  readonly model: string;
  readonly seeds: number;
  /** Modes that are covered, seed by seed, the fewest first. */
  readonly modes: readonly number[];
  /** Means over seeds, with 95 % intervals. */
  readonly means: Readonly<Record<ComparedMeasure, Estimate95>>;
  /** Mean seconds over seeds, with 95 % intervals: of learning, and of drawing a thousand points. */
  readonly durations: Readonly<Record<ComparedDuration, Estimate95>>;
  /** Mean score of held-out points over seeds, nats per point, and its kind; `null` where the model has none. */
  readonly score: { readonly nats: Estimate95; readonly kind: string } | null;
}

/** Numbers that are averaged over seeds. */
export const COMPARED_MEASURES = [
  'modes',
  'highQuality',
  'imbalance',
  'allocation',
  'spread',
  'meanDiscrepancy',
  'frechet',
  'precision',
  'recall',
] as const satisfies readonly (keyof TimedResult)[];

/** What a clock says, which differs from run to run. */
export const COMPARED_DURATIONS = [
  'learning',
  'sampling',
] as const satisfies readonly (keyof TimedResult)[];

/** One of {@link COMPARED_DURATIONS}. */
type ComparedDuration = (typeof COMPARED_DURATIONS)[number];

/** One of {@link COMPARED_MEASURES}. */
export type ComparedMeasure = (typeof COMPARED_MEASURES)[number];

/** Summaries of models, in the order in which they come. */
export function summariseComparison(results: readonly TimedResult[]): ModelSummary[] {
  return [...new Set(results.map(({ model }) => model))].map((model) => {
    const own = results.filter((result) => result.model === model);
    const meanOf = (of: (result: TimedResult) => number): Estimate95 =>
      meanOverParticipants(own.map(of));
    return {
      model,
      seeds: own.length,
      modes: own.map(({ modes }) => modes).sort((a, b) => a - b),
      // An object of all measures is one of all keys.
      means: Object.fromEntries(
        COMPARED_MEASURES.map((name) => [name, meanOf((result) => result[name])]),
      ) as Record<ComparedMeasure, Estimate95>,
      durations: {
        learning: meanOf(({ learning }) => learning),
        sampling: meanOf(({ sampling }) => sampling),
      },
      score:
        own[0]!.score === null
          ? null
          : { nats: meanOf(({ score }) => score?.nats ?? Number.NaN), kind: own[0]!.score.kind },
    };
  });
}

/** A spread beyond these, relative to the truth, is called blurred or too narrow. */
const BLURRED = 1.25;
const NARROW = 0.8;

/**
 * What the numbers say, in sentences that follow from them by fixed rules: who misses modes and in how many seeds, who blurs,
 * who lies too close to the modes, and whether packing and unrolling help (paired over seeds): more modes with good points,
 * and points shared out more evenly among modes, however blurred they are.
 *
 * @param modes How many there are.
 */
export function readComparison(results: readonly TimedResult[], modes: number): string[] {
  const summaries = summariseComparison(results);
  const learned = summaries.filter(({ model }) => model !== 'truth');
  const lines = learned.flatMap((one) => readModel(one, modes));
  return [...lines, ...REMEDIES.flatMap((remedy) => readRemedy(results, remedy))];
}

/** Who is slowest to sample, in a sentence; none where there is nobody to compare with. */
export function readDurations(results: readonly TimedResult[]): string[] {
  const learned = summariseComparison(results).filter(({ model }) => model !== 'truth');
  const seconds = ({ durations }: ModelSummary): number => durations.sampling.value;
  const slowest = [...learned].sort((a, b) => seconds(b) - seconds(a))[0];
  return slowest === undefined || learned.length < 2
    ? []
    : [
        `${slowest.model} is the slowest to sample: ${digits(seconds(slowest))} s for a thousand points.`,
      ];
}

function readModel({ model, seeds, modes: found, means }: ModelSummary, modes: number): string[] {
  const whole = found.filter((count) => count === modes).length;
  const lines = [
    whole === seeds
      ? `${model} covers all ${modes} modes with every seed.`
      : `${model} misses modes with ${seeds - whole} of ${seeds} seeds: it covers ${found[0]!} to ${found.at(-1)!} of ${modes}.`,
  ];
  const { value: spread } = means.spread;
  if (spread > BLURRED) lines.push(`${model} blurs: clouds are ${digits(spread)} times too wide.`);
  if (spread < NARROW) {
    lines.push(`${model} is under-dispersed: clouds have ${digits(spread)} of their true width.`);
  }
  if (means.highQuality.interval.lower > QUALITY_CEILING) {
    lines.push(
      `${model} has more good points than a perfect sampler (${digits(means.highQuality.value)} above ${digits(QUALITY_CEILING)}), which is under-dispersion and no success.`,
    );
  }
  return lines;
}

/** What is to keep a generator from losing modes, in words. */
const REMEDIES = [
  { model: 'packed-gan', what: 'Packing' },
  { model: 'unrolled-gan', what: 'Unrolling' },
] as const;

function readRemedy(
  results: readonly TimedResult[],
  { model: remedy, what }: (typeof REMEDIES)[number],
): string[] {
  const pairs = results.flatMap((plain) => {
    const other = results.find(({ model, seed }) => model === remedy && seed === plain.seed);
    return plain.model === 'gan' && other !== undefined ? [{ plain, other }] : [];
  });
  if (pairs.length < 2) return [];
  const more = meanOverParticipants(pairs.map(({ plain, other }) => other.modes - plain.modes));
  const fairer = meanOverParticipants(
    pairs.map(({ plain, other }) => plain.allocation - other.allocation),
  );
  return [
    `${what} ${verdictOn(more)}: ${digits(more.value)} modes more than the plain GAN with the same seed (${within(more)}, ${pairs.length} pairs).`,
    `${what} ${verdictOn(fairer)} where blurred points count, too: KL(share of nearest modes || uniform) is ${digits(fairer.value)} nats less (${within(fairer)}).`,
  ];
}

function verdictOn({ interval: { lower, upper } }: Estimate95): string {
  return lower > 0 ? 'helps' : upper < 0 ? 'harms' : 'makes no sure difference';
}

function within({ interval: { lower, upper } }: Estimate95): string {
  return `95 % ${digits(lower)} to ${digits(upper)}`;
}

function digits(value: number): string {
  return String(Number(value.toPrecision(3)));
}

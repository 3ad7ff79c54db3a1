import { checkExampleIndex, type Dataset, type Example } from './dataset.ts';

/** The first `limit` examples of a data set, or all that it has; each is made or read once and then kept. */
export function firstExamples(dataset: Dataset, limit: number): Dataset {
  const kept = new Map<number, Example>();
  const first: Dataset = {
    ...dataset,
    count: Math.min(limit, dataset.count ?? limit),
    example: (index) => {
      checkExampleIndex(index, first);
      const known = kept.get(index) ?? dataset.example(index);
      kept.set(index, known);
      return known;
    },
  };
  return first;
}

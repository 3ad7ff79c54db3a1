/** An experiment file as it is sent, with the files that it names. */
export interface SentFile {
  readonly name: string;
  readonly text: string;
  readonly beside: Readonly<Record<string, string>>;
}

/** What a newcomer can begin with: a staircase on two groups. */
export const EXAMPLE_FILE: SentFile = {
  name: 'matching-lengths.yaml',
  text: `question: Does a stronger prior shift the point of equality?
observer: magnitude
task: comparison
groups:
  weak-prior: { participants: 6, parameters: { noise: 1, priorMean: 5, priorDeviation: 20 } }
  strong-prior: { participants: 6, parameters: { noise: 1, priorMean: 5, priorDeviation: 2 } }
timeline:
  - factors: { reference: [8, 12] }
    procedure: { kind: staircase, start: 10, steps: [2, 1, 0.5], min: 0, max: 30, trials: 30 }
    trial: { first: { value: reference }, second: { value: level, noiseFactor: 2 } }
`,
  beside: {},
};

/**
 * Which of several files is the experiment: the one that says who observes, else the first; the others come along with it.
 */
export function sentFiles(
  files: readonly { readonly name: string; readonly text: string }[],
): SentFile | null {
  const main =
    files.find(({ text }) => /^\s*"?observer"?\s*:|[{,]\s*"observer"\s*:/m.test(text)) ?? files[0];
  if (main === undefined) return null;
  const others = files.filter((file) => file !== main);
  return {
    ...main,
    beside: Object.fromEntries(others.map(({ name, text }) => [name, text])),
  };
}

/** A small experiment: practice that may be repeated, then a staircase in two conditions, twelve participants. */
export function twoGroups({ lapse = 0.02, participants = 6, trials = 15 } = {}): string {
  return `name: two-groups
observer: magnitude
task: comparison
groups:
  calm: { participants: ${participants}, parameters: { noise: { mean: 1, deviation: 0.2 }, lapse: ${lapse} } }
  noisy: { participants: ${participants}, parameters: { noise: { from: 2, to: 3 }, lapse: ${lapse} } }
timeline:
  - name: practice
    role: practice
    factors: { value: [4, 16] }
    repetitions: 2
    randomizeOrder: true
    trial: { first: { value: 10 }, second: { value: value }, answer: value > 10 }
  - name: main
    variables: [{ factor: 1 }, { factor: 2 }]
    procedure: { kind: staircase, start: 14, steps: [2, 1], trials: ${trials} }
    trial: { first: { value: 10 }, second: { value: level, noiseFactor: factor } }
`;
}

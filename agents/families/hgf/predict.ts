import { logistic } from './volatility-update.ts';
import { clipped, formerMean, formerPrecision, type Run } from './trajectories.ts';

/** Predicts every state of a trial from the trial before. */
export function predictStates(run: Run, trial: number): void {
  const time = run.timeSteps?.[trial] ?? 1;
  run.compiled.states.forEach(({ node, valueParents, volatilityParents }, at) => {
    const trajectory = run.states[at]!;
    let change = node.drift;
    for (const { state, coupling } of valueParents) {
      change += coupling * formerMean(run, state, trial);
    }
    let logVariance = node.tonicVolatility;
    for (const { state, coupling } of volatilityParents) {
      logVariance += coupling * formerMean(run, state, trial);
    }
    const variance = time * Math.exp(logVariance);
    const precision = 1 / (1 / formerPrecision(run, at, trial) + variance);
    trajectory.expectedMean[trial] = formerMean(run, at, trial) + time * change;
    trajectory.expectedPrecision[trial] = precision;
    run.shares[at] = variance * precision;
    run.updated[at] = 0;
  });
}

/** Predicts every input of a trial, and says how surprising what it showed was. */
export function predictInputs(run: Run, trial: number): void {
  const { inputs, states } = run.compiled.network;
  const at = (name: string): number => states.findIndex((state) => state.name === name);
  inputs.forEach((input, index) => {
    const { prediction, surprise } = run.inputs[index]!;
    const value = run.values[index]![trial]!;
    switch (input.kind) {
      case 'binary-input': {
        const mean = run.states[at(input.parent)]!.expectedMean[trial]!;
        const probability = clipped(logistic(mean));
        prediction[trial] = probability;
        if (!Number.isNaN(value)) {
          surprise[trial] = -Math.log(value === 1 ? probability : 1 - probability);
        }
        break;
      }
      case 'categorical-input': {
        const count = input.parents.length;
        const raw = input.parents.map((parent) =>
          clipped(logistic(run.states[at(parent)]!.expectedMean[trial]!)),
        );
        const sum = raw.reduce((total, probability) => total + probability, 0);
        raw.forEach((probability, category) => {
          prediction[trial * count + category] = probability / sum;
        });
        if (!Number.isNaN(value)) {
          surprise[trial] = -Math.log(prediction[trial * count + value]!);
        }
        break;
      }
      case 'continuous-input': {
        // The surprise is that of the states' expectation; the noise of the input itself is not part of it.
        let mean = 0;
        let variance = 0;
        for (const [parent, coupling] of Object.entries(input.parents)) {
          const belief = run.states[at(parent)]!;
          mean += coupling * belief.expectedMean[trial]!;
          variance += (coupling * coupling) / belief.expectedPrecision[trial]!;
        }
        prediction[trial] = mean;
        if (!Number.isNaN(value)) {
          surprise[trial] =
            (Math.log(2 * Math.PI) + Math.log(variance) + (value - mean) ** 2 / variance) / 2;
        }
      }
    }
  });
}

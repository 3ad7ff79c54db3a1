import { filterSequence } from '../families/state-space/filter-sequence.ts';
import { simulateStateSpace } from '../families/state-space/simulate.ts';
import { hierarchyOf } from '../families/state-space/temporal-hierarchy.ts';
import { codeSequence } from '../families/state-space/temporal-predictive-coding.ts';
import { createRandom } from '../maths/random.ts';
import { REFERENCES } from '../references.ts';
import { channelOf, defineSequenceAgent, meanSquaredError } from '../sequence-agent.ts';

/** The simplest thing that can be followed in time: something wanders, and is seen in noise. */
export default defineSequenceAgent({
  name: 'random-walk',
  summary:
    'Follows something that wanders and is seen in noise: a Kalman filter, or predictive coding.',
  sources: [REFERENCES.kalman1960, REFERENCES.millidge2024],
  parameters: {
    processVariance: {
      kind: 'number',
      default: 1,
      min: 1e-3,
      max: 100,
      unit: 'place^2/step',
      meaning: 'Variance Q of a step of the walk.',
    },
    observationVariance: {
      kind: 'number',
      default: 1,
      min: 1e-3,
      max: 100,
      unit: 'place^2',
      meaning: 'Variance R of the noise in which it is seen.',
    },
    assumedRatio: {
      kind: 'number',
      default: 1,
      min: 1e-2,
      max: 100,
      unit: '1',
      meaning: 'How many times the true Q the perceiver supposes.',
    },
    settleSteps: {
      kind: 'number',
      default: 50,
      min: 0,
      max: 500,
      unit: 'steps',
      meaning: 'Most settle steps at each observation, of predictive coding.',
      whole: true,
    },
    steps: {
      kind: 'number',
      default: 120,
      min: 2,
      max: 2000,
      unit: 'steps',
      meaning: 'Length of the sequence.',
      whole: true,
    },
  },
  perceivers: {
    kalman: 'The exact filter: it tracks its own uncertainty.',
    'temporal-pc': 'Predictive coding: the same model, without tracking its uncertainty.',
    'temporal-pc-learned': 'Predictive coding that learns how uncertain its predictions are.',
  },
  perceive: ({ perceiver, parameters, seed }) => {
    const { processVariance, observationVariance, assumedRatio, settleSteps, steps } = parameters;
    const modelOf = (variance: number) => ({
      dynamics: [[1]],
      observation: [[1]],
      processCovariance: [[variance]],
      observationCovariance: [[observationVariance]],
      initialMean: [0],
      initialCovariance: [[processVariance]],
    });
    const { states, observations } = simulateStateSpace(modelOf(processVariance), {
      steps,
      random: createRandom(seed, 'random-walk'),
    });
    const supposed = modelOf(processVariance * assumedRatio);
    const truth = channelOf(states, 0);
    const found = perceiver === 'kalman' ? byKalman() : byCoding();
    return {
      steps: 'steps',
      courses: [{ name: 'place', truth, observed: channelOf(observations, 0), ...found.belief }],
      readings: [
        {
          name: 'mean squared error',
          value: meanSquaredError(found.belief.mean, truth),
          meaning: 'Of the believed place, place^2.',
        },
        {
          name: 'log score',
          value: found.score,
          meaning: 'Sum of ln p that its own predictions gave to what came, nats.',
        },
        {
          name: 'gain at last',
          value: found.gain,
          meaning: 'Share of an innovation that goes into the belief.',
        },
      ],
    };

    function byKalman() {
      const filtered = filterSequence(supposed, observations);
      const variances = [...filtered.variances];
      return {
        belief: { mean: [...filtered.means], standardDeviation: variances.map(Math.sqrt) },
        score: filtered.logLikelihood,
        gain: variances.at(-1)! / observationVariance,
      };
    }

    function byCoding() {
      const { steps: coded, logPredictive } = codeSequence(hierarchyOf(supposed), observations, {
        settleSteps,
        priorCovariance: perceiver === 'temporal-pc-learned' ? 'learned' : 'fixed',
      });
      return {
        belief: {
          mean: coded.map(({ values }) => values[0]!),
          standardDeviation: coded.map(({ variances }) => Math.sqrt(variances[0]!)),
        },
        score: logPredictive,
        gain: coded.at(-1)!.variances[0]! / observationVariance,
      };
    }
  },
});

import { generalisedFilter } from '../families/generalised/generalised-filter.ts';
import { toneAmplitude, toneModel } from '../families/generalised/roving.ts';
import { simulateGeneralised } from '../families/generalised/simulate-generalised.ts';
import { filterSequence } from '../families/state-space/filter-sequence.ts';
import { dense, rowsOf } from '../maths/dense.ts';
import { matrixExponential } from '../maths/matrix-exponential.ts';
import { createRandom } from '../maths/random.ts';
import { REFERENCES } from '../references.ts';
import { channelOf, defineSequenceAgent, meanSquaredError } from '../sequence-agent.ts';

const BINS = 48;

/** A bump drives two coupled states; both are heard in smooth noise. */
export default defineSequenceAgent({
  name: 'convolution',
  summary:
    'Infers the bump that drives two coupled states from what is heard of them, in smooth noise.',
  sources: [REFERENCES.friston2008, REFERENCES.fristonKiebel2009],
  parameters: {
    outputLogPrecision: {
      kind: 'number',
      default: 4,
      min: -2,
      max: 8,
      unit: 'ln',
      meaning: 'Log precision of what is heard, true and supposed.',
    },
    supposedPitch: {
      kind: 'number',
      default: 4,
      min: 0.25,
      max: 8,
      unit: '1',
      meaning: 'Weight g_21 that the perceiver supposes; the tone has 4.',
    },
    smoothness: {
      kind: 'number',
      default: 1,
      min: 0.25,
      max: 3,
      unit: 'bins',
      meaning: 'Standard deviation of the window that makes the noise smooth.',
    },
    stateOrder: {
      kind: 'number',
      default: 4,
      min: 1,
      max: 6,
      unit: '1',
      meaning: 'Embedding order: highest derivative that is represented.',
      whole: true,
    },
  },
  perceivers: {
    generalised: 'Generalised coordinates up to the embedding order.',
    'order-1': 'Generalised coordinates of order 1.',
    kalman: 'A Kalman filter that takes the noise for white and the bump for noise.',
  },
  perceive: ({ perceiver, parameters, seed }) => {
    const { outputLogPrecision, supposedPitch, smoothness, stateOrder } = parameters;
    const { observations, states, causes } = simulateGeneralised(
      toneModel({ pitch: 4, logPrecision: outputLogPrecision }),
      {
        steps: BINS,
        smoothness,
        random: createRandom(seed, 'convolution'),
        initialStates: [[0, 0]],
        causes: (time) => [toneAmplitude(time)],
        causeNoise: false,
      },
    );
    const found = perceiver === 'kalman' ? byKalman() : inCoordinates();
    const truths = [0, 1].map((state) => channelOf(states[0]!, state));
    return {
      steps: 'bins of 5 ms',
      courses: [
        ...found.states.map((belief, state) => ({
          name: `state ${state + 1}`,
          truth: truths[state]!,
          observed: null,
          ...belief,
        })),
        ...(found.cause === null
          ? []
          : [
              {
                name: 'bump',
                truth: channelOf(causes[0]!, 0),
                observed: null,
                ...found.cause,
              },
            ]),
      ],
      readings: [
        {
          name: 'mean squared error',
          value:
            found.states.reduce(
              (sum, { mean }, state) => sum + meanSquaredError(mean, truths[state]!),
              0,
            ) / 2,
          meaning: 'Of both states.',
        },
      ],
    };

    function inCoordinates() {
      const { steps } = generalisedFilter(
        toneModel({ pitch: supposedPitch, logPrecision: outputLogPrecision }),
        observations,
        { stateOrder: perceiver === 'order-1' ? 1 : stateOrder, smoothness },
      );
      return {
        states: [0, 1].map((state) => ({
          mean: steps.map((step) => step.states[0]![state]!),
          standardDeviation: steps.map((step) => Math.sqrt(step.stateVariances[0]![state]!)),
        })),
        cause: {
          mean: steps.map((step) => step.causes[0]![0]!),
          standardDeviation: steps.map((step) => Math.sqrt(step.causeVariances[0]![0]!)),
        },
      };
    }

    function byKalman() {
      const flow = dense([
        [-1 / 16, 4 / 16],
        [-2 / 16, -1 / 16],
      ]);
      const noise = Math.exp(-outputLogPrecision);
      const { means, variances } = filterSequence(
        {
          // The flow is finite, and so is its exponential.
          dynamics: rowsOf(matrixExponential(flow)!),
          observation: [
            [0, 1],
            [supposedPitch, 0],
          ],
          // The unit variance of the bump enters the first state.
          processCovariance: [
            [1, 0],
            [0, Math.exp(-8)],
          ],
          observationCovariance: [
            [noise, 0],
            [0, noise],
          ],
          initialMean: [0, 0],
          initialCovariance: [
            [1, 0],
            [0, 1],
          ],
        },
        observations,
      );
      return {
        states: [0, 1].map((state) => ({
          mean: Array.from({ length: BINS }, (_, bin) => means[bin * 2 + state]!),
          standardDeviation: Array.from({ length: BINS }, (_, bin) =>
            Math.sqrt(variances[bin * 2 + state]!),
          ),
        })),
        cause: null,
      };
    }
  },
});

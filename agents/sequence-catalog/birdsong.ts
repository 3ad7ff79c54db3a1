import {
  birdsongModel,
  LISTENING_BEGINS,
  SONG_BEGINS,
  songWithoutPhrasing,
} from '../families/generalised/birdsong.ts';
import { generalisedFilter } from '../families/generalised/generalised-filter.ts';
import { simulateGeneralised } from '../families/generalised/simulate-generalised.ts';
import { createRandom } from '../maths/random.ts';
import { REFERENCES } from '../references.ts';
import { channelOf, defineSequenceAgent, meanSquaredError } from '../sequence-agent.ts';

const BINS = 128;
const NAMES = ['hidden state', 'frequency', 'amplitude'] as const;

/** Song of a bird, heard through its dynamics; from a given bin on there can be silence. */
export default defineSequenceAgent({
  name: 'birdsong',
  summary: 'Hears the song of a bird through two Lorenz attractors, in generalised coordinates.',
  sources: [REFERENCES.kiebel2008, REFERENCES.fristonKiebel2009, REFERENCES.friston2008],
  parameters: {
    soundLogPrecision: {
      kind: 'number',
      default: 1,
      min: -4,
      max: 6,
      unit: 'ln',
      meaning: 'Supposed log precision of the sound.',
    },
    songLogPrecision: {
      kind: 'number',
      default: 8,
      min: 0,
      max: 12,
      unit: 'ln',
      meaning: 'Supposed log precision of the motion of the song.',
    },
    phrasingLogPrecision: {
      kind: 'number',
      default: 8,
      min: 0,
      max: 16,
      unit: 'ln',
      meaning: 'Supposed log precision of the phrasing, the slow attractor above.',
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
    silentFrom: {
      kind: 'number',
      default: 129,
      min: 8,
      max: 129,
      unit: 'bins',
      meaning: 'First bin in which nothing sounds; 129 lets the song end.',
      whole: true,
    },
  },
  perceivers: {
    full: 'Both attractors, with motion up to the embedding order.',
    'without-dynamics': 'Both attractors, with an embedding of order 1.',
    'without-phrasing': 'The lower attractor alone.',
  },
  perceive: ({ perceiver, parameters, seed }) => {
    const { observations, states } = simulateGeneralised(
      birdsongModel({ sound: 1, song: 8, phrasing: 8 }),
      {
        steps: BINS,
        smoothness: 1,
        random: createRandom(seed, 'birdsong'),
        initialStates: SONG_BEGINS,
      },
    );
    const heard = {
      ...observations,
      values: observations.values.map((value, entry) =>
        Math.floor(entry / 2) + 1 >= parameters.silentFrom ? 0 : value,
      ),
    };
    const precisions = {
      sound: parameters.soundLogPrecision,
      song: parameters.songLogPrecision,
      phrasing: parameters.phrasingLogPrecision,
    };
    const model =
      perceiver === 'without-phrasing'
        ? songWithoutPhrasing(precisions)
        : birdsongModel(precisions);
    const { steps, freeAction } = generalisedFilter(model, heard, {
      stateOrder: perceiver === 'without-dynamics' ? 1 : parameters.stateOrder,
      initialStates: LISTENING_BEGINS,
    });
    const courses = NAMES.map((name, state) => ({
      name,
      truth: channelOf(states[0]!, state),
      observed: state === 0 ? null : channelOf(heard, state - 1),
      mean: steps.map((step) => step.states[0]![state]!),
      standardDeviation: steps.map((step) => Math.sqrt(step.stateVariances[0]![state]!)),
    }));
    const spread = (values: readonly number[]): number => {
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    };
    const total = (of: (course: (typeof courses)[number]) => number): number =>
      courses.reduce((sum, course) => sum + of(course), 0);
    return {
      steps: 'bins of 1/64 s',
      courses: [
        ...courses,
        {
          name: 'sensory prediction error',
          truth: null,
          observed: null,
          mean: steps.map(({ outputErrors }) => Math.hypot(...outputErrors[0]!)),
          standardDeviation: null,
        },
      ],
      readings: [
        {
          name: 'normalised error',
          value:
            total(({ mean, truth }) => meanSquaredError(mean, truth)) /
            total(({ truth }) => spread(truth)),
          meaning: 'Squared error of the three states of the song over their variance.',
        },
        { name: 'free action', value: freeAction, meaning: 'Free energy summed over bins, nats.' },
      ],
    };
  },
});

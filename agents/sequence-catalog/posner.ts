import { generalisedFilter } from '../families/generalised/generalised-filter.ts';
import { POSNER_COORDINATES, posnerModel, posnerTrial } from '../families/generalised/posner.ts';
import { createRandom } from '../maths/random.ts';
import { REFERENCES } from '../references.ts';
import { channelOf, defineSequenceAgent } from '../sequence-agent.ts';

/** A cue, then a target where it points or elsewhere: attention as precision that is inferred. */
export default defineSequenceAgent({
  name: 'posner',
  summary: 'Sees a cue and then a target: where the cue points, precision is expected to be high.',
  sources: [REFERENCES.feldmanFriston2010],
  parameters: {
    motionLogPrecision: {
      kind: 'number',
      default: 4,
      min: 0,
      max: 8,
      unit: 'ln',
      meaning: 'Supposed log precision of the motion of attention.',
    },
    causeLogPrecision: {
      kind: 'number',
      default: 0,
      min: -4,
      max: 4,
      unit: 'ln',
      meaning: 'Prior log precision of cue and targets about nothing.',
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
    valid: 'The target appears where the cue points (right).',
    invalid: 'The target appears on the other side (left).',
    both: 'Targets appear on both sides.',
  },
  perceive: ({ perceiver, parameters, seed }) => {
    const trial = perceiver === 'valid' || perceiver === 'both' ? perceiver : 'invalid';
    const shown = posnerTrial(trial, createRandom(seed, 'posner'));
    const model = posnerModel({
      motion: parameters.motionLogPrecision,
      causes: parameters.causeLogPrecision,
    });
    const { steps, freeAction } = generalisedFilter(model, shown, {
      ...POSNER_COORDINATES,
      stateOrder: parameters.stateOrder,
      causeOrder: Math.min(POSNER_COORDINATES.causeOrder, parameters.stateOrder),
    });
    const causes = ['left target', 'right target', 'cue'].map((name, cause) => ({
      name,
      truth: null,
      observed: channelOf(shown, cause),
      mean: steps.map((step) => step.causes[0]![cause]!),
      standardDeviation: steps.map((step) => Math.sqrt(step.causeVariances[0]![cause]!)),
    }));
    return {
      steps: 'bins of 10 ms',
      courses: [
        ...causes,
        {
          name: 'attention to the right, log precision',
          truth: null,
          observed: null,
          mean: steps.map((step) => 2 - step.states[0]![0]! + step.states[0]![1]!),
          standardDeviation: null,
        },
      ],
      readings: [
        {
          name: 'largest belief, left',
          value: Math.max(...causes[0]!.mean),
          meaning: 'Peak of the believed left target, of 1.',
        },
        {
          name: 'largest belief, right',
          value: Math.max(...causes[1]!.mean),
          meaning: 'Peak of the believed right target, of 1.',
        },
        { name: 'free action', value: freeAction, meaning: 'Free energy summed over bins, nats.' },
      ],
    };
  },
});

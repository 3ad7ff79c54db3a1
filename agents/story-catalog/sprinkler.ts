import {
  type Assignment,
  type CategoricalNetwork,
  inferNetwork,
  stateProbabilities,
  synthesiseNetwork,
} from '../families/categorical/network.ts';
import { drawIndex } from '../maths/draw-index.ts';
import { REFERENCES } from '../references.ts';
import { defineStory, type TellableModel, tellStory } from '../story.ts';

const NO_YES = ['no', 'yes'];

const GARDEN: CategoricalNetwork = [
  { name: 'clouds', states: NO_YES, parents: [], table: [[0.5, 0.5]] },
  {
    name: 'sprinkler',
    states: ['off', 'on'],
    parents: ['clouds'],
    table: [
      [0.5, 0.5],
      [0.9, 0.1],
    ],
  },
  {
    name: 'rain',
    states: NO_YES,
    parents: ['clouds'],
    table: [
      [0.8, 0.2],
      [0.2, 0.8],
    ],
  },
  {
    name: 'grass',
    states: ['dry', 'wet'],
    parents: ['sprinkler', 'rain'],
    table: [
      [1, 0],
      [0.1, 0.9],
      [0.1, 0.9],
      [0.01, 0.99],
    ],
  },
];

/** Place of what is seen; everything before it is hidden. */
const SEEN = 3;

function garden(): TellableModel<string, Assignment> {
  const grass = GARDEN[SEEN]!;
  return {
    model: {
      family: 'categorical',
      synthesise(_, random) {
        const assignment = synthesiseNetwork(GARDEN, random);
        return { observation: grass.states[assignment[SEEN]!]!, causes: assignment.slice(0, SEEN) };
      },
      /** Wet if what is most probable has water in it: then it is wet nine times out of ten. */
      predict: ({ best }) => (best[0]!.causes.slice(1).includes(1) ? 'wet' : 'dry'),
      score: (state) => ({
        nats: inferNetwork(GARDEN, { grass: state }).logEvidence,
        kind: 'exact',
      }),
      infer(state) {
        const { table } = inferNetwork(GARDEN, { grass: state });
        const weights = table.map(({ probability }) => probability);
        return {
          best: table.map(({ assignment, probability }) => ({
            causes: assignment.slice(0, SEEN),
            probability,
          })),
          sample: (random) => table[drawIndex(weights, random)]!.assignment.slice(0, SEEN),
        };
      },
    },
    fit: {
      unable:
        'how often the grass is wet is one number, from which clouds, sprinkler and rain cannot be learned',
    },
    choices: (causes) =>
      causes.map((state, index) => {
        const variable = GARDEN[index]!;
        return {
          name: variable.name,
          value: variable.states[state]!,
          number: state,
          chance: { probability: stateProbabilities(GARDEN, variable, causes)[state]! },
        };
      }),
    outcome: (causes, state) => ({
      probability: stateProbabilities(GARDEN, grass, causes)[grass.states.indexOf(state)]!,
    }),
    show: (state) => state,
    read(text) {
      const state = text.trim();
      // Refuses what is no state of the grass.
      inferNetwork(GARDEN, { grass: state });
      return state;
    },
  };
}

/** Clouds make rain likely and the sprinkler unlikely, both make the grass wet: the textbook's Bayesian network. */
export default defineStory({
  name: 'sprinkler',
  summary: 'Wet grass by rain or sprinkler, both of which depend on clouds; exact by enumeration.',
  datum: 'the grass: wet or dry',
  sources: [REFERENCES.murphy1998],
  parameters: {},
  story: () => tellStory(garden()),
});

import { drawIndex } from '../../maths/draw-index.ts';
import { HelmholtzError } from '../../errors.ts';
import type { Posterior, TellableModel } from '../../story.ts';
import { inWords } from './explain-sequence.ts';
import { sequenceProbability } from './generation-probability.ts';
import { countSequences, learnRecombination } from './learn-recombination.ts';
import { decodeBases, encodeBases } from './nucleotides.ts';
import type { RecombinationModel } from './recombination-model.ts';
import { readingProbability, scenarioChoices } from './scenario-choices.ts';
import { sequenceOf, type Scenario } from './scenario.ts';
import { synthesiseRecombination } from './synthesise-recombination.ts';
import { scenarioVisitor, type VisitedScenario } from './visit-scenarios.ts';

/** How many scenarios a posterior tells. */
const TOLD = 10;

/** Rounds of expectation-maximisation. */
const ROUNDS = 30;

/** A recombination as a story: a datum is a sequence of bases, its causes are a scenario. */
export function recombinationStory(model: RecombinationModel): TellableModel<string, Scenario> {
  return {
    model: {
      family: 'recombination',
      synthesise(_, random) {
        const { sequence, scenario } = synthesiseRecombination(model, random);
        return { observation: sequence, causes: scenario };
      },
      /** The sequence of the most probable scenario, read without errors. */
      predict: ({ best }) => sequenceOf(model, best[0]!.causes),
      score: (sequence) => ({
        nats: Math.log(sequenceProbability(model, sequence)),
        kind: 'exact',
      }),
      infer: (sequence) => scenariosOf(model, sequence),
    },
    fit: (sequences) =>
      recombinationStory(
        learnRecombination(model, countSequences(sequences), { rounds: ROUNDS }).model,
      ),
    choices: (scenario) => scenarioChoices(model, scenario),
    outcome: (scenario, sequence) => ({
      probability: readingProbability(model, scenario, sequence),
    }),
    show: (sequence) => sequence,
    read: (text) => decodeBases(encodeBases(text.trim(), 'sequence')),
  };
}

function scenariosOf(model: RecombinationModel, sequence: string): Posterior<Scenario> {
  const all: VisitedScenario[] = [];
  scenarioVisitor(model)(sequence, (scenario) => all.push(scenario));
  all.sort((a, b) => b.probability - a.probability);
  const weights = all.map(({ probability }) => probability);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) {
    throw new HelmholtzError('bad-sequence', `${model.name}: cannot make the sequence ${sequence}`);
  }
  return {
    best: all.slice(0, TOLD).map((scenario) => ({
      causes: inWords(model, sequence, scenario),
      probability: scenario.probability / total,
    })),
    sample: (random) => inWords(model, sequence, all[drawIndex(weights, random)]!),
  };
}

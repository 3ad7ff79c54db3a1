import {
  createEngine,
  createRandom,
  findAgent,
  REFERENCES,
  resolveParameters,
} from '../../agents/index.ts';
import {
  findPreferredBars,
  measureEndStopping,
  shuffledAcrossWindows,
} from '../analysis/end-stopping.ts';
import { defineParadigm, type ParadigmScale } from '../paradigm.ts';
import { meanOverParticipants } from '../report/participant-means.ts';
import type { Estimate95, Summary } from '../report/summary.ts';
import type { Course, Experiment, Participant, Readout } from '../running/experiment.ts';
import { weightsOfNetwork } from '../training/weights-of-network.ts';

const UNITS = 64;
const CONDITIONS = ['feedback', 'values', 'no-feedback', 'shuffled'] as const;

/** A network, all of whose units have been shown their preferred bar at all lengths. */
async function openParticipant(index: number, isQuick: boolean): Promise<Participant> {
  const kind = await findAgent('rao-ballard');
  const parameters = resolveParameters(kind.name, kind.parameters);
  const weights = await weightsOfNetwork(kind, parameters, index);
  const { engine } = await createEngine('wasm');
  const net = { kind, parameters, weights, engine, steps: isQuick ? 120 : 150 };
  const preferred = findPreferredBars(net, 'luminance');
  const random = createRandom(1, 'replication', index);
  const shuffles = Array.from({ length: isQuick ? 4 : 12 }, (_, at) =>
    shuffledAcrossWindows(weights, kind.hierarchy(parameters), random.fork('shuffle', at)),
  );
  const [trained, ...shuffled] = measureEndStopping(net, preferred, 'luminance', [
    weights[1]!.lowerFromUpper,
    ...shuffles,
  ]);
  const kept = [...preferred.kept.keys()].filter((unit) => preferred.kept[unit]);
  const indexOf = (condition: string, unit: number): number | null => {
    const at = kept.indexOf(unit);
    if (at < 0) return null;
    switch (condition) {
      case 'feedback':
        return trained!.errors.indices[at]!;
      case 'values':
        return trained!.values.indices[at]!;
      case 'no-feedback':
        return preferred.noFeedback.indices[at]!;
      default:
        return shuffled.reduce((sum, { errors }) => sum + errors.indices[at]!, 0) / shuffled.length;
    }
  };
  return {
    parameters: { keptUnits: kept.length },
    remembers: false,
    dispose: () => undefined,
    respond: (plan) => ({
      suppression: indexOf(String(plan['condition']), Number(plan['unit']) - 1),
    }),
  };
}

function* course(): Course {
  for (const condition of CONDITIONS) {
    for (let unit = 1; unit <= UNITS; unit++) yield { condition, unit };
  }
}

function readout(): Readout {
  const indices = new Map<string, number[]>();
  return {
    add: (_, row) => {
      if (row['suppression'] === null) return;
      const condition = String(row['condition']);
      indices.set(condition, [...(indices.get(condition) ?? []), Number(row['suppression'])]);
    },
    finish: (): Summary => {
      const estimates: Record<string, Estimate95> = {};
      const rows = CONDITIONS.map((condition) => {
        const values = indices.get(condition) ?? [];
        const found = meanOverParticipants(values);
        estimates[condition] = found;
        const strong = values.filter((value) => value > 0.3).length / values.length;
        return [
          condition,
          values.length,
          found.value,
          found.interval.lower,
          found.interval.upper,
          strong,
        ];
      });
      return {
        estimates,
        notes: ['intervals are over units: one network says nothing of other networks'],
        figures: [],
        tables: [
          {
            name: 'suppression',
            caption:
              'Suppression index 1 - R(28 px) / max R of error units with feedback, of value nodes, without feedback, and with level 2 shuffled across windows; means over units with 95 % intervals.',
            columns: ['condition', 'units', 'mean', 'lower', 'upper', 'share above .3'],
            rows,
          },
        ],
      };
    },
  };
}

const QUESTION = 'Do error units stop responding to bars that higher levels can predict?';

function experiment({ participants = 1, isQuick }: ParadigmScale): Experiment {
  return {
    name: 'end-stopping',
    question: QUESTION,
    identity: JSON.stringify({ paradigm: 'end-stopping', participants, isQuick }),
    groups: [{ name: 'networks', participants }],
    parameters: [
      {
        name: 'keptUnits',
        meaning: 'Units that respond enough to be measured.',
        unit: '1',
        kind: 'number',
      },
    ],
    shown: [
      {
        name: 'condition',
        meaning: 'What is read, or done to the network.',
        unit: '1',
        kind: 'text',
      },
      {
        name: 'unit',
        meaning: 'Unit of the centre window, shown its preferred bar at 14 lengths.',
        unit: '1',
        kind: 'number',
      },
    ],
    answered: [
      {
        name: 'suppression',
        meaning: '1 - response to the longest bar / largest response.',
        unit: '1',
        kind: 'number',
      },
    ],
    course,
    expectedTrials: CONDITIONS.length * UNITS,
    open: ({ index }) => openParticipant(index, isQuick),
    readout,
  };
}

export default defineParadigm({
  name: 'end-stopping',
  summary: 'Bars of growing length are shown to a hierarchy that has learned from dead leaves.',
  question: QUESTION,
  label: 'emergent',
  why: 'both levels are learned from pictures of opaque rectangles, and the effect is measured on single bars. Networks after the first (`--participants 2`) are trained from nothing with a quarter of the batches.',
  sources: [REFERENCES.raoBallard1999, REFERENCES.bolzGilbert1986],
  datum:
    'end-inhibition in layer 2/3 of cat cortex is lost when layer 6 is inactivated (Bolz & Gilbert 1986). No magnitude is claimed of the animal; the number is that of a reference implementation of this recipe.',
  limits:
    'only error units are end-stopped, value nodes are not; it is no evidence for knowledge of long contours, since noise with the same spectrum teaches it too. What is left after shuffling is near its bound of .15, and differs from shuffle to shuffle: several are averaged. How many was settled after five shuffles of earlier weights had left .151.',
  claim: {
    quantity: 'mean suppression index of error units, 28 px bar against the best length',
    unit: '1',
    estimate: 'feedback',
    expected: 0.343,
    tolerance: 0.093,
    without: 0.083,
  },
  shape: {
    says: 'at most .10 without feedback and at least three times less than with it',
    holds: (estimates) => {
      const none = estimates['no-feedback']?.value ?? Number.NaN;
      return none <= 0.1 && (estimates['feedback']?.value ?? Number.NaN) >= 3 * none;
    },
  },
  ablation: {
    name: 'level 2 shuffled across windows',
    meaning:
      'the learned weights of level 2 are shuffled across windows, unit by unit: what is left (at most .15) is near what is left without feedback.',
    estimate: 'shuffled',
    within: 0.067,
  },
  experiment,
});

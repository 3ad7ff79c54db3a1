import {
  type Agent,
  createAgent,
  type ParameterValues,
  type Picture,
  type Random,
  REFERENCES,
} from '../../agents/index.ts';
import {
  type AgentGroup,
  agentGroups,
  askedBelief,
  type AskedBelief,
  namingLevel,
  unitOf,
} from '../design/agent-groups.ts';
import {
  presentStimulus,
  type ShownStimulus,
  StimulusShelf,
} from '../design/stimulus-presentation.ts';
import type { ObserverKind, OpenObserver } from '../observer.ts';
import { treatAgent } from '../perceive/agent-parameters.ts';
import { targetWeights } from '../perceive/target-beliefs.ts';
import { type Watched, type WatchedBelief, watchBelief } from '../perceive/watch-belief.ts';
import { type RenderedStimulus, renderStimulus } from '../render-stimulus.ts';

/**
 * Agents of the catalogue as participants: they look at stimuli and settle; one belief of theirs is read out. Members of a
 * group differ by the parameters of the agent, by factors on its precisions, by lesions, and by noise.
 */
const agentObserver: ObserverKind<ShownStimulus> = {
  name: 'agent',
  summary: 'An agent of the catalogue looks at stimuli and settles; one belief of it is read out.',
  sources: [REFERENCES.raoBallard1999, REFERENCES.bogacz2017],
  prepare: async (setting) => {
    const { refusal, beside } = setting;
    const belief = askedBelief(setting);
    const groups = await agentGroups(setting, belief);
    const shelf = new StimulusShelf(beside);
    return {
      groups,
      identity: () => [...groups.map(({ identity }) => identity), ...shelf.texts],
      present: (given, place) =>
        presentStimulus(given, place, {
          ...{ shelf, refusal },
          checkDrawn: (drawn, path) => {
            if (belief.kind !== 'reconstruction' || weightsOn(drawn, belief) !== null) return;
            throw refusal(path, missingTarget(drawn, belief));
          },
        }),
      open: async (group, values) => await openAgent(groups, group.name, { belief, values }),
    };
  },
};

export default agentObserver;

type Reconstruction = Extract<AskedBelief, { readonly kind: 'reconstruction' }>;

/** Weights of the pixels in the belief; `null` where the stimulus lacks a target. */
function weightsOn(
  { rows, columns, masks }: RenderedStimulus,
  { target = 1, minus }: Reconstruction,
  scaledTo?: Agent['field'],
): Float64Array | null {
  const mask = masks['targetMask'] ?? new Uint16Array(rows * columns);
  return targetWeights({ rows, columns, mask }, { target, minus: minus ?? null }, scaledTo);
}

function missingTarget(
  { stimulus, masks }: RenderedStimulus,
  { target = 1, minus }: Reconstruction,
): string {
  const there = [...new Set(masks['targetMask'] ?? [])].filter((one) => one > 0);
  return `expected a stimulus with target ${target}${minus === undefined ? '' : ` and target ${minus}`}; ${stimulus} has ${there.length === 0 ? 'none' : `target ${there.sort((a, b) => a - b).join(', ')}`}`;
}

async function openAgent(
  groups: readonly AgentGroup[],
  group: string,
  { belief, values }: { readonly belief: AskedBelief; readonly values: ParameterValues },
): Promise<OpenObserver<ShownStimulus>> {
  const { kind, names } = groups.find(({ name }) => name === group)!;
  const own = Object.keys(kind.parameters).map((name) => [name, values[name]!] as const);
  const agent = await createAgent(kind, { parameters: Object.fromEntries(own) });
  treatAgent(agent, values);
  const readingNoise = Number(values['readingNoise']);
  const look = (
    shown: ShownStimulus,
    random: Random,
    { wantsVariance }: { readonly wantsVariance: boolean },
  ): WatchedBelief => {
    const { kind: stimulus, set: parameters, geometry } = shown;
    const picture = renderStimulus(stimulus, {
      ...{ parameters, geometry, random: random.fork('stimulus') },
    });
    return watchBelief({
      ...{ agent, picture, wantsVariance, random: random.fork('senses') },
      watched: watchedOf(agent, belief, picture),
      noise: Number(values['sensoryNoise']),
      steps: kind.classes?.steps ?? kind.settling(agent.parameters).steps,
    });
  };
  return {
    perceive: (shown, random) => {
      const declared = 'deviation' in belief ? belief.deviation : undefined;
      const own = draw(random);
      const { course, variance } = look(shown, own, { wantsVariance: declared === undefined });
      // It is read out with one error, whenever that happens.
      const shift = readingNoise * own.fork('reading').normal();
      const read = course.map(({ time, value }) => ({ time, value: value[0]! + shift }));
      return {
        mean: read.at(-1)!.value,
        deviation: declared ?? Math.hypot(Math.sqrt(variance ?? 0), readingNoise),
        course: read,
      };
    },
    name: (shown, random) => {
      const { course } = look(shown, draw(random), { wantsVariance: false });
      return {
        ...{ names: names!, course },
        posterior:
          kind.classes === undefined ? null : course.at(-1)!.value.map((log) => Math.exp(log)),
      };
    },
    dispose: () => {
      agent.dispose();
    },
  };
}

/** A source of its own for every presentation of a trial. */
function draw(random: Random): Random {
  return random.fork('presentation', random.integer(0x1_0000_0000));
}

function watchedOf(
  agent: Agent,
  belief: AskedBelief,
  picture: RenderedStimulus & Picture,
): Watched {
  switch (belief.kind) {
    case 'names':
      return agent.kind.classes === undefined
        ? { kind: 'values', level: namingLevel(agent) }
        : { kind: 'classes' };
    case 'value':
      return { kind: 'value', ...unitOf(agent, belief) };
    case 'reconstruction': {
      const isScaled =
        agent.kind.fit === 'scale' ||
        picture.rows < agent.field.rows ||
        picture.columns < agent.field.columns;
      const weights = weightsOn(picture, belief, isScaled ? agent.field : undefined);
      if (weights === null) throw new RangeError(missingTarget(picture, belief));
      return { kind: 'reconstruction', weights };
    }
  }
}

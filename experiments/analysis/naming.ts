import {
  type AgentKind,
  createModel,
  type Engine,
  type HierarchyWeights,
  type ParameterValues,
  pictureLevelOf,
  scalePicture,
} from '../../agents/index.ts';
import type { Example } from '../datasets/dataset.ts';

/** Rows of the engine's batch that are settled together. */
const ROWS = 360;

/** A trained model that names what it sees. */
export interface NamingNet {
  readonly kind: AgentKind;
  readonly parameters: ParameterValues;
  readonly weights: HierarchyWeights;
  readonly engine: Engine;
}

/** How well examples were named. */
export interface Naming {
  readonly count: number;
  /** Share of examples whose most probable class is their label. */
  readonly accuracy: number;
  /** Class that was named, per example. */
  readonly named: readonly number[];
}

/**
 * Names examples by inference in a generative model: the image is clamped and either each class is supposed in turn and
 * the hypothesis of least free energy wins (agents with classes), or the top level settles freely and its largest value
 * wins. Nothing bottom-up is learned or used.
 */
export function nameExamples(net: NamingNet, examples: readonly Example[]): Naming {
  const classes = net.kind.classes?.names.length;
  const perBatch = classes === undefined ? ROWS : Math.max(1, Math.floor(ROWS / classes));
  const named: number[] = [];
  for (let start = 0; start < examples.length; start += perBatch) {
    named.push(...nameBatch(net, examples.slice(start, start + perBatch)));
  }
  const right = named.filter((name, index) => name === examples[index]!.label).length;
  return { count: examples.length, accuracy: right / examples.length, named };
}

function nameBatch(
  { kind, parameters, weights, engine }: NamingNet,
  examples: readonly Example[],
): number[] {
  const hierarchy = kind.hierarchy(parameters);
  const top = hierarchy.levels.length - 1;
  const pictureLevel = pictureLevelOf(kind);
  // The label is at the other end; with the picture at the top it is what a forward pass predicts.
  const labelLevel = pictureLevel === 0 ? top : 0;
  const { rows, columns } = hierarchy.levels[pictureLevel]!.arrangement;
  const { inferenceRate, steps } = kind.settling(parameters);
  const hypotheses = kind.classes?.names.length ?? 1;
  const batch = examples.length * hypotheses;
  const model = createModel({
    hierarchy,
    weights,
    engine,
    batch,
    held: kind.classes === undefined ? new Set([pictureLevel]) : new Set([pictureLevel, top]),
    learning: false,
    inferenceRate,
  });
  try {
    const observations = new Float32Array(batch * rows * columns);
    examples.forEach(({ picture }, index) => {
      const seen = kind.retina(scalePicture(picture, { rows, columns }), parameters).pixels;
      for (let hypothesis = 0; hypothesis < hypotheses; hypothesis++) {
        observations.set(seen, (index * hypotheses + hypothesis) * rows * columns);
      }
    });
    model.setValues(pictureLevel, observations);
    const labelUnits = model.built.levels[labelLevel]!.units;
    const topUnits = model.built.levels[top]!.units;
    const prior = hierarchy.levels[top]!.prior;
    const start = prior?.kind === 'gaussian' ? prior.mean : 0;
    const topValues = new Float32Array(batch * topUnits).fill(start);
    if (kind.classes !== undefined) {
      for (let row = 0; row < batch; row++) {
        topValues[row * topUnits + kind.classes.first + (row % hypotheses)] = 1;
      }
    }
    if (pictureLevel !== top) model.setValues(top, topValues);
    model.predictDownwards(top);
    model.settle({
      // What is predicted from a clamped top is where it settles: no error is left.
      steps: pictureLevel === top ? 0 : (kind.classes?.steps ?? steps),
      tolerance: 0,
      traceEvery: 0,
      risesToDiverge: Number.MAX_SAFE_INTEGER,
    });
    const scores =
      kind.classes === undefined
        ? model.values(labelLevel)
        : model.rowEnergies().map((energy) => -energy);
    const width = kind.classes === undefined ? labelUnits : hypotheses;
    return examples.map((_, index) => {
      const own = scores.subarray(index * width, (index + 1) * width);
      return own.indexOf(Math.max(...own));
    });
  } finally {
    model.dispose();
  }
}

import {
  type AgentKind,
  createModel,
  createRandom,
  cropPicture,
  HelmholtzError,
} from '../../agents/index.ts';
import { openDataset } from '../datasets/open-dataset.ts';
import type { EndStoppingNet } from './end-stopping.ts';

/** Pictures that fields are cut from, in turn. */
const PICTURES = 16;
/** Heavy ball: by then the free energy has stopped falling in the seventh digit. */
const MOMENTUM = 0.8;

/** What is shown, and for how long. */
export interface UnseenEnergyOptions {
  /** Of the test pictures and of the places of the fields. */
  readonly seed: number;
  /** Number of fields. Default 128. */
  readonly fields?: number;
  /** Settle steps. Default 200. */
  readonly steps?: number;
  /** Another data set than that of the plan. */
  readonly dataset?: string;
}

/**
 * Free energy of pictures that were not learned from: F at rest, with all of its constants, in nats, mean over fields at
 * random places of the test part of the data set. It says how well a generative model was learned, whatever the model is
 * used for, and so how long and how fast it should learn.
 *
 * @throws {HelmholtzError} `not-applicable` for an agent that does not learn or sees pictures whole, and
 *   where there are no pictures to be tested on.
 */
export async function unseenFreeEnergy(
  { kind, parameters, weights, engine }: Omit<EndStoppingNet, 'steps'>,
  { seed, fields = 128, steps = 200, dataset }: UnseenEnergyOptions,
): Promise<number> {
  const plan = kind.training?.(parameters);
  if (plan === undefined || kind.fit !== 'crop') {
    throw new HelmholtzError(
      'not-applicable',
      `unseen free energy: ${kind.name} does not learn from fields of pictures`,
    );
  }
  const hierarchy = kind.hierarchy(parameters);
  const unseen = await openDataset(dataset ?? plan.dataset, { seed, split: 'test' });
  const count = Math.min(PICTURES, fields, unseen.count ?? PICTURES);
  if (count === 0) {
    throw new HelmholtzError(
      'not-applicable',
      `unseen free energy: expected pictures in the test part of ${unseen.name}; got none`,
    );
  }
  const pictures = Array.from({ length: count }, (_, index) =>
    kind.retina(unseen.example(index).picture, parameters),
  );
  const model = createModel({
    ...{ hierarchy, weights, engine },
    batch: fields,
    held: new Set([0]),
    learning: false,
    inferenceRate: kind.settling(parameters).inferenceRate,
    momentum: true,
  });
  try {
    model.setMomentum(MOMENTUM);
    model.setValues(0, cutFields(pictures, hierarchy.levels[0]!.arrangement, { seed, fields }));
    model.settle({ steps, tolerance: 0, traceEvery: 0, risesToDiverge: Number.MAX_SAFE_INTEGER });
    model.measure();
    return model.rowEnergies().reduce((sum, energy) => sum + energy, 0) / fields;
  } finally {
    model.dispose();
  }
}

function cutFields(
  pictures: readonly ReturnType<AgentKind['retina']>[],
  { rows, columns }: { readonly rows: number; readonly columns: number },
  { seed, fields }: { readonly seed: number; readonly fields: number },
): Float32Array {
  const random = createRandom(seed, 'unseen fields');
  const cut = new Float32Array(fields * rows * columns);
  for (let field = 0; field < fields; field++) {
    const picture = pictures[field % pictures.length]!;
    const corner = {
      x: random.integer(picture.columns - columns + 1),
      y: random.integer(picture.rows - rows + 1),
    };
    cut.set(cropPicture(picture, { rows, columns }, corner).pixels, field * rows * columns);
  }
  return cut;
}

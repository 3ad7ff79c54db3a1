import {
  createRandom,
  type Engine,
  HelmholtzError,
  pictureLevelOf,
  type HierarchyWeights,
  type AgentKind,
  type ParameterValues,
  type Picture,
  synthesise,
  unitsOf,
} from '../../agents/index.ts';

/** What to imagine. */
export interface ImagineOptions {
  readonly kind: AgentKind;
  readonly parameters: ParameterValues;
  readonly weights: HierarchyWeights;
  readonly engine: Engine;
  readonly seed: number;
  /** Random variants of each class (or random pictures, for agents without classes). */
  readonly variants: number;
}

/**
 * Pictures that the generative model expects. An agent with named units at the top imagines each of them: first as
 * predicted without noise, then variants with the noise of its middle levels. Any other agent draws its causes from
 * their prior.
 *
 * @returns Rows of pictures: one row per class, or a single row.
 */
export function imagine(options: ImagineOptions): Picture[][] {
  const { kind, parameters, seed, variants } = options;
  const { levels } = kind.hierarchy(parameters);
  if (pictureLevelOf(kind) !== 0) {
    throw new HelmholtzError(
      'not-applicable',
      `imagine: ${kind.name} predicts labels from pictures, and no pictures`,
    );
  }
  const top = levels.at(-1)!;
  const { arrangement } = levels[0]!;
  const random = createRandom(seed, 'imagine');
  const picturesOf = (pixels: Float32Array): Picture[] => {
    const units = unitsOf(levels[0]!);
    return Array.from({ length: pixels.length / units }, (_, index) => ({
      rows: arrangement.rows,
      columns: arrangement.columns,
      pixels: pixels.slice(index * units, (index + 1) * units),
    }));
  };
  if (top.unitNames === undefined) {
    if (variants < 1) {
      throw new HelmholtzError(
        'parameter-out-of-range',
        `imagine: expected at least 1 variant; got ${variants}`,
      );
    }
    return [picturesOf(synthesise({ ...options, count: variants, random }))];
  }
  const classes = top.unitNames.length;
  const units = unitsOf(top);
  const causes = new Float32Array(classes * units);
  for (let index = 0; index < classes; index++) causes[index * units + index] = 1;
  const sets = [
    picturesOf(synthesise({ ...options, causes, count: classes })),
    ...Array.from({ length: variants }, () =>
      picturesOf(synthesise({ ...options, causes, count: classes, random })),
    ),
  ];
  return Array.from({ length: classes }, (_, index) => sets.map((set) => set[index]!));
}

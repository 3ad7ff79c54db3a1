import { describe, expect, test } from '@jest/globals';
import {
  type Agent,
  createAgent,
  type AgentKind,
  createRandom,
  ENGINE_NAMES,
  listAgents,
  pictureLevelOf,
  resolveParameters,
  unitsOf,
} from '../../agents/index.ts';

const kinds = await listAgents();
const OTHER_ENGINES = ENGINE_NAMES.filter((name) => name !== 'reference');

function observationFor(kind: AgentKind, units: number, stream: string): Float32Array {
  const random = createRandom(1, 'contract', kind.name, stream);
  return Float32Array.from({ length: units }, () => 0.5 + 0.3 * random.normal());
}

/** What a picture at the top predicts is already settled: there something is to be done once a label is clamped as well. */
function clampLabel(agent: Agent): void {
  if (pictureLevelOf(agent.kind) === 0) return;
  const label = unitsOf(agent.hierarchy.levels[0]!);
  agent.clamp(0, { values: observationFor(agent.kind, label, 'label') });
}

test('the catalogue has agents, each named like its file', () => {
  expect(kinds.length).toBeGreaterThanOrEqual(4);
  for (const { name } of kinds) expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
  expect(new Set(kinds.map(({ name }) => name)).size).toBe(kinds.length);
});

describe.each(kinds.map((kind) => [kind.name, kind] as const))('%s', (_, kind) => {
  test('says what it is and where it comes from', () => {
    expect(kind.summary).toMatch(/\.$/);
    expect(kind.sources.length).toBeGreaterThan(0);
    for (const { url } of kind.sources) expect(url).toMatch(/^https:\/\//);
    for (const parameter of Object.values(kind.parameters)) {
      expect(parameter.meaning).toMatch(/\.$/);
    }
    // A default that is given is checked like any other value.
    const defaults = resolveParameters(kind.name, kind.parameters);
    expect(resolveParameters(kind.name, kind.parameters, defaults)).toEqual(defaults);
  });

  // Inference of its own descends nothing, and no engine computes it.
  if (kind.inference === undefined) {
    test.each(ENGINE_NAMES)(
      'with %s, free energy never rises while settling at the default rate',
      async (engine) => {
        const agent = await createAgent(kind, { engine });
        const units = unitsOf(agent.hierarchy.levels[pictureLevelOf(kind)]!);
        agent.observe(observationFor(kind, units, 'settle'));
        clampLabel(agent);
        agent.settle({ steps: kind.classes === undefined ? 120 : 15, tolerance: 0 });
        const totals = agent.trace.map(({ total }) => total);
        expect(totals.length).toBeGreaterThan(10);
        // Rounding of sums over many units is all that may go up.
        const rounding = engine === 'reference' ? 1e-12 : 2e-6;
        totals.slice(1).forEach((total, step) => {
          expect(total).toBeLessThanOrEqual(totals[step]! + rounding * Math.abs(totals[step]!));
        });
        expect(totals.at(-1)).toBeLessThan(totals[0]!);
        agent.dispose();
      },
    );

    test.each(OTHER_ENGINES)(
      '%s agrees with reference to 1e-5 of the size of each quantity',
      async (engine) => {
        const [reference, other] = await Promise.all([
          createAgent(kind, { engine: 'reference' }),
          createAgent(kind, { engine }),
        ]);
        const units = unitsOf(reference.hierarchy.levels[pictureLevelOf(kind)]!);
        for (const agent of [reference, other]) {
          agent.observe(observationFor(kind, units, 'engines'));
          agent.step(10);
        }
        const expected = reference.belief();
        const found = other.belief();
        expected.levels.forEach((level, index) => {
          for (const quantity of [
            'values',
            'prediction',
            'predictionErrors',
            'weightedErrors',
            'precision',
          ] as const) {
            const size = Math.max(1e-3, ...level[quantity].map(Math.abs));
            level[quantity].forEach((value, unit) => {
              expect(Math.abs(found.levels[index]![quantity][unit]! - value)).toBeLessThanOrEqual(
                1e-5 * size,
              );
            });
          }
        });
        const scale = Math.abs(expected.freeEnergy.total);
        expect(Math.abs(found.freeEnergy.total - expected.freeEnergy.total)).toBeLessThanOrEqual(
          1e-5 * scale,
        );
        reference.dispose();
        other.dispose();
      },
    );
  }

  test('two runs with one seed are identical to the bit, and free energy has its parts', async () => {
    const runs = await Promise.all(
      [1, 2].map(async () => {
        const agent = await createAgent(kind, { seed: 3 });
        agent.observe(
          observationFor(kind, unitsOf(agent.hierarchy.levels[pictureLevelOf(kind)]!), 'bits'),
        );
        agent.step(7);
        const belief = agent.belief();
        agent.dispose();
        return belief;
      }),
    );
    expect(runs[1]).toStrictEqual(runs[0]);
    const { total, accuracy, complexity, levels } = runs[0]!.freeEnergy;
    expect(complexity - accuracy).toBeCloseTo(total, 6);
    expect(levels.reduce((sum, energy) => sum + energy, 0)).toBeCloseTo(total, 6);
  });

  test('going back to saved values and stepping again gives the same beliefs', async () => {
    const agent = await createAgent(kind);
    agent.observe(
      observationFor(kind, unitsOf(agent.hierarchy.levels[pictureLevelOf(kind)]!), 'saved'),
    );
    clampLabel(agent);
    agent.step(3);
    const saved = agent.saveValues();
    agent.step(4);
    const first = agent.belief();
    agent.restoreValues(saved);
    expect(agent.belief().step).toBe(3);
    agent.step(4);
    expect(agent.belief().levels).toStrictEqual(first.levels);
    agent.dispose();
  });

  test('occluding, lesioning, silencing and restoring everything leaves the settled beliefs as they were', async () => {
    const agent = await createAgent(kind);
    const units = unitsOf(agent.hierarchy.levels[pictureLevelOf(kind)]!);
    const top = agent.hierarchy.levels.length - 1;
    // A lesion takes the values of a level, so that a picture at the top would be gone.
    const lesioned = pictureLevelOf(kind) === top ? 1 : top;
    const canHide = pictureLevelOf(kind) !== top;
    agent.observe(observationFor(kind, units, 'undo'));
    agent.step(5);
    const before = agent.belief();
    if (canHide) agent.occlude(new Uint8Array(units).fill(1));
    else expect(() => agent.occlude(new Uint8Array(units).fill(1))).toThrow(/nothing predicts/);
    agent.setPrecisionGain(top - 1, 0);
    agent.setLesioned(lesioned, true);
    agent.step(5);
    expect(agent.belief().levels[0]!.weightedErrors.every((error) => error === 0)).toBe(true);
    if (canHide) agent.occlude(new Uint8Array(units));
    agent.setPrecisionGain(top - 1, 1);
    agent.setLesioned(lesioned, false);
    agent.reset();
    agent.step(5);
    expect(agent.belief().levels).toStrictEqual(before.levels);
    agent.dispose();
  });

  test('posterior variances are positive where nodes are free, and exact ones are never below the diagonal ones', async () => {
    const agent = await createAgent(kind);
    agent.observe(
      observationFor(kind, unitsOf(agent.hierarchy.levels[pictureLevelOf(kind)]!), 'variance'),
    );
    agent.step(10);
    const exact = agent.posteriorVariance('exact');
    const diagonal = agent.posteriorVariance('diagonal');
    if (exact.method === 'exact') {
      exact.levels.forEach((level, index) => {
        level.forEach((variance, unit) => {
          expect(variance).toBeGreaterThanOrEqual(diagonal.levels[index]![unit]! * (1 - 1e-9));
        });
      });
    }
    const { relativeError } = agent.posteriorVariance('auto');
    expect(relativeError === null || relativeError >= 0).toBe(true);
    agent.dispose();
  });

  test('using it after dispose() throws and says so', async () => {
    const agent = await createAgent(kind);
    agent.dispose();
    agent.dispose();
    expect(() => agent.belief()).toThrow(/disposed/);
  });
});

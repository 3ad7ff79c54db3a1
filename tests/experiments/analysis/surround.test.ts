import { describe, expect, test } from '@jest/globals';
import {
  createEngine,
  findAgent,
  loadShippedWeights,
  resolveParameters,
  weightsFromTensors,
} from '../../../agents/index.ts';
import { drawBars } from '../../../experiments/analysis/bars.ts';
import { blindReconstruction } from '../../../experiments/analysis/blind-reconstruction.ts';
import { blindSpotTrials } from '../../../experiments/analysis/blind-spot-trials.ts';
import { centreErrors } from '../../../experiments/analysis/centre-errors.ts';
import { flankedBars } from '../../../experiments/analysis/flanked-bars.ts';
import { measureFillingIn } from '../../../experiments/analysis/filling-in.ts';
import {
  edgeContrast,
  edgeField,
  type EdgeFigure,
} from '../../../experiments/analysis/illusory-edge.ts';

const kind = await findAgent('rao-ballard');
const parameters = resolveParameters(kind.name, kind.parameters, { offset: '8' });
const { tensors } = await loadShippedWeights('rao-ballard-offset-8');
const weights = weightsFromTensors(kind.hierarchy(parameters), tensors);
const { engine } = await createEngine('wasm');
const net = { kind, parameters, weights, engine, steps: 15 };
const silent = new Float64Array(weights[1]!.lowerFromUpper.length);

const SIDE = 24;
const isCentre = (pixel: number): boolean =>
  [Math.floor(pixel / SIDE), pixel % SIDE].every((place) => place >= 8 && place < 16);

describe('flanked bars', () => {
  test.each([0, 0.4, 1.1, 2.5])(
    'at %f radians have flanks of one luminance in both ways',
    (axis) => {
      const [alone, along, across] = (['alone', 'collinear', 'orthogonal'] as const).map(
        (flanks) => drawBars(SIDE + 8, flankedBars(flanks, axis, 3)).pixels,
      );
      const ink = (pixels: Float32Array): number =>
        pixels.reduce((sum, value, pixel) => sum + value - alone![pixel]!, 0);
      expect(ink(along!) / 72).toBeCloseTo(1, 1);
      expect(ink(across!) / 72).toBeCloseTo(1, 1);
    },
  );

  test.each([0, Math.PI / 8, Math.PI / 4, 1.9])(
    'at %f radians leave the centre window as it is without flanks',
    (axis) => {
      const [alone, along, across] = (['alone', 'collinear', 'orthogonal'] as const).map(
        (flanks) => drawBars(SIDE, flankedBars(flanks, axis, 3)).pixels,
      );
      alone!.forEach((value, pixel) => {
        if (!isCentre(pixel)) return;
        expect(along![pixel]).toBeCloseTo(value, 5);
        expect(across![pixel]).toBeCloseTo(value, 5);
      });
    },
  );
});

describe('what level 2 says to the centre window', () => {
  test('is nothing when it is silent: a surround that is apart changes no error', () => {
    const fields = (['alone', 'collinear', 'orthogonal'] as const).map(
      (flanks) => drawBars(SIDE, flankedBars(flanks, 0, 3)).pixels,
    );
    const [alone, along, across] = centreErrors(net, fields, silent);
    expect(along! / alone!).toBeCloseTo(1, 5);
    expect(across! / alone!).toBeCloseTo(1, 5);
    const [first, second] = centreErrors(net, fields);
    expect(Math.abs(second! / first! - 1)).toBeGreaterThan(1e-4);
  });

  test('is all that a blind window believes', () => {
    const { observations, truths } = blindSpotTrials(kind, parameters, 'two-sided');
    for (const window of blindReconstruction(net, observations, silent)) {
      expect(Math.max(...window.map(Math.abs))).toBe(0);
    }
    // The projections of the windows on the bars are those of the blind-spot experiment.
    const { projections } = measureFillingIn(net)['two-sided'];
    blindReconstruction(net, observations).forEach((window, trial) => {
      const dot = (one: ArrayLike<number>, other: ArrayLike<number>): number =>
        Array.from(one).reduce((sum, value, pixel) => sum + value * other[pixel]!, 0);
      const truth = truths[trial]!;
      expect(dot(window, truth) / dot(truth, truth)).toBeCloseTo(projections[trial]!, 8);
    });
  });

  const figure: Omit<EdgeFigure, 'form'> = {
    ...{ turn: 0, radius: 8, square: 24, shift: 0, slip: 0, amplitude: -0.5 },
  };

  test('an illusory edge has no ink in the window where a real one has', () => {
    const contrastOf = (form: EdgeFigure['form']): number => {
      const field = edgeField(kind, parameters, { side: SIDE, figure: { ...figure, form } });
      return edgeContrast(
        field.filter((_, pixel) => isCentre(pixel)),
        8,
        0,
      );
    };
    const real = contrastOf('joined');
    // The dark strip is outside of the square.
    expect(real).toBeGreaterThan(0.3);
    expect(Math.abs(contrastOf('kanizsa') / real)).toBeLessThan(0.35);
    expect(Math.abs(contrastOf('turned') / real)).toBeLessThan(0.35);
  });

  test.each([0, 1, 2, 3])('turned by %i quarters, a figure has the same contrast', (turn) => {
    const contrastOf = (quarters: number): number => {
      const field = edgeField(kind, parameters, {
        side: SIDE,
        figure: { ...figure, form: 'joined', turn: quarters },
      });
      return edgeContrast(
        field.filter((_, pixel) => isCentre(pixel)),
        8,
        quarters,
      );
    };
    expect(contrastOf(turn)).toBeCloseTo(contrastOf(0), 3);
  });
});

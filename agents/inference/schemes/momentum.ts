import { REFERENCES } from '../../references.ts';
import { proximalStep } from '../proximal-step.ts';
import { defineScheme } from '../scheme.ts';

/**
 * Heavy ball, v <- m v - rate dF/dx, x <- x + v: beliefs have inertia, and roll on where the slope keeps its direction.
 * On a quadratic F it is stable below 2 (1 + m) / lambda_max. The free energy may rise on the way.
 */
export const momentum = defineScheme({
  name: 'momentum',
  summary: 'Heavy ball: beliefs keep a part of their velocity from step to step.',
  sources: [REFERENCES.polyak1964],
  parameters: {
    momentum: {
      kind: 'number',
      default: 0.65,
      min: 0,
      max: 0.999,
      unit: '1/steps',
      meaning: 'Share of the velocity that is kept from one step to the next.',
    },
  },
  descends: false,
  settles: true,
  usesInferenceRate: true,
  begin: ({ surface, inferenceRate }, { momentum: kept }) => {
    let velocity = new Float64Array(surface.batch * surface.size);
    let evaluations = 0;
    return {
      step: () => {
        evaluations++;
        const values = surface.values();
        const carried = values.map((value, entry) => value + kept * velocity[entry]!);
        const moved = proximalStep(surface, {
          from: carried,
          direction: surface.gradient(),
          rate: inferenceRate(),
        });
        velocity = moved.map((value, entry) => value - values[entry]!);
        return surface.moveTo(moved);
      },
      restart: () => {
        velocity = new Float64Array(surface.batch * surface.size);
      },
      get evaluations() {
        return evaluations;
      },
    };
  },
});

import { REFERENCES } from '../../references.ts';
import { proximalStep } from '../proximal-step.ts';
import { defineScheme } from '../scheme.ts';

/**
 * Explicit Euler, x <- x - rate dF/dx: gradient descent with a constant step size. Stable below 2/lambda_max. A
 * Laplace prior is handled by soft-thresholding after the step (proximal gradient descent).
 */
export const euler = defineScheme({
  name: 'euler',
  summary: 'Explicit Euler: a step of constant size down the slope of the free energy.',
  sources: [REFERENCES.bogacz2017, REFERENCES.beckTeboulle2009],
  parameters: {},
  descends: true,
  settles: true,
  usesInferenceRate: true,
  begin: ({ surface, inferenceRate }) => {
    let evaluations = 0;
    return {
      step: () => {
        evaluations++;
        return surface.moveTo(
          proximalStep(surface, {
            from: surface.values(),
            direction: surface.gradient(),
            rate: inferenceRate(),
          }),
        );
      },
      restart: () => undefined,
      get evaluations() {
        return evaluations;
      },
    };
  },
});

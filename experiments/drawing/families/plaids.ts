import type { ParameterTable, ParameterValues } from '../../../agents/index.ts';
import type { Resolution } from '../../resolution.ts';
import type { Drawn } from '../../stimulus.ts';
import { superimposed } from '../combine.ts';
import { defineDrawer, drawn, type Drawer } from '../drawer.ts';
import { ratio } from '../table-entries.ts';
import { gabor } from './gabors.ts';
import { linearWave } from './waves.ts';

const WEIGHTS = {
  weight1: { ...ratio(1, 0, 1000, 'Weight of the first.'), min: 1e-6 },
  weight2: { ...ratio(1, 0, 1000, 'Weight of the second.'), min: 1e-6 },
} as const;

/** The sum of two drawings, each with its share of the weights; only the masks of the gratings are kept. */
function added(
  resolution: Resolution,
  [first, second]: readonly [Drawn, Drawn],
  { weight1, weight2 }: { readonly weight1: number; readonly weight2: number },
): Drawn {
  const sum = weight1 + weight2;
  const { pixels, masks } = superimposed([first, second], [weight1 / sum, weight2 / sum]);
  const gratings = Object.entries(masks).filter(([name]) => name.startsWith('gratingMask'));
  return drawn(resolution, pixels, Object.fromEntries(gratings));
}

function plaid<Table extends ParameterTable>(
  one: Drawer<Table>,
  prefix: 'gabor' | 'grating',
): Drawer<ParameterTable> {
  const names = [`${prefix}Parameters1`, `${prefix}Parameters2`] as const;
  const parameters: ParameterTable = {
    [names[0]]: {
      kind: 'set',
      table: one.parameters,
      default: {},
      meaning: 'Parameters of the first.',
    },
    [names[1]]: {
      kind: 'set',
      table: one.parameters,
      default: { rotation: 90 },
      meaning: 'Parameters of the second.',
    },
    ...WEIGHTS,
  };
  return defineDrawer<ParameterTable>({
    antiAliasing: one.antiAliasing ?? 'none',
    parameters,
    render: (resolution, values, random) => {
      // Checked against the table whose entries these are.
      const draw = (name: string): Drawn =>
        one.render(resolution, values[name] as ParameterValues<Table>, random);
      const weights = { weight1: Number(values['weight1']), weight2: Number(values['weight2']) };
      return added(resolution, [draw(names[0]), draw(names[1])], weights);
    },
  });
}

/** Two Gabors, one over the other. */
export const gaborPlaid = plaid(gabor, 'gabor');
/** Two sinusoidal gratings, one over the other. */
export const sinePlaid = plaid(linearWave('sine'), 'grating');
/** Two square-wave gratings, one over the other. */
export const squarePlaid = plaid(linearWave('square'), 'grating');

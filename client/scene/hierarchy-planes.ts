import {
  addressOf,
  type AgentDescription,
  type Frame,
  type Quantity,
} from '../../protocol/index.ts';
import { familyOf } from '../colour/limits.ts';
import { opacityFromVariance, type PlanePicture } from '../colour/paint-plane.ts';
import { stylePlane } from '../colour/plane-style.ts';
import type { Store } from '../state/store.ts';
import { layOutPlane, type PlaneLayout } from './plane-layout.ts';

/** The planes of a level, always in this order. */
export const COLUMNS = ['belief', 'prediction', 'error', 'uncertainty'] as const;
/** One of {@link COLUMNS}. */
export type Column = (typeof COLUMNS)[number];

/** Which quantity a column draws. */
export function quantityOf(column: Column, weighted: boolean): Quantity {
  switch (column) {
    case 'belief':
      return 'values';
    case 'prediction':
      return 'prediction';
    case 'error':
      return weighted ? 'weightedErrors' : 'predictionErrors';
    case 'uncertainty':
      return 'variance';
  }
}

/** In which column a quantity is drawn; `null` for one that has none of its own. */
export function columnOf(quantity: Quantity): Column | null {
  switch (quantity) {
    case 'values':
      return 'belief';
    case 'prediction':
      return 'prediction';
    case 'predictionErrors':
    case 'weightedErrors':
      return 'error';
    case 'variance':
      return 'uncertainty';
    case 'precision':
      return null;
  }
}

/** Layouts of all levels of an agent, senses first. */
export function layOutLevels(agent: AgentDescription): readonly PlaneLayout[] {
  return agent.levels.map(({ arrangement, units }) => layOutPlane(arrangement, units));
}

/** The picture of one plane of a frame under the present settings. */
export function pictureOf(
  store: Store,
  frame: Frame,
  { level, quantity, layout }: { level: number; quantity: Quantity; layout: PlaneLayout },
): PlanePicture {
  const settings = store.settings.colours.value;
  const limits = store.limits.value;
  const plane = frame.planes.get(addressOf({ level, quantity }));
  const style = stylePlane({
    settings,
    palette: store.palette.value,
    limits,
    frame,
    level,
    quantity,
  });
  const variance = frame.planes.get(addressOf({ level, quantity: 'variance' }));
  const fades = quantity === 'values' && level > 0 && store.settings.fadeUncertain.value;
  const limit = limits.largest.get(`${level}/${familyOf('variance')}`) ?? 0;
  const opacity =
    fades && variance !== undefined && limit > 0 ? opacityFromVariance(variance, limit) : undefined;
  return { plane: plane?.length === 0 ? undefined : plane, layout, style, opacity };
}

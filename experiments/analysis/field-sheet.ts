import {
  connectionShape,
  type Hierarchy,
  type HierarchyWeights,
  type Picture,
} from '../../agents/index.ts';
import { contactSheet } from '../images/contact-sheet.ts';
import { fieldsOfColumns } from './receptive-fields.ts';

/** The generative fields of all units that predict the sensory level, as one picture; each is scaled to its own range. */
export function fieldSheet(hierarchy: Hierarchy, weights: HierarchyWeights): Picture {
  const { transform } = hierarchy.connections[0]!;
  const { upper } = connectionShape(hierarchy, 0);
  const { rows, columns } =
    transform.kind === 'windows' ? transform : hierarchy.levels[0]!.arrangement;
  const fields = fieldsOfColumns(weights[0]!.lowerFromUpper, { rows, columns, units: upper });
  return contactSheet(fields, { scale: 'signed', zoom: 4, gap: 2 });
}

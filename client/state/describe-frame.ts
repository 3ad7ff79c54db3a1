import { addressOf, type AgentDescription, type Frame } from '../../protocol/index.ts';
import { messages } from '../messages.ts';
import { layOutPlane } from '../scene/plane-layout.ts';
import { formatNumber } from './format-number.ts';

/** Where the largest error is: its level, and the part of the picture in words. */
export interface LargestError {
  readonly level: number;
  readonly place: string;
  readonly value: number;
}

/** Finds the level with the largest norm of weighted errors and the place of its largest entry. */
export function largestErrorIn(frame: Frame, agent: AgentDescription): LargestError | null {
  const { errorNorms } = frame.header;
  const level = errorNorms.indexOf(Math.max(...errorNorms));
  const description = agent.levels[level];
  const plane = frame.planes.get(addressOf({ level, quantity: 'predictionErrors' }));
  if (description === undefined || plane === undefined || plane.length === 0) return null;
  let unit = 0;
  plane.forEach((value, index) => {
    if (Math.abs(value) > Math.abs(plane[unit] ?? 0)) unit = index;
  });
  const layout = layOutPlane(description.arrangement, description.units);
  const pixel = layout.pixelOf[unit] ?? 0;
  const place = placeInWords(
    (pixel % layout.width) / Math.max(1, layout.width - 1),
    Math.floor(pixel / layout.width) / Math.max(1, layout.height - 1),
  );
  return { level, place: layout.pixelOf.length === 1 ? '' : place, value: plane[unit] ?? 0 };
}

/** One of nine parts of a picture; (0, 0) is the top left, (1, 1) the bottom right. */
export function placeInWords(x: number, y: number): string {
  const column = x < 1 / 3 ? 0 : x <= 2 / 3 ? 1 : 2;
  const row = y < 1 / 3 ? 0 : y <= 2 / 3 ? 1 : 2;
  return messages.places[row * 3 + column] ?? '';
}

/** One spoken sentence: step, free energy, where the error is largest. */
export function spokenSummary(frame: Frame, agent: AgentDescription): string {
  const { step, freeEnergy } = frame.header;
  const largest = largestErrorIn(frame, agent);
  return messages.summary.spoken(
    step,
    `${agent.energy} ${formatNumber(freeEnergy.total)}`,
    largest === null ? '' : messages.summary.largest(largest.level, largest.place),
  );
}

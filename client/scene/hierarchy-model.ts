import { Group, type Object3D } from 'three';
import type { AgentDescription, Frame } from '../../protocol/index.ts';
import type { Store } from '../state/store.ts';
import { type Arrow, createArrow } from './arrow.ts';
import { readColours } from './css-colours.ts';
import { edgeOf, placeOf, sizeOf } from './hierarchy-layout.ts';
import {
  columnOf,
  COLUMNS,
  type Column,
  layOutLevels,
  pictureOf,
  quantityOf,
} from './hierarchy-planes.ts';
import { createSheet, createSheetGeometry, type Sheet } from './sheet.ts';

/** The objects of one agent's hierarchy. */
export interface HierarchyModel {
  readonly group: Group;
  readonly agent: AgentDescription;
  readonly exploded: boolean;
  draw(frame: Frame, options: { readonly beads: boolean }): void;
  /** The sheet that an object belongs to. */
  sheetOf(object: Object3D): Sheet | undefined;
  readonly targets: readonly Object3D[];
  dispose(): void;
}

const FAMILY: Readonly<Record<Column, 'belief' | 'prediction' | 'error' | 'uncertainty'>> = {
  belief: 'belief',
  prediction: 'prediction',
  error: 'error',
  uncertainty: 'uncertainty',
};

/** Steps that a bead takes from one level to the next. */
const BEAD_STEPS = 24;

/** The top level has no plane of predictions: nothing is above it. */
function isPredicted(agent: AgentDescription, { level, column }: Sheet): boolean {
  return column !== 'prediction' || typeof agent.levels[level]?.predictedBy === 'string';
}

/** Builds sheets and arrows of an agent. */
export function createHierarchyModel(
  host: HTMLElement,
  store: Store,
  agent: AgentDescription,
): HierarchyModel {
  const exploded = store.settings.exploded.peek();
  const stack = { levels: agent.levels.length, exploded };
  const layouts = layOutLevels(agent);
  const geometry = createSheetGeometry();
  const group = new Group();
  const sheets = layouts.flatMap((layout, level) =>
    COLUMNS.map((column) => {
      const sheet = createSheet(geometry, { level, column, layout });
      sheet.moveTo(placeOf({ level, column }, stack));
      group.add(sheet.group);
      return { sheet, layout };
    }),
  );
  const heightAt = (level: number): number => {
    const layout = layouts[level];
    return layout === undefined ? 1 : sizeOf(layout).height;
  };
  const between = (
    from: { level: number; column: Column },
    to: { level: number; column: Column },
  ): Arrow => {
    const down = from.level > to.level;
    const start = edgeOf(placeOf(from, stack), heightAt(from.level), down ? 'lower' : 'upper');
    const end = edgeOf(placeOf(to, stack), heightAt(to.level), down ? 'upper' : 'lower');
    const arrow = createArrow(start, end);
    group.add(arrow.group);
    return arrow;
  };
  const steps = agent.levels.slice(1).map((_, lower) => ({
    lower,
    down: between({ level: lower + 1, column: 'belief' }, { level: lower, column: 'prediction' }),
    up: between({ level: lower, column: 'error' }, { level: lower + 1, column: 'belief' }),
  }));
  let largestNorm = 0;

  const paintFrames = (): void => {
    const colours = readColours(host, [
      'plane-back',
      'belief',
      'prediction',
      'error',
      'uncertainty',
    ]);
    const selection = store.selection.peek();
    const chosen = columnOf(selection.quantity);
    for (const { sheet } of sheets) {
      sheet.paintFrame({
        frame: colours[FAMILY[sheet.column]],
        back: colours['plane-back'],
        selected: sheet.level === selection.level && sheet.column === chosen,
      });
    }
    for (const { down, up } of steps) {
      down.setColour(colours.prediction);
      up.setColour(colours.error);
    }
  };

  return {
    group,
    agent,
    exploded,
    targets: sheets.map(({ sheet }) => sheet.target),
    sheetOf: (object) => sheets.find(({ sheet }) => sheet.target === object)?.sheet,
    draw(frame, { beads }) {
      paintFrames();
      const weighted = store.settings.weighted.peek();
      for (const { sheet, layout } of sheets) {
        const quantity = quantityOf(sheet.column, weighted);
        const picture = pictureOf(store, frame, { level: sheet.level, quantity, layout });
        sheet.group.visible = picture.plane !== undefined && isPredicted(agent, sheet);
        sheet.draw(picture);
      }
      largestNorm = Math.max(largestNorm, ...frame.header.errorNorms);
      const position = (frame.header.sequence % BEAD_STEPS) / BEAD_STEPS;
      for (const { lower, down, up } of steps) {
        const norm = frame.header.errorNorms[lower] ?? 0;
        up.setStrength(largestNorm > 0 ? Math.sqrt(norm / largestNorm) : 0);
        down.setStrength(0.8);
        up.setBead(beads ? position : null);
        down.setBead(beads ? position : null);
      }
    },
    dispose() {
      for (const { sheet } of sheets) sheet.dispose();
      for (const { down, up } of steps) {
        down.dispose();
        up.dispose();
      }
      geometry.dispose();
      group.removeFromParent();
    },
  };
}

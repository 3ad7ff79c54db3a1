import type { AgentDescription, Frame } from '../../protocol/index.ts';
import { messages } from '../messages.ts';
import { captionWithNumber } from '../scene/captions.ts';
import {
  columnOf,
  COLUMNS,
  type Column,
  layOutLevels,
  pictureOf,
  quantityOf,
} from '../scene/hierarchy-planes.ts';
import { createPlaneCanvas, type PlaneCanvas } from '../scene/plane-canvas.ts';
import type { PlaneLayout } from '../scene/plane-layout.ts';
import { defineView } from '../view.ts';

interface Cell {
  readonly level: number;
  readonly column: Column;
  readonly layout: PlaneLayout;
  readonly button: HTMLButtonElement;
  readonly caption: HTMLElement;
  readonly picture: PlaneCanvas;
}

export default defineView({
  name: 'hierarchy-flat',
  summary: 'All levels as flat pictures in a table, the senses at the bottom.',
  mount(host, { store }) {
    const table = document.createElement('div');
    table.className = 'flat-table';
    table.setAttribute('role', 'group');
    table.setAttribute('aria-label', messages.scene.label);
    host.append(table);
    let agent: AgentDescription | null = null;
    let cells: readonly Cell[] = [];

    const build = (next: AgentDescription): void => {
      agent = next;
      table.replaceChildren();
      table.style.setProperty('--levels', String(next.levels.length));
      const layouts = layOutLevels(next);
      cells = [...layouts.entries()].reverse().flatMap(([level, layout]) => {
        table.append(levelHeading(next, level));
        return COLUMNS.map((column) => {
          const cell = createCell({ level, column, layout });
          cell.button.addEventListener('click', () => {
            const quantity = quantityOf(column, store.settings.weighted.peek());
            store.selection.value = { level, quantity };
          });
          table.append(cell.button);
          return cell;
        });
      });
    };

    return {
      update(frame: Frame) {
        const present = store.session.peek()?.agent;
        if (present === undefined) return;
        if (present.name !== agent?.name) build(present);
        const selection = store.selection.peek();
        const chosen = columnOf(selection.quantity);
        for (const { level, column, layout, button, caption, picture } of cells) {
          const quantity = quantityOf(column, store.settings.weighted.peek());
          const drawn = pictureOf(store, frame, { level, quantity, layout });
          const units = layout.pixelOf.length;
          const words = captionWithNumber(frame, { level, quantity, units });
          if (caption.textContent !== words) caption.textContent = words;
          const isAbsent = column === 'prediction' && present.levels[level]?.predictedBy === null;
          button.classList.toggle('flat-empty', isAbsent || drawn.plane === undefined);
          button.title = messages.quantities[quantity].meaning;
          button.setAttribute(
            'aria-pressed',
            String(level === selection.level && column === chosen),
          );
          picture.draw(drawn);
        }
      },
      dispose() {
        cells = [];
        table.remove();
      },
    };
  },
});

function levelHeading({ levels }: AgentDescription, level: number): HTMLElement {
  const heading = document.createElement('div');
  heading.className = 'flat-level';
  const description = levels[level];
  heading.textContent = messages.scene.level(level, description?.name ?? '');
  heading.title = description?.meaning ?? '';
  return heading;
}

function createCell(what: { level: number; column: Column; layout: PlaneLayout }): Cell {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = `flat-cell flat-${what.column}`;
  const caption = document.createElement('span');
  caption.className = 'flat-caption';
  const picture = createPlaneCanvas(what.layout);
  picture.canvas.setAttribute('aria-hidden', 'true');
  const box = document.createElement('span');
  box.className = 'flat-box';
  box.append(picture.canvas);
  button.append(box, caption);
  return { ...what, button, caption, picture };
}

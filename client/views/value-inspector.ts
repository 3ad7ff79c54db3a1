import type { Frame } from '../../protocol/index.ts';
import { messages } from '../messages.ts';
import { pictureOf } from '../scene/hierarchy-planes.ts';
import { createPlaneCanvas, type PlaneCanvas } from '../scene/plane-canvas.ts';
import { layOutPlane, type PlaneLayout } from '../scene/plane-layout.ts';
import { drawHistogram } from '../plots/histogram.ts';
import { describeUnit } from '../state/describe-unit.ts';
import { formatNumber } from '../state/format-number.ts';
import { statisticsOf } from '../state/statistics.ts';
import { defineView } from '../view.ts';

const STATISTICS = ['count', 'smallest', 'largest', 'mean', 'spread', 'norm'] as const;

export default defineView({
  name: 'value-inspector',
  summary:
    'The selected plane, large, with the number under the pointer, its histogram and statistics.',
  mount(host, { store }) {
    const box = element('div', 'inspector-box');
    const readout = element('p', 'inspector-readout');
    const histogram = document.createElement('canvas');
    histogram.className = 'inspector-histogram';
    histogram.setAttribute('role', 'img');
    const list = element('dl', 'inspector-statistics');
    const figures = STATISTICS.map((name) => {
      const figure = element('dd', '');
      const pair = element('div', '');
      pair.append(element('dt', '', messages.inspector.statistics[name]), figure);
      list.append(pair);
      return { name, figure };
    });
    host.append(box, readout, histogram, list);

    let grid: PlaneCanvas | null = null;
    let layout: PlaneLayout | null = null;
    let built = '';
    let hovered: number | null = null;
    let shown: Frame | null = null;

    const build = (key: string, next: PlaneLayout): void => {
      built = key;
      layout = next;
      hovered = null;
      grid = createPlaneCanvas(next);
      grid.canvas.setAttribute('role', 'img');
      box.replaceChildren(grid.canvas);
      box.style.setProperty('--aspect', String(next.width / next.height));
    };

    const writeReadout = (): void => {
      const agent = store.session.peek()?.agent;
      const selection = store.selection.peek();
      const value =
        hovered === null
          ? undefined
          : shown?.planes.get(`${selection.level}/${selection.quantity}`)?.[hovered];
      readout.textContent =
        agent === undefined || hovered === null || value === undefined
          ? messages.inspector.hover
          : describeUnit(agent, { ...selection, unit: hovered, value });
    };

    const onMove = ({ clientX, clientY }: PointerEvent): void => {
      if (grid === null || layout === null) return;
      const { left, top, width, height } = grid.canvas.getBoundingClientRect();
      const column = Math.floor(((clientX - left) / width) * layout.width);
      const row = Math.floor(((clientY - top) / height) * layout.height);
      const inside = column >= 0 && row >= 0 && column < layout.width && row < layout.height;
      const unit = inside ? (layout.unitAt[row * layout.width + column] ?? -1) : -1;
      hovered = unit < 0 ? null : unit;
      writeReadout();
    };
    const onLeave = (): void => {
      hovered = null;
      writeReadout();
    };
    box.addEventListener('pointermove', onMove);
    box.addEventListener('pointerleave', onLeave);

    return {
      update(frame) {
        shown = frame;
        const agent = store.session.peek()?.agent;
        const { level, quantity } = store.selection.peek();
        const description = agent?.levels[level];
        if (agent === undefined || description === undefined) return;
        const key = `${agent.name} ${level}`;
        if (key !== built) build(key, layOutPlane(description.arrangement, description.units));
        if (grid === null || layout === null) return;
        const picture = pictureOf(store, frame, { level, quantity, layout });
        grid.draw(picture);
        const name = messages.quantities[quantity].name;
        grid.canvas.setAttribute('aria-label', messages.inspector.grid(level, name));
        const statistics = picture.plane === undefined ? null : statisticsOf(picture.plane);
        for (const figure of figures) {
          const value = statistics?.[figure.name];
          figure.figure.textContent = value === undefined ? '–' : formatNumber(value);
        }
        const { low, high } = picture.style;
        histogram.setAttribute(
          'aria-label',
          messages.inspector.histogram(formatNumber(low), formatNumber(high)),
        );
        drawHistogram(histogram, picture);
        if (picture.plane === undefined) readout.textContent = messages.inspector.missing;
        else writeReadout();
      },
      dispose() {
        box.removeEventListener('pointermove', onMove);
        box.removeEventListener('pointerleave', onLeave);
        for (const part of [box, readout, histogram, list]) part.remove();
      },
    };
  },
});

function element(tag: string, className: string, text = ''): HTMLElement {
  const created = document.createElement(tag);
  created.className = className;
  created.textContent = text;
  return created;
}

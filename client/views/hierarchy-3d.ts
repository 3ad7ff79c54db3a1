import { effect } from '@preact/signals';
import type { Quantity } from '../../protocol/index.ts';
import { Raycaster, Vector2 } from 'three';
import { messages } from '../messages.ts';
import { extentOf, placeOf, edgeOf, sizeOf } from '../scene/hierarchy-layout.ts';
import { createHierarchyModel, type HierarchyModel } from '../scene/hierarchy-model.ts';
import { COLUMNS, layOutLevels, quantityOf } from '../scene/hierarchy-planes.ts';
import { createLabels } from '../scene/labels.ts';
import { createStage } from '../scene/stage.ts';
import { captionWithNumber } from '../scene/captions.ts';
import { defineView } from '../view.ts';

export default defineView({
  name: 'hierarchy-3d',
  summary: 'All levels as planes in space, with arrows for predictions and errors.',
  mount(host, { store }) {
    const labels = createLabels(host);
    const stage = createStage(host, {
      smooth: !store.drawsSlowly.peek(),
      onDraw: () => labels.follow(stage.camera),
    });
    stage.canvas.setAttribute('role', 'img');
    stage.canvas.setAttribute('aria-label', messages.scene.label);
    const calm = matchMedia('(prefers-reduced-motion: reduce)');
    let model: HierarchyModel | null = null;
    let labelled = '';
    const captions: { element: HTMLElement; level: number; quantity: Quantity; units: number }[] =
      [];

    const select = (level: number, quantity: Quantity): void => {
      store.selection.value = { level, quantity };
    };

    const writeLabels = (of: HierarchyModel): void => {
      const weighted = store.settings.weighted.value;
      const shown = store.settings.labels.value;
      const key = [of.agent.name, of.exploded, weighted, shown].join();
      if (key === labelled) return;
      labelled = key;
      labels.clear();
      captions.length = 0;
      if (!shown) return;
      const stack = { levels: of.agent.levels.length, exploded: of.exploded };
      const layouts = layOutLevels(of.agent);
      for (const [level, description] of of.agent.levels.entries()) {
        const first = placeOf({ level, column: 'belief' }, stack);
        labels.add({
          text: messages.scene.level(level, description.name),
          detail: description.meaning,
          className: 'scene-label-level',
          place: { ...first, x: first.x - 0.6 },
          onClick: () => select(level, store.selection.peek().quantity),
        });
        const layout = layouts[level];
        for (const column of COLUMNS) {
          if (layout === undefined) continue;
          const quantity = quantityOf(column, weighted);
          if (quantity === 'prediction' && description.predictedBy === null) continue;
          const centre = placeOf({ level, column }, stack);
          const element = labels.add({
            text: '',
            detail: messages.quantities[quantity].meaning,
            className: `scene-label-sheet scene-label-${column}`,
            place: edgeOf(centre, sizeOf(layout).height, 'lower'),
            onClick: () => select(level, quantity),
          });
          captions.push({ element, level, quantity, units: description.units });
        }
      }
    };

    const rebuild = (): HierarchyModel | null => {
      const agent = store.session.peek()?.agent;
      if (agent === undefined) return null;
      const exploded = store.settings.exploded.peek();
      if (model?.agent.name === agent.name && model.exploded === exploded) return model;
      model?.dispose();
      model = createHierarchyModel(host, store, agent);
      stage.scene.add(model.group);
      const { halfWidth, halfHeight } = extentOf({ levels: agent.levels.length, exploded });
      stage.fit(halfWidth, halfHeight);
      return model;
    };

    const draw = (): void => {
      const frame = store.shown.peek();
      const present = frame === null ? null : rebuild();
      if (frame === null || present === null) return;
      writeLabels(present);
      for (const { element, ...plane } of captions) {
        const words = captionWithNumber(frame, plane);
        if (element.textContent !== words) element.textContent = words;
      }
      present.draw(frame, { beads: !calm.matches });
      stage.requestDraw();
    };

    const stopFollowing = [
      store.settings.exploded.subscribe(draw),
      store.settings.labels.subscribe(draw),
      effect(() => {
        const request = store.cameraRequest.value;
        if (request !== null) stage.moveCamera(request);
      }),
    ];

    const raycaster = new Raycaster();
    let pressed = { x: 0, y: 0 };
    const onDown = ({ clientX, clientY }: PointerEvent): void => {
      pressed = { x: clientX, y: clientY };
    };
    const onUp = ({ clientX, clientY }: PointerEvent): void => {
      // A drag turns the camera; only a click selects.
      if (model === null || Math.hypot(clientX - pressed.x, clientY - pressed.y) > 4) return;
      const { left, top, width, height } = stage.canvas.getBoundingClientRect();
      const point = new Vector2(
        ((clientX - left) / width) * 2 - 1,
        1 - ((clientY - top) / height) * 2,
      );
      raycaster.setFromCamera(point, stage.camera);
      const [hit] = raycaster.intersectObjects([...model.targets]);
      const sheet = hit === undefined ? undefined : model.sheetOf(hit.object);
      if (sheet !== undefined) {
        select(sheet.level, quantityOf(sheet.column, store.settings.weighted.peek()));
      }
    };
    stage.canvas.addEventListener('pointerdown', onDown);
    stage.canvas.addEventListener('pointerup', onUp);

    return {
      update: draw,
      resources: () => stage.resources(),
      dispose() {
        for (const stop of stopFollowing) stop();
        stage.canvas.removeEventListener('pointerdown', onDown);
        stage.canvas.removeEventListener('pointerup', onUp);
        model?.dispose();
        labels.dispose();
        stage.dispose();
      },
    };
  },
});

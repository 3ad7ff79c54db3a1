import { useSignal } from '@preact/signals';
import {
  emptyPainting,
  hideRectangle,
  maskOf,
  drawingOf,
  EMPTY,
  TOOLS,
  type Tool,
} from '../controls/field-painting.ts';
import { useMemo } from 'preact/hooks';
import { useLab } from '../lab.ts';
import { messages } from '../messages.ts';
import { FieldCanvas } from './field-canvas.tsx';

/** Draws on the agent's field and hides parts of it. */
export function FieldEditor() {
  const { store, stimuli } = useLab();
  const session = store.session.value;
  const arrangement = session?.agent.levels[session.agent.pictureLevel]?.arrangement;
  const rows = (arrangement?.gridRows ?? 1) * (arrangement?.rows ?? 1);
  const columns = (arrangement?.gridColumns ?? 1) * (arrangement?.columns ?? 1);
  const painting = useMemo(
    () => emptyPainting(rows, columns),
    // Another session starts with an empty field.
    [rows, columns, session?.session],
  );
  const tool = useSignal<Tool>('occlude');
  const luminance = useSignal(255);
  const radius = useSignal(1);
  const changed = useSignal(0);
  const { stimulus } = messages;
  const hide = (left: number, top: number, right: number, bottom: number): void => {
    hideRectangle(painting, { left, top, right, bottom });
    changed.value += 1;
    stimuli.occlude(maskOf(painting));
  };
  return (
    <div class="field-editor">
      <h3>{stimulus.field}</h3>
      <fieldset class="segments">
        <legend class="visually-hidden">{stimulus.tools}</legend>
        {TOOLS.map((name) => (
          <label key={name} class="segment" title={stimulus.toolMeaning[name]}>
            <input
              type="radio"
              name="tool"
              checked={tool.value === name}
              onChange={() => (tool.value = name)}
            />
            <span>{stimulus.tool[name]}</span>
          </label>
        ))}
      </fieldset>
      <FieldCanvas
        painting={painting}
        brush={{ tool: tool.value, luminance: luminance.value, radius: radius.value }}
        changed={changed}
      />
      <p class="hint">{stimulus.toolMeaning[tool.value]}</p>
      <div class="brush-sliders">
        <label class="small-slider">
          <span>{stimulus.size}</span>
          <input
            type="range"
            min="0"
            max="6"
            step="1"
            value={radius.value}
            onInput={({ currentTarget }) => (radius.value = Number(currentTarget.value))}
          />
        </label>
        <label class="small-slider">
          <span>{stimulus.luminance}</span>
          <input
            type="range"
            min="0"
            max="255"
            step="1"
            value={luminance.value}
            disabled={tool.value !== 'draw'}
            onInput={({ currentTarget }) => (luminance.value = Number(currentTarget.value))}
          />
        </label>
      </div>
      <div class="button-row">
        <button type="button" onClick={() => hide(0.3, 0.3, 0.7, 0.7)}>
          {stimulus.hideMiddle}
        </button>
        <button type="button" onClick={() => hide(-1, -1, 0.5, 2)}>
          {stimulus.hideLeft}
        </button>
        <button type="button" onClick={() => hide(2, 2, 2, 2)}>
          {stimulus.showAll}
        </button>
        <button
          type="button"
          onClick={() => {
            painting.drawing.fill(EMPTY);
            changed.value += 1;
            stimuli.showDrawing(drawingOf(painting));
          }}
        >
          {stimulus.clearDrawing}
        </button>
      </div>
    </div>
  );
}

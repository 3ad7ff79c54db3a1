import type { Signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { drawingOf, type FieldPainting, maskOf } from '../controls/field-painting.ts';
import { type Brush, type Painted, useStrokes } from '../controls/use-strokes.ts';
import { drawField } from '../scene/draw-field.ts';
import { useLab } from '../lab.ts';
import { messages } from '../messages.ts';

/** Shows the field as the agent has it, with what is hidden hatched, and takes strokes of the brush. */
export function FieldCanvas(props: {
  readonly painting: FieldPainting;
  readonly brush: Brush;
  /** Counts changes that were made elsewhere. */
  readonly changed: Signal<number>;
}) {
  const { store, stimuli, clock } = useLab();
  const canvas = useRef<HTMLCanvasElement>(null);
  const sending = useRef<ReturnType<typeof setTimeout> | null>(null);
  const { painting, brush, changed } = props;

  const redraw = (): void => {
    if (canvas.current !== null) drawField(canvas.current, store, painting, cursor.current);
  };
  /** Strokes are sent ten times a second, not with every pixel. */
  const send = (painted: Painted): void => {
    sending.current ??= setTimeout(() => {
      sending.current = null;
      if (painted === 'mask') stimuli.occlude(maskOf(painting));
      else stimuli.showDrawing(drawingOf(painting));
    }, 100);
  };
  const { cursor, ...strokes } = useStrokes({ canvas, painting, brush, redraw, onDab: send });
  useEffect(() => clock.subscribe(redraw), [clock, painting]);
  useEffect(redraw, [painting, changed.value]);

  return (
    <canvas
      ref={canvas}
      class="field-canvas"
      role="application"
      tabIndex={0}
      aria-label={messages.stimulus.fieldLabel}
      {...strokes}
    />
  );
}

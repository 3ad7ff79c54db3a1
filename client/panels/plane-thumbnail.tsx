import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { Quantity } from '../../protocol/index.ts';
import { useLab } from '../lab.ts';
import { pictureOf } from '../scene/hierarchy-planes.ts';
import { createPlaneCanvas } from '../scene/plane-canvas.ts';
import { layOutPlane } from '../scene/plane-layout.ts';

/** A small picture of one plane that follows the frames. */
export function PlaneThumbnail(props: {
  readonly level: number;
  readonly quantity: Quantity;
  readonly label: string;
}) {
  const { store, clock } = useLab();
  const canvas = useRef<HTMLCanvasElement>(null);
  const { level, quantity, label } = props;
  const description = store.session.value?.agent.levels[level];
  const layout = useMemo(
    () =>
      description === undefined ? null : layOutPlane(description.arrangement, description.units),
    [description],
  );
  useEffect(() => {
    if (canvas.current === null || layout === null) return;
    const picture = createPlaneCanvas(layout, canvas.current);
    return clock.subscribe((frame) =>
      picture.draw(pictureOf(store, frame, { level, quantity, layout })),
    );
  }, [clock, store, layout, level, quantity]);
  return <canvas ref={canvas} class="plane-thumbnail" role="img" aria-label={label} />;
}

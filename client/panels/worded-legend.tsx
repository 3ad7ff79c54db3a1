import { useEffect, useRef } from 'preact/hooks';
import { type ColourMap, colourAt } from '../colour/colour-map.ts';
import { useLab } from '../lab.ts';
import { messages } from '../messages.ts';

/** What the colours of the hierarchy mean, in words, always in sight. */
export function WordedLegend() {
  const { store } = useLab();
  const { signed, sequential } = store.palette.value;
  const { legend, scene } = messages;
  return (
    <div class="worded-legend">
      <span class="legend-entry">
        {legend.less} <Ramp map={signed} /> {legend.more}
      </span>
      <span class="legend-entry">
        {legend.certain} <Ramp map={sequential} /> {legend.uncertain}
      </span>
      <span class="legend-entry legend-arrows">{scene.arrows}</span>
    </div>
  );
}

function Ramp({ map }: { readonly map: ColourMap }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (context === null || context === undefined) return;
    const image = context.createImageData(64, 1);
    for (let entry = 0; entry < 64; entry += 1) {
      image.data.set([...colourAt(map, (entry + 0.5) / 64), 255], 4 * entry);
    }
    context.putImageData(image, 0, 0);
  }, [map]);
  return <canvas ref={canvas} class="ramp" width="64" height="1" aria-hidden="true" />;
}

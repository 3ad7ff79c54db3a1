import { useEffect, useRef } from 'preact/hooks';
import type { Quantity } from '../../protocol/index.ts';
import { colourAt } from '../colour/colour-map.ts';
import { type PlaneStyle, stylePlane } from '../colour/plane-style.ts';
import { NO_LIMITS } from '../colour/limits.ts';
import { useLab } from '../lab.ts';
import { messages } from '../messages.ts';
import { formatSigned } from '../state/format-number.ts';

/** What the colours of the selected plane mean, in words and numbers. */
export function Legend() {
  const { store } = useLab();
  const frame = store.shown.value;
  const { level, quantity } = store.selection.value;
  const settings = store.settings.colours.value;
  if (frame === null) return null;
  const style = stylePlane({
    settings,
    palette: store.palette.value,
    limits: store.limits.value,
    frame,
    level,
    quantity,
  });
  const { legend } = messages;
  const [low, middle, high] = wordsFor(quantity);
  return (
    <div class="legend">
      <ColourBar style={style} />
      <div class="legend-ends">
        <span>
          <b>{formatSigned(style.low)}</b> {low}
        </span>
        <span class="legend-middle">{style.low < 0 ? middle : ''}</span>
        <span>
          <b>{formatSigned(style.high)}</b> {high}
        </span>
      </div>
      <p class="legend-range">
        <span class={settings.automaticRange ? 'badge badge-auto' : 'hint'}>
          {settings.automaticRange ? legend.automatic : legend.locked}
        </span>{' '}
        {settings.rangeFactor !== 1 && legend.factor(settings.rangeFactor)}{' '}
        {!settings.automaticRange && (
          <button
            type="button"
            class="link-button"
            onClick={() => {
              store.limits.value = NO_LIMITS;
              store.settings.rangeFactor.value = 1;
            }}
          >
            {legend.forget}
          </button>
        )}
      </p>
    </div>
  );
}

function wordsFor(quantity: Quantity): readonly [string, string, string] {
  const { legend } = messages;
  switch (quantity) {
    case 'predictionErrors':
    case 'weightedErrors':
      return [legend.less, legend.as, legend.more];
    case 'variance':
      return [legend.certain, '', legend.uncertain];
    case 'precision':
    case 'values':
    case 'prediction':
      return ['', '0', ''];
  }
}

function ColourBar({ style }: { readonly style: PlaneStyle }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { map } = style;
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (context === null || context === undefined) return;
    const image = context.createImageData(256, 1);
    for (let entry = 0; entry < 256; entry += 1) {
      image.data.set([...colourAt(map, (entry + 0.5) / 256), 255], 4 * entry);
    }
    context.putImageData(image, 0, 0);
  }, [map]);
  return <canvas ref={canvas} class="colour-bar" width="256" height="1" aria-hidden="true" />;
}

import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { ExplanationDescription, FillingDescription } from '../../protocol/index.ts';
import { fetchFilling, type StoryRequest } from '../connection/stories.ts';
import { hideRectangle } from '../controls/field-painting.ts';
import { messages } from '../messages.ts';
import { BrushCanvas } from './brush-canvas.tsx';
import { bitsOf, bytesOf, datumOfPixels, maskOfBits } from './picture-code.ts';
import { SmallPicture } from './small-picture.tsx';
import { useAnswer } from './use-answer.ts';

/** Pictures that are drawn. */
const SAMPLES = 16;

const BRUSHES = {
  hide: { tool: 'occlude', luminance: 0, radius: 1 },
  show: { tool: 'reveal', luminance: 0, radius: 1 },
  light: { tool: 'draw', luminance: 255, radius: 0 },
  dark: { tool: 'draw', luminance: 0, radius: 0 },
} as const;

type Brush = keyof typeof BRUSHES;

const BRUSH_NAMES = Object.keys(BRUSHES) as readonly Brush[];

/** A picture that can be drawn on and partly hidden, and what the story expects where it is hidden. */
export function FillingPart({
  label,
  request,
  datum,
  picture,
  hidden,
  onDatum,
  onHidden,
}: {
  /** What the pane is called. */
  readonly label: string;
  readonly request: StoryRequest;
  readonly datum: string;
  readonly picture: NonNullable<ExplanationDescription['picture']>;
  /** Bits of the hidden pixels. */
  readonly hidden: string;
  readonly onDatum: (datum: string) => void;
  readonly onHidden: (hidden: string) => void;
}) {
  const { storiesPage } = messages;
  const brush = useSignal<Brush>('hide');
  const { rows, columns, pixels } = picture;
  const painting = useMemo(
    () => ({
      ...{ rows, columns },
      drawing: bytesOf(pixels),
      mask: maskOfBits(hidden, rows * columns),
    }),
    [rows, columns, pixels, hidden],
  );
  // Where nothing is hidden, there is nothing to fill in.
  const { answer, problem, isPending } = useAnswer(
    hidden === '' ? null : JSON.stringify([request, datum, hidden]),
    (signal) => fetchFilling(request, { datum, hidden, count: SAMPLES }, signal),
  );
  const hide = (left: number, top: number, right: number, bottom: number): void => {
    hideRectangle(painting, { left, top, right, bottom });
    onHidden(bitsOf(painting.mask));
  };
  return (
    <div class="story-filling" aria-busy={isPending}>
      <h4>{storiesPage.filling}</h4>
      <fieldset class="segments">
        <legend class="visually-hidden">{storiesPage.brush}</legend>
        {BRUSH_NAMES.map((name) => (
          <label key={name} class="segment">
            <input
              type="radio"
              name={`brush of ${label}`}
              checked={brush.value === name}
              onChange={() => (brush.value = name)}
            />
            <span>{storiesPage.brushes[name]}</span>
          </label>
        ))}
      </fieldset>
      <BrushCanvas
        painting={painting}
        brush={BRUSHES[brush.value]}
        onPainted={(kind) => {
          if (kind === 'mask') onHidden(bitsOf(painting.mask));
          else onDatum(datumOfPixels(painting.drawing));
        }}
      />
      <div class="story-buttons">
        <button type="button" onClick={() => hide(-1, -1, 0.5, 2)}>
          {storiesPage.hideLeft}
        </button>
        <button type="button" onClick={() => hide(-1, 0.5, 2, 2)}>
          {storiesPage.hideBottom}
        </button>
        <button type="button" onClick={() => hide(2, 2, 2, 2)}>
          {storiesPage.showAll}
        </button>
        <button
          type="button"
          onClick={() => onDatum(datumOfPixels(new Uint8Array(rows * columns)))}
        >
          {storiesPage.emptyPicture}
        </button>
      </div>
      {problem !== null && (
        <p class="broken" role="alert">
          {problem}
        </p>
      )}
      {answer !== null && hidden !== '' && <Filled filling={answer} />}
      {hidden === '' && <p class="hint">{storiesPage.nothingHidden}</p>}
    </div>
  );
}

function Filled({ filling }: { readonly filling: FillingDescription }) {
  const { storiesPage } = messages;
  const { rows, columns, samples, mean, standardDeviation, exactness } = filling;
  const largest = Math.max(...standardDeviation);
  const shown = (values: readonly number[], scale: number): Uint8ClampedArray =>
    Uint8ClampedArray.from(values, (value) => 255 * value * scale);
  return (
    <>
      <p class="hint" role="status">
        {storiesPage.exactness[exactness](samples.length)}
      </p>
      <div class="story-moments">
        <figure>
          <SmallPicture {...{ rows, columns }} pixels={shown(mean, 1)} label={storiesPage.mean} />
          <figcaption>{storiesPage.mean}</figcaption>
        </figure>
        <figure>
          <SmallPicture
            {...{ rows, columns }}
            pixels={shown(standardDeviation, largest === 0 ? 0 : 1 / largest)}
            label={storiesPage.deviation(largest)}
          />
          <figcaption>{storiesPage.deviation(largest)}</figcaption>
        </figure>
      </div>
      <ul class="story-thumbnails" aria-label={storiesPage.samples}>
        {samples.map((pixels, index) => (
          <li key={index}>
            <SmallPicture
              {...{ rows, columns }}
              pixels={bytesOf(pixels)}
              label={storiesPage.sample(index + 1)}
            />
          </li>
        ))}
      </ul>
    </>
  );
}

import type { TalesDescription } from '../../protocol/index.ts';
import { messages } from '../messages.ts';
import { bytesOf } from './picture-code.ts';
import { SmallPicture } from './small-picture.tsx';

type Tales = Exclude<TalesDescription['tales'], { readonly unable: string }>;

/** Many pictures that a story told, each of which can be chosen. */
export function PictureList({
  picture,
  tales,
  datum,
  onDatum,
}: {
  readonly picture: NonNullable<TalesDescription['picture']>;
  readonly tales: Tales;
  readonly datum: string;
  readonly onDatum: (datum: string) => void;
}) {
  const { storiesPage } = messages;
  return (
    <ul class="story-thumbnails" aria-label={storiesPage.many(tales.length)}>
      {tales.map((tale, index) => (
        <li key={tale.datum}>
          <button
            type="button"
            aria-pressed={tale.datum === datum}
            aria-label={storiesPage.choosePicture(index + 1)}
            onClick={() => onDatum(tale.datum)}
          >
            <SmallPicture {...picture} pixels={bytesOf(tale.pixels ?? '')} label="" />
          </button>
        </li>
      ))}
    </ul>
  );
}

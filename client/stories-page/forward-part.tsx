import { useSignal } from '@preact/signals';
import type { TalesDescription } from '../../protocol/index.ts';
import { messages } from '../messages.ts';
import { ManyData } from './many-data.tsx';
import { bytesOf } from './picture-code.ts';
import { PictureList } from './picture-list.tsx';
import { SmallPicture } from './small-picture.tsx';

/** What the part that tells forward shows. */
export interface ForwardPartProps {
  /** What the pane is called. */
  readonly label: string;
  readonly name: string;
  readonly tales: TalesDescription['tales'] | null;
  /** Size of the data where they are pictures. */
  readonly picture: TalesDescription['picture'];
  readonly problem: string | null;
  readonly isPending: boolean;
  readonly datum: string;
  readonly onDatum: (datum: string) => void;
}

/** A story told forward: choice by choice, datum by datum, or many data at once. */
export function ForwardPart(props: ForwardPartProps) {
  const { label, name, tales, picture, problem, isPending, datum, onDatum } = props;
  const { storiesPage } = messages;
  const place = useSignal(0);
  // Choices of this datum that have been made; one more when the datum itself is there.
  const made = useSignal(0);
  const isMany = useSignal(true);
  const list = tales === null || 'unable' in tales ? [] : tales;
  const tale = list[place.value];
  const choices = tale?.choices ?? [];
  const isDone = made.value > choices.length;
  const go = (steps: number): void => {
    if (isDone) place.value = (place.value + 1) % Math.max(1, list.length);
    made.value = isDone ? steps : Math.min(made.value + steps, choices.length + 1);
  };
  return (
    <section class="story-forward" aria-label={storiesPage.forwardOf(label)} aria-busy={isPending}>
      <h3>{storiesPage.forward}</h3>
      {problem !== null && (
        <p class="broken" role="alert">
          {problem}
        </p>
      )}
      {tales === null && problem === null && <p class="hint">{storiesPage.telling}</p>}
      {tales !== null && 'unable' in tales && (
        <p class="broken">{storiesPage.unable.synthesise(tales.unable)}</p>
      )}
      {tale !== undefined && (
        <>
          <div class="story-buttons">
            <button type="button" onClick={() => go(1)}>
              {storiesPage.next}
            </button>
            <button type="button" onClick={() => go(choices.length + 1)}>
              {storiesPage.whole}
            </button>
            <button
              type="button"
              aria-pressed={isMany.value}
              onClick={() => (isMany.value = !isMany.value)}
            >
              {storiesPage.many(list.length)}
            </button>
          </div>
          <ol class="story-told" aria-live="polite" aria-label={storiesPage.told(place.value + 1)}>
            {choices.slice(0, made.value).map((choice) => (
              <li key={choice.name}>
                <span class="story-name">{choice.name}</span> <b>{choice.value}</b>
                {choice.chance !== undefined && (
                  <span class="hint"> {storiesPage.chance(choice.chance)}</span>
                )}
              </li>
            ))}
            {isDone && (
              <li>
                <span class="story-name">{storiesPage.makes}</span>{' '}
                {picture === null || tale.pixels === null ? (
                  <b>{tale.datum}</b>
                ) : (
                  <SmallPicture
                    {...picture}
                    pixels={bytesOf(tale.pixels)}
                    label={storiesPage.told(place.value + 1)}
                  />
                )}
                {tale.outcome !== null && picture === null && (
                  <span class="hint"> {storiesPage.chance(tale.outcome)}</span>
                )}{' '}
                <button type="button" class="link-button" onClick={() => onDatum(tale.datum)}>
                  {storiesPage.explainIt}
                </button>
              </li>
            )}
          </ol>
          {isMany.value && picture !== null && (
            <PictureList picture={picture} tales={list} datum={datum} onDatum={onDatum} />
          )}
          {isMany.value && picture === null && (
            <ManyData
              name={name}
              data={list.map((one) => one.datum)}
              datum={datum}
              onDatum={onDatum}
            />
          )}
        </>
      )}
    </section>
  );
}

import type { ExplanationDescription, TalesDescription } from '../../protocol/index.ts';
import { fetchExplanation, type StoryRequest } from '../connection/stories.ts';
import { messages } from '../messages.ts';
import { FillingPart } from './filling-part.tsx';
import { MarginalRow } from './marginal-row.tsx';
import { bytesOf } from './picture-code.ts';
import { SmallPicture } from './small-picture.tsx';
import { useAnswer } from './use-answer.ts';

type Tale = Exclude<TalesDescription['tales'], { readonly unable: string }>[number];
type Posterior = Exclude<ExplanationDescription['posterior'], { readonly unable: string } | null>;

/** A story told backward: how well it explains a datum, and what it believes made it. */
export function BackwardPart({
  label,
  request,
  datum,
  hidden,
  truth,
  onDatum,
  onHidden,
}: {
  /** What the pane is called. */
  readonly label: string;
  readonly request: StoryRequest;
  readonly datum: string;
  /** Bits of the hidden pixels, where data are pictures. */
  readonly hidden: string;
  readonly onDatum: (datum: string) => void;
  readonly onHidden: (hidden: string) => void;
  /** What really made the datum; `null` where that is not known. */
  readonly truth: Tale['choices'] | null;
}) {
  const { storiesPage } = messages;
  const { answer, problem, isPending } = useAnswer(
    datum === '' ? null : JSON.stringify([request, datum]),
    (signal) => fetchExplanation(request, datum, signal),
  );
  return (
    <section
      class="story-backward"
      aria-label={storiesPage.backwardOf(label)}
      aria-busy={isPending}
    >
      <h3>{storiesPage.backward}</h3>
      {datum === '' && <p class="hint">{storiesPage.noDatum}</p>}
      {datum !== '' && answer === null && problem === null && (
        <p class="hint">{storiesPage.telling}</p>
      )}
      {problem !== null && (
        <p class="broken" role="alert">
          {problem}
        </p>
      )}
      {answer !== null && (
        <>
          {answer.picture === null ? (
            <p class="story-of">
              <b>{answer.datum}</b>
            </p>
          ) : (
            <FillingPart
              {...{ label, request, datum, hidden, onDatum, onHidden }}
              picture={answer.picture}
            />
          )}
          {answer.picture !== null && <h4>{storiesPage.wholePicture}</h4>}
          <Score score={answer.score} />
          {answer.posterior !== null &&
            ('unable' in answer.posterior ? (
              <p class="broken">{storiesPage.unable.infer(answer.posterior.unable)}</p>
            ) : (
              <Beliefs posterior={answer.posterior} picture={answer.picture} truth={truth} />
            ))}
        </>
      )}
    </section>
  );
}

function Score({ score }: Pick<ExplanationDescription, 'score'>) {
  const { storiesPage } = messages;
  if ('unable' in score) return <p class="broken">{storiesPage.unable.score(score.unable)}</p>;
  return (
    <p class="story-score" role="status">
      {score.nats === null ? (
        storiesPage.impossible
      ) : (
        <>
          <b>{storiesPage.score(score.nats)}</b>{' '}
          <span class="hint">{storiesPage.scoreKind[score.kind]}</span>
        </>
      )}
    </p>
  );
}

function Beliefs({
  posterior: { exactness, marginals, samples, best, prediction },
  picture,
  truth,
}: {
  readonly posterior: Posterior;
  readonly picture: ExplanationDescription['picture'];
  readonly truth: Tale['choices'] | null;
}) {
  const { storiesPage } = messages;
  const numbers = marginals.flatMap((one) =>
    one.kind === 'number' ? [one.lower, one.upper, one.mean] : [],
  );
  const range = [Math.min(0, ...numbers), Math.max(0, ...numbers)] as const;
  return (
    <>
      <dl class="story-marginals">
        {marginals.map((marginal) => (
          <MarginalRow
            key={marginal.name}
            marginal={marginal}
            range={range}
            truth={truth?.find(({ name }) => name === marginal.name)?.value ?? null}
          />
        ))}
      </dl>
      <p class="hint">{storiesPage.basis(samples, exactness)}</p>
      <p class={'unable' in prediction ? 'broken' : 'story-prediction'}>
        {'unable' in prediction ? (
          storiesPage.unable.predict(prediction.unable)
        ) : (
          <>
            {storiesPage.predicted}{' '}
            {picture === null ? (
              <b>{prediction.datum}</b>
            ) : (
              <SmallPicture
                {...{ rows: picture.rows, columns: picture.columns }}
                pixels={bytesOf(picture.predicted ?? '')}
                label={storiesPage.predicted}
              />
            )}
          </>
        )}
      </p>
      <details>
        <summary>{storiesPage.best(best[0]?.probability === null)}</summary>
        <ol class="story-best">
          {best.slice(0, 10).map(({ choices, probability }, index) => (
            <li key={index}>
              {probability !== null && <b>{storiesPage.probability(probability)} </b>}
              {choices.map(({ name, value }) => `${name} ${value}`).join(', ')}
            </li>
          ))}
        </ol>
      </details>
    </>
  );
}

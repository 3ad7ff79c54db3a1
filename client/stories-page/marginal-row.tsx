import type { MarginalDescription } from '../../protocol/index.ts';
import { messages } from '../messages.ts';

/** States that have a bar of their own. */
const BARS = 8;

/** What is believed of one choice: a bar for each state, or a mean with its interval. */
export function MarginalRow({
  marginal,
  range: [low, high],
  truth,
}: {
  readonly marginal: MarginalDescription;
  /** What the intervals of this belief span together. */
  readonly range: readonly [number, number];
  /** What was really chosen; `null` where that is not known. */
  readonly truth: string | null;
}) {
  const { storiesPage } = messages;
  const share = (value: number): number => (100 * (value - low)) / Math.max(high - low, 1e-9);
  return (
    <div class="story-marginal">
      <dt>
        {marginal.name}
        {truth !== null && <small> {storiesPage.truth(truth)}</small>}
      </dt>
      {marginal.kind === 'number' ? (
        <dd>
          <span class="story-interval" aria-hidden="true">
            <i
              style={{
                left: `${share(marginal.lower)}%`,
                width: `${share(marginal.upper) - share(marginal.lower)}%`,
              }}
            />
            <b style={{ left: `${share(marginal.mean)}%` }} />
          </span>
          {storiesPage.number(marginal)}
        </dd>
      ) : (
        <>
          {marginal.states.slice(0, BARS).map(({ value, probability }) => (
            <dd key={value} class={value === truth ? 'story-true' : undefined}>
              <span class="story-bar-back" aria-hidden="true">
                <i style={{ width: `${100 * probability}%` }} />
              </span>
              <span class="story-state">{value}</span>
              <span class="story-share">{storiesPage.probability(probability)}</span>
            </dd>
          ))}
          {marginal.states.length > BARS && (
            <dd class="hint">
              {storiesPage.others(
                marginal.states.length - BARS,
                marginal.states.slice(BARS).reduce((sum, one) => sum + one.probability, 0),
              )}
            </dd>
          )}
        </>
      )}
    </div>
  );
}

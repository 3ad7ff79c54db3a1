import { useId } from 'preact/hooks';
import { rateScale, shareOf } from '../controls/rate-scale.ts';
import { useLab } from '../lab.ts';
import { messages } from '../messages.ts';
import { formatNumber } from '../state/format-number.ts';
import { usePendingValue } from './use-pending-value.ts';

/** Step size of settling, with the largest stable one marked. */
export function RateSlider() {
  const { store, adjustments } = useLab();
  const id = useId();
  const session = store.session.value;
  const [rate, choose] = usePendingValue(session?.inferenceRate ?? 1);
  const stableRate = store.shown.value?.header.certificate.largestStableRate ?? null;
  if (session === null) return null;
  const { levels } = messages;
  const isUsed =
    session.schemes.find(({ name }) => name === session.scheme.name)?.usesInferenceRate ?? true;
  const scale = rateScale(stableRate, session.inferenceRate);
  const unstable = stableRate !== null && rate > stableRate;
  return (
    <div class="rate">
      <label for={id} title={levels.rateMeaning}>
        {levels.rate}
      </label>
      <output class={unstable ? 'warning' : ''} for={id}>
        {formatNumber(rate)}
      </output>
      <div class="marked-slider">
        <input
          id={id}
          type="range"
          min={scale.lowest}
          max={scale.highest}
          step="any"
          value={Math.log2(rate)}
          disabled={!isUsed}
          aria-valuetext={formatNumber(rate)}
          onInput={({ currentTarget }) => {
            const next = Number((2 ** Number(currentTarget.value)).toPrecision(3));
            choose(next);
            adjustments.setRate(next);
          }}
          onPointerUp={() => adjustments.seal()}
          onBlur={() => {
            choose(null);
            adjustments.seal();
          }}
        />
        {scale.stable !== null && (
          <span
            class="slider-mark"
            aria-hidden="true"
            ref={(mark) => {
              mark?.style.setProperty('--share', String(shareOf(scale, scale.stable ?? 0)));
            }}
          />
        )}
      </div>
      <p class={`hint${unstable ? ' warning' : ''}`}>
        {!isUsed
          ? levels.rateUnused
          : unstable
            ? levels.unstable
            : stableRate === null
              ? levels.noStable
              : levels.stable(formatNumber(stableRate))}
      </p>
    </div>
  );
}

import { useId } from 'preact/hooks';
import { formatGain, gainFromOctaves, octavesFromGain } from '../controls/precision-scale.ts';
import { useLab } from '../lab.ts';
import { messages } from '../messages.ts';
import { usePendingValue } from './use-pending-value.ts';

/** The factor on a level's precision, on a logarithmic scale; its effect shows while it is dragged. */
export function PrecisionSlider({
  level,
  gain,
}: {
  readonly level: number;
  readonly gain: number;
}) {
  const { adjustments } = useLab();
  const [shown, choose] = usePendingValue(gain);
  const id = useId();
  const { levels } = messages;
  return (
    <div class="precision">
      <label for={id}>{levels.precision}</label>
      <output class="gain" for={id} title={levels.gainUnit}>
        {formatGain(shown)}
      </output>
      <input
        id={id}
        type="range"
        class="centred-slider"
        min="-6"
        max="6"
        step="0.25"
        value={octavesFromGain(shown)}
        aria-valuetext={`${levels.gain(formatGain(shown))}: ${levels.gainMeaning(shown)}`}
        onInput={({ currentTarget }) => {
          const next = gainFromOctaves(Number(currentTarget.value));
          choose(next);
          adjustments.setGain(level, next);
        }}
        onPointerUp={() => adjustments.seal()}
        onBlur={() => {
          choose(null);
          adjustments.seal();
        }}
      />
      <p class="hint">
        {levels.gainMeaning(shown)}
        {shown !== 1 && (
          <button
            type="button"
            class="link-button"
            onClick={() => {
              adjustments.setGain(level, 1);
              adjustments.seal();
            }}
          >
            {levels.gainReset}
          </button>
        )}
      </p>
    </div>
  );
}

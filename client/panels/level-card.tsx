import type { LevelDescription, LevelSetting } from '../../protocol/index.ts';
import { useLab } from '../lab.ts';
import { messages } from '../messages.ts';
import { formatNumber } from '../state/format-number.ts';
import { PlaneThumbnail } from './plane-thumbnail.tsx';
import { PrecisionSlider } from './precision-slider.tsx';

/** One level: the picture of its error, and beside it what can be done to it. */
export function LevelCard(props: {
  readonly level: number;
  readonly description: LevelDescription;
  readonly setting: LevelSetting;
}) {
  const { store, adjustments } = useLab();
  const { level, description, setting } = props;
  const { levels } = messages;
  const norm = store.shown.value?.header.errorNorms[level];
  const selected = store.selection.value.level === level;
  return (
    <li
      class={`level-card${selected ? ' level-selected' : ''}${setting.lesioned ? ' level-lesioned' : ''}`}
    >
      <button
        type="button"
        class="level-name"
        aria-pressed={selected}
        title={description.meaning}
        onClick={() => (store.selection.value = { ...store.selection.peek(), level })}
      >
        <span class={`level-dot level-dot-${Math.min(4, level)}`} aria-hidden="true" />
        {messages.scene.level(level, description.name)}
      </button>
      <div class="level-error">
        <PlaneThumbnail
          level={level}
          quantity="weightedErrors"
          label={levels.errorPicture(level)}
        />
        <span class="level-norm">
          {levels.norm} {norm === undefined ? '–' : formatNumber(norm)}
        </span>
      </div>
      <PrecisionSlider level={level} gain={setting.precisionGain} />
      <div class="level-switches">
        <label class="switch" title={levels.lesionMeaning}>
          <input
            type="checkbox"
            checked={setting.lesioned}
            onChange={({ currentTarget }) => adjustments.setLesioned(level, currentTarget.checked)}
          />
          {levels.lesion}
        </label>
        <label class="switch" title={level === 0 ? levels.clampSenses : levels.clampMeaning}>
          <input
            type="checkbox"
            checked={setting.clamped}
            onChange={({ currentTarget }) => adjustments.setClamped(level, currentTarget.checked)}
          />
          {levels.clamp}
        </label>
      </div>
    </li>
  );
}

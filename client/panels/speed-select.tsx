import { LIMITS } from '../../protocol/index.ts';
import { useLab } from '../lab.ts';
import { messages } from '../messages.ts';

const SPEEDS = [1, 2, 5, 10, 30, 60, 120, 300, 1000, 10_000, LIMITS.stepsPerSecond];

/** How many inference steps are taken per second. */
export function SpeedSelect() {
  const { store, transport } = useLab();
  const present = store.session.value?.stepsPerSecond ?? 30;
  const speeds = SPEEDS.includes(present) ? SPEEDS : [...SPEEDS, present].sort((a, b) => a - b);
  return (
    <label class="field">
      <span class="field-label">{messages.bar.speed}</span>
      <select
        class="speed"
        value={String(present)}
        onChange={({ currentTarget }) => transport.setSpeed(Number(currentTarget.value))}
      >
        {speeds.map((speed) => (
          <option key={speed} value={String(speed)}>
            {speed === LIMITS.stepsPerSecond
              ? messages.bar.speedFastest
              : messages.bar.speedOf(speed)}
          </option>
        ))}
      </select>
    </label>
  );
}

import { useLab } from '../lab.ts';
import { messages } from '../messages.ts';
import { IconButton } from './icon-button.tsx';

/** Reset, back, play, step. */
export function TransportButtons() {
  const { store, run } = useLab();
  const playing = store.session.value?.playing === true;
  const off = store.session.value === null;
  const { bar } = messages;
  return (
    <div class="transport" role="group" aria-label={messages.time.title}>
      <IconButton
        icon="reset"
        label={bar.reset}
        command="reset"
        disabled={off}
        onClick={() => run('reset')}
      />
      <IconButton
        icon="step-back"
        label={bar.stepBack}
        command="step-back"
        disabled={off}
        onClick={() => run('step-back')}
      />
      <IconButton
        class="play-button"
        icon={playing ? 'pause' : 'play'}
        label={playing ? bar.pause : bar.play}
        command="toggle-play"
        disabled={off}
        showLabel
        onClick={() => run('toggle-play')}
      />
      <IconButton
        icon="step"
        label={bar.step}
        command="step"
        disabled={off}
        onClick={() => run('step')}
      />
    </div>
  );
}

import { useLab } from '../lab.ts';
import { messages } from '../messages.ts';
import { CertificateNote } from './certificate-note.tsx';
import { InferenceControls } from './inference-controls.tsx';
import { LevelCard } from './level-card.tsx';
import { RateSlider } from './rate-slider.tsx';

/** Precision, lesion and clamp of every level, top level first as in the picture; and how settling goes. */
export function LevelsPanel() {
  const { store } = useLab();
  const session = store.session.value;
  const cards = (session?.agent.levels ?? []).map((description, level) => ({
    description,
    level,
    setting: session?.levels[level],
  }));
  return (
    <section class="panel levels-panel" aria-labelledby="levels-title">
      <h2 id="levels-title">{messages.levels.title}</h2>
      <ul class="level-cards">
        {cards
          .reverse()
          .map(
            ({ level, description, setting }) =>
              setting !== undefined && (
                <LevelCard
                  key={`${session?.session ?? ''} ${level}`}
                  level={level}
                  description={description}
                  setting={setting}
                />
              ),
          )}
      </ul>
      <InferenceControls />
      <RateSlider />
      <CertificateNote />
    </section>
  );
}

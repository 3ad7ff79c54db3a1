import { useLab } from '../lab.ts';
import { messages } from '../messages.ts';
import { AgentParameters } from './agent-parameters.tsx';
import { FieldEditor } from './field-editor.tsx';
import { UploadPicture } from './upload-picture.tsx';

/** What the agent is shown: pictures, an upload, a drawing, an occlusion. */
export function StimulusPanel() {
  const { store } = useLab();
  const agent = store.session.value?.agent;
  const level = agent?.levels[agent.pictureLevel];
  const { gridRows, gridColumns, rows, columns } = level?.arrangement ?? {
    gridRows: 1,
    gridColumns: 1,
    rows: 1,
    columns: 1,
  };
  return (
    <section class="panel stimulus-panel" aria-labelledby="stimulus-title">
      <h2 id="stimulus-title">{messages.stimulus.title}</h2>
      <Gallery />
      <UploadPicture />
      <p class="hint">{messages.stimulus.crop(gridRows * rows, gridColumns * columns)}</p>
      <FieldEditor />
      <AgentParameters />
    </section>
  );
}

function Gallery() {
  const { store, stimuli } = useLab();
  const present = store.session.value?.observation;
  return (
    <ul class="gallery" aria-label={messages.stimulus.gallery}>
      {store.pictures.value.map(({ name, summary, url }) => (
        <li key={name}>
          <button
            type="button"
            class="thumbnail"
            aria-pressed={name === present}
            title={summary}
            onClick={() => stimuli.showPicture(name)}
          >
            <img src={`${url}?size=64`} alt="" loading="lazy" width="64" height="64" />
            <span>{name}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

import { useSignal } from '@preact/signals';
import { useLab } from '../lab.ts';
import { messages } from '../messages.ts';

/** Shows the agent a picture of one's own, and any part of it. */
export function UploadPicture() {
  const { store, stimuli } = useLab();
  const file = useSignal<File | null>(null);
  const x = useSignal(0);
  const y = useSignal(0);
  const showsUpload = store.session.value?.observation === 'upload' && file.value !== null;
  const { stimulus } = messages;
  return (
    <div
      class="upload"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        const dropped = event.dataTransfer?.files[0];
        if (dropped === undefined) return;
        file.value = dropped;
        stimuli.upload(dropped);
      }}
    >
      <label class="upload-button" title={stimulus.uploadHint}>
        <input
          type="file"
          class="visually-hidden"
          accept="image/png,image/jpeg"
          aria-label={stimulus.upload}
          onChange={({ currentTarget }) => {
            const chosen = currentTarget.files?.[0];
            if (chosen === undefined) return;
            file.value = chosen;
            stimuli.upload(chosen);
            // The same file can be chosen again.
            currentTarget.value = '';
          }}
        />
        <span aria-hidden="true">{stimulus.upload}</span>
      </label>
      {showsUpload && (
        <fieldset class="crop">
          <legend>{stimulus.cropAt}</legend>
          <Pixels label={stimulus.cropX} value={x.value} onChange={(next) => (x.value = next)} />
          <Pixels label={stimulus.cropY} value={y.value} onChange={(next) => (y.value = next)} />
          <button
            type="button"
            onClick={() =>
              file.value !== null && stimuli.upload(file.value, { x: x.value, y: y.value })
            }
          >
            {stimulus.cropAgain}
          </button>
        </fieldset>
      )}
    </div>
  );
}

function Pixels(props: { label: string; value: number; onChange: (value: number) => void }) {
  return (
    <label class="pixels">
      <span>{props.label}</span>
      <input
        type="number"
        min="0"
        step="1"
        value={props.value}
        onInput={({ currentTarget }) =>
          props.onChange(Math.max(0, Math.round(Number(currentTarget.value))))
        }
      />
    </label>
  );
}

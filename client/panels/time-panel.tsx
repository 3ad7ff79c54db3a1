import { useLab } from '../lab.ts';
import { messages } from '../messages.ts';
import { sequenceOf } from '../state/cursor.ts';
import { formatBytes } from '../state/format-number.ts';
import { IconButton } from './icon-button.tsx';
import { ViewHost } from './view-host.tsx';

/** Scrubbing over the kept history, and the traces. */
export function TimePanel() {
  return (
    <section class="panel time-panel" aria-labelledby="time-title">
      <h2 id="time-title" class="visually-hidden">
        {messages.time.title}
      </h2>
      <Scrubber />
      <div class="strips">
        <ViewHost name="free-energy-trace" />
        <ViewHost name="error-norm-trace" />
      </div>
    </section>
  );
}

function Scrubber() {
  const { store, transport, run } = useLab();
  const session = store.session.value;
  const newest = store.latest.value?.header.sequence ?? 0;
  const range = session?.history ?? { first: 0, last: 0, bytes: 0, budgetBytes: 0 };
  const last = Math.max(range.last, newest);
  const cursor = store.cursor.value;
  const shown = sequenceOf(cursor, { ...range, last });
  const { time } = messages;
  return (
    <div class="scrubber">
      <input
        type="range"
        class="scrub"
        aria-label={time.scrub}
        aria-valuetext={time.frame(shown)}
        min={range.first}
        max={Math.max(last, range.first + 1)}
        step="1"
        value={shown}
        disabled={session === null}
        onInput={({ currentTarget }) => transport.seek(Number(currentTarget.value))}
      />
      <span class="scrub-place">{cursor.following ? time.following : time.past(last - shown)}</span>
      {!cursor.following && (
        <button type="button" class="continue" onClick={() => transport.continueFromShown()}>
          {time.continueHere}
        </button>
      )}
      <IconButton
        icon="latest"
        label={time.follow}
        command="latest"
        disabled={cursor.following}
        onClick={() => run('latest')}
      />
      <span class="hint memory">
        {time.memory(formatBytes(range.bytes), formatBytes(range.budgetBytes))}
      </span>
    </div>
  );
}

import { skippedShare } from '../connection/link-quality.ts';
import { useLab } from '../lab.ts';
import { messages } from '../messages.ts';
import { Chip } from './chip.tsx';

/** Which engine computes, and how well frames arrive. */
export function LinkChips() {
  const { store } = useLab();
  const engine = store.session.value?.engine;
  const watchers = store.session.value?.watchers ?? 1;
  const link = store.link.value;
  const share = skippedShare(link);
  const { latency } = link;
  return (
    <div class="chips">
      {engine !== undefined && (
        <Chip class="chip-engine" explanation={engine.reason}>
          {messages.bar.engine(engine.name)}
        </Chip>
      )}
      <Chip
        class={`chip-link chip-${store.linkStatus.value}`}
        explanation={messages.link.explain(link.received, link.skipped)}
      >
        <span class="dot" aria-hidden="true" />
        {latency === null ? messages.link.connecting : messages.link.latency(latency)}
        {share >= 0.005 && ` · ${messages.link.skipped(share)}`}
        {watchers > 1 && ` · ${messages.link.watchers(watchers)}`}
      </Chip>
    </div>
  );
}

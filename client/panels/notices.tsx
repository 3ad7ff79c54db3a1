import { useLab } from '../lab.ts';
import { messages } from '../messages.ts';
import { IconButton } from './icon-button.tsx';

/** A banner while the connection is lost, and what else people should know. The page stays as it is. */
export function Notices() {
  const { store } = useLab();
  const notice = store.notice.value;
  const lost = store.linkStatus.value === 'lost';
  return (
    <div class="notices" role="status">
      {lost && <p class="notice notice-problem">{messages.link.lost}</p>}
      {notice !== null && (
        <p class={`notice notice-${notice.kind}`}>
          <span>{notice.text}</span>
          <IconButton
            icon="close"
            label={messages.errors.dismiss}
            onClick={() => (store.notice.value = null)}
          />
        </p>
      )}
    </div>
  );
}

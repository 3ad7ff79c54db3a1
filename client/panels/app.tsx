import { FIRST_PAGE } from '../connection/session-link.ts';
import { useLab } from '../lab.ts';
import { messages } from '../messages.ts';
import { HelpDialog } from './help-dialog.tsx';
import { Notices } from './notices.tsx';
import { PageHost } from './page-host.tsx';
import { TopBar } from './top-bar.tsx';

/** The whole window: the bar, and the page that is open. */
export function App() {
  const { store } = useLab();
  const perceives = store.page.value === FIRST_PAGE;
  return (
    <div class={`lab${store.narrow.value ? ' lab-narrow' : ''}`}>
      {perceives && (
        <a class="skip-link" href="#scene">
          {messages.skip}
        </a>
      )}
      <TopBar />
      <Notices />
      <PageHost />
      <HelpDialog />
    </div>
  );
}

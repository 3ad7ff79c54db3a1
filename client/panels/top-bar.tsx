import { FIRST_PAGE } from '../connection/session-link.ts';
import { useLab } from '../lab.ts';
import { messages } from '../messages.ts';
import { IconButton } from './icon-button.tsx';
import { LinkChips } from './link-chips.tsx';
import { PageTabs } from './page-tabs.tsx';
import { SpeedSelect } from './speed-select.tsx';
import { TransportButtons } from './transport-buttons.tsx';

/** Name, the pages, and the page's own switches; below them, where an agent perceives, what steers it. */
export function TopBar() {
  const { store, run } = useLab();
  const dark = store.settings.theme.value === 'dark';
  const { bar } = messages;
  return (
    <header>
      <div class="top-bar">
        <h1 class="brand">
          <img src="./icon.svg" alt="" width="26" height="26" />
          {messages.name}
        </h1>
        <PageTabs />
        <div class="bar-buttons">
          <IconButton
            icon="share"
            label={bar.share}
            command="copy-link"
            onClick={() => run('copy-link')}
          />
          <IconButton
            icon="theme"
            label={bar.theme(dark)}
            onClick={() => (store.settings.theme.value = dark ? 'light' : 'dark')}
          />
          <IconButton icon="help" label={bar.help} command="help" onClick={() => run('help')} />
        </div>
      </div>
      {store.page.value === FIRST_PAGE && <SessionBar />}
    </header>
  );
}

/** What runs on what, the controls of time, and how well frames arrive. */
function SessionBar() {
  const { store, run } = useLab();
  const { bar } = messages;
  return (
    <div class="session-bar">
      <AgentSelect />
      <PictureSelect />
      <TransportButtons />
      <SpeedSelect />
      <StepCounter />
      <LinkChips />
      <div class="bar-buttons">
        <IconButton
          icon="undo"
          label={bar.undo}
          command="undo"
          disabled={!store.undo.canUndo.value}
          onClick={() => run('undo')}
        />
        <IconButton
          icon="redo"
          label={bar.redo}
          command="redo"
          disabled={!store.undo.canRedo.value}
          onClick={() => run('redo')}
        />
      </div>
    </div>
  );
}

function AgentSelect() {
  const { store, sessions } = useLab();
  const present = store.session.value?.agent;
  return (
    <label class="field">
      <span class="field-label">{messages.bar.agent}</span>
      <select
        class="agent"
        value={present?.name ?? ''}
        title={present?.summary ?? ''}
        onChange={({ currentTarget }) => sessions.open(currentTarget.value)}
      >
        {store.agents.value.map(({ name, summary }) => (
          <option key={name} value={name} title={summary}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

function PictureSelect() {
  const { store, stimuli } = useLab();
  const present = store.session.value?.observation ?? '';
  const names = store.pictures.value.map(({ name }) => name);
  return (
    <label class="field">
      <span class="field-label">{messages.bar.picture}</span>
      <select
        class="picture"
        value={present}
        onChange={({ currentTarget }) => stimuli.showPicture(currentTarget.value)}
      >
        {!names.includes(present) && (
          <option value={present} disabled>
            {present === '' ? '–' : messages.bar.pictureOwn(present)}
          </option>
        )}
        {names.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

function StepCounter() {
  const { store } = useLab();
  const step = store.shown.value?.header.step ?? 0;
  return (
    <p class="step-counter">
      <span class="field-label">{messages.bar.stepCount}</span>
      <output class="step-count">{step}</output>
    </p>
  );
}

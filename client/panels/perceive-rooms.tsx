import { useSignal } from '@preact/signals';
import { useLab } from '../lab.ts';
import { messages } from '../messages.ts';
import { InspectorPanel } from './inspector-panel.tsx';
import { LevelsPanel } from './levels-panel.tsx';
import { ScenePanel } from './scene-panel.tsx';
import { SpokenSummary } from './spoken-summary.tsx';
import { StimulusPanel } from './stimulus-panel.tsx';
import { TimePanel } from './time-panel.tsx';

const TABS = ['scene', 'stimulus', 'levels', 'inspector'] as const;
type Tab = (typeof TABS)[number];

/** An agent at work: all parts side by side where there is room, one at a time where there is not. */
export function PerceiveRooms() {
  const { store } = useLab();
  const tab = useSignal<Tab>('scene');
  const narrow = store.narrow.value;
  const shows = (name: Tab): boolean => !narrow || tab.value === name;
  return (
    <>
      {narrow && <Tabs present={tab.value} choose={(next) => (tab.value = next)} />}
      <main class="rooms">
        {shows('stimulus') && <StimulusPanel />}
        {shows('scene') && (
          <div class="middle">
            <ScenePanel />
            <TimePanel />
          </div>
        )}
        {(shows('levels') || shows('inspector')) && (
          <div class="right">
            {shows('levels') && <LevelsPanel />}
            {shows('inspector') && <InspectorPanel />}
          </div>
        )}
      </main>
      <SpokenSummary />
    </>
  );
}

function Tabs({ present, choose }: { readonly present: Tab; readonly choose: (tab: Tab) => void }) {
  return (
    <nav class="tabs" aria-label={messages.tabs.label}>
      {TABS.map((name) => (
        <button
          key={name}
          type="button"
          aria-current={name === present ? 'page' : undefined}
          onClick={() => choose(name)}
        >
          {messages.tabs[name]}
        </button>
      ))}
    </nav>
  );
}

import 'uplot/dist/uPlot.min.css';
import './styles/theme.css';
import './styles/base.css';
import './styles/layout.css';
import './styles/panels.css';
import './styles/scene.css';
import './styles/pages.css';
import './styles/learners.css';
import './styles/time.css';
import './styles/experiments.css';
import './styles/stories.css';
import './styles/trainings.css';
import { render } from 'preact';
import { effect } from '@preact/signals';
import { App } from './panels/app.tsx';
import { createLab } from './create-lab.ts';
import { LabContext } from './lab.ts';
import { repairLanguage } from './repair-language.ts';
import { discoverWindow } from './window-facts.ts';
import { loadView, viewNames } from './discover-views.ts';

repairLanguage(navigator);
const lab = createLab({ page: window, now: () => performance.now() });
discoverWindow(window, lab.store);
effect(() => {
  document.documentElement.dataset['theme'] = lab.store.settings.theme.value;
});

const host = document.querySelector('#app');
if (host !== null) {
  host.replaceChildren();
  render(
    <LabContext.Provider value={lab}>
      <App />
    </LabContext.Provider>,
    host,
  );
}

// For the curious, and for tests: what the page is made of, from the browser's console.
Object.assign(window, { helmholtz: { lab, loadView, viewNames } });

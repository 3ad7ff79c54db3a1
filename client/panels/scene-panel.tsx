import { useLab } from '../lab.ts';
import { messages } from '../messages.ts';
import { CameraButtons, SceneToolbar } from './scene-toolbar.tsx';
import { ViewHost } from './view-host.tsx';
import { WordedLegend } from './worded-legend.tsx';

/** The hierarchy itself. */
export function ScenePanel() {
  const { store } = useLab();
  const flat = store.drawsFlat.value;
  const classes = store.session.value?.agent.classes ?? [];
  return (
    <section class="scene-panel" aria-labelledby="scene-title" id="scene" tabIndex={-1}>
      <h2 id="scene-title" class="visually-hidden">
        {messages.scene.title}
      </h2>
      <SceneToolbar />
      <div class="scene-body">
        <ViewHost key={flat ? 'flat' : '3d'} name={flat ? 'hierarchy-flat' : 'hierarchy-3d'} />
        {classes.length > 0 && (
          <aside class="classes-panel" aria-labelledby="classes-title">
            <h3 id="classes-title">{messages.classes.title}</h3>
            <ViewHost name="posterior-classes" />
          </aside>
        )}
        <CameraButtons />
      </div>
      <WordedLegend />
    </section>
  );
}

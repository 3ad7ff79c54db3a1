import { SEQUENTIAL_MAPS, SIGNED_MAPS } from '../colour/colour-map.ts';
import { useLab } from '../lab.ts';
import { messages } from '../messages.ts';
import { CAMERA_PLACES, type CameraRequest } from '../state/store.ts';
import type { Signal } from '@preact/signals';
import { Icon } from './icon.tsx';
import { IconButton } from './icon-button.tsx';

/** How the hierarchy is drawn: flat or in space, from where, and in which colours. */
export function SceneToolbar() {
  const { store, run } = useLab();
  const { settings } = store;
  const flat = store.drawsFlat.value;
  const { scene } = messages;
  return (
    <div class="scene-toolbar" role="group" aria-label={scene.settings}>
      <div class="segments" role="group" aria-label={scene.title}>
        {[false, true].map((isFlat) => (
          <button
            key={String(isFlat)}
            type="button"
            class="segment-button"
            aria-pressed={flat === isFlat}
            disabled={!isFlat && (!store.canDraw3D.value || store.narrow.value)}
            title={
              isFlat || store.canDraw3D.value
                ? `${messages.commands['toggle-flat']} (T)`
                : scene.flatOnly
            }
            onClick={() => settings.flat.value !== isFlat && run('toggle-flat')}
          >
            {isFlat ? scene.flat : scene.threeD}
          </button>
        ))}
      </div>
      <Switch label={scene.weighted} value={settings.weighted} />
      <details class="menu">
        <summary>{scene.settings}</summary>
        <div class="menu-body">
          <Switch label={scene.fade} value={settings.fadeUncertain} />
          <Switch label={scene.labels} value={settings.labels} />
          <Switch label={messages.legend.automaticToggle} value={settings.automaticRange} />
          <Switch label={messages.legend.zeroCentred} value={settings.zeroCentred} />
          <Choice
            label={messages.legend.signedMap}
            names={SIGNED_MAPS}
            value={settings.signedMap}
          />
          <Choice
            label={messages.legend.sequentialMap}
            names={SEQUENTIAL_MAPS}
            value={settings.sequentialMap}
          />
        </div>
      </details>
    </div>
  );
}

/** Every drag has a button: turning, moving and zooming the camera. */
export function CameraButtons() {
  const { store } = useLab();
  const { scene } = messages;
  if (store.drawsFlat.value) return null;
  const ask = (request: CameraRequest) => () => (store.cameraRequest.value = { ...request });
  const exploded = store.settings.exploded;
  return (
    <div class="camera-buttons" role="group" aria-label={scene.camera}>
      <IconButton
        icon="spread"
        label={exploded.value ? scene.collapse : scene.explode}
        onClick={() => (exploded.value = !exploded.value)}
      />
      <IconButton
        icon="left"
        label={scene.orbitLeft}
        onClick={ask({ kind: 'turn', azimuth: -0.2, elevation: 0 })}
      />
      <IconButton
        icon="right"
        label={scene.orbitRight}
        onClick={ask({ kind: 'turn', azimuth: 0.2, elevation: 0 })}
      />
      <IconButton
        icon="up"
        label={scene.orbitUp}
        onClick={ask({ kind: 'turn', azimuth: 0, elevation: 0.15 })}
      />
      <IconButton
        icon="down"
        label={scene.orbitDown}
        onClick={ask({ kind: 'turn', azimuth: 0, elevation: -0.15 })}
      />
      <IconButton icon="plus" label={scene.zoomIn} onClick={ask({ kind: 'zoom', factor: 0.85 })} />
      <IconButton
        icon="minus"
        label={scene.zoomOut}
        onClick={ask({ kind: 'zoom', factor: 1 / 0.85 })}
      />
      <details class="menu camera-menu">
        <summary aria-label={scene.camera} title={scene.camera}>
          <Icon name="camera" />
        </summary>
        <div class="menu-body">
          {CAMERA_PLACES.map((place, index) => (
            <button key={place} type="button" onClick={ask({ kind: 'place', place })}>
              {scene.cameras[index]}
            </button>
          ))}
          <button type="button" onClick={ask({ kind: 'pan', x: -1, y: 0 })}>
            {scene.panLeft}
          </button>
          <button type="button" onClick={ask({ kind: 'pan', x: 1, y: 0 })}>
            {scene.panRight}
          </button>
        </div>
      </details>
    </div>
  );
}

function Switch({ label, value }: { readonly label: string; readonly value: Signal<boolean> }) {
  return (
    <label class="switch">
      <input
        type="checkbox"
        checked={value.value}
        onChange={({ currentTarget }) => (value.value = currentTarget.checked)}
      />
      {label}
    </label>
  );
}

function Choice<Name extends keyof typeof messages.legend.maps>(props: {
  readonly label: string;
  readonly names: readonly Name[];
  readonly value: Signal<Name>;
}) {
  const { label, names, value } = props;
  return (
    <label class="field">
      <span>{label}</span>
      <select
        value={value.value}
        onChange={({ currentTarget }) => {
          value.value = names.find((name) => name === currentTarget.value) ?? value.peek();
        }}
      >
        {names.map((name) => (
          <option key={name} value={name}>
            {messages.legend.maps[name]}
          </option>
        ))}
      </select>
    </label>
  );
}

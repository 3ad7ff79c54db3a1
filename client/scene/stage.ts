import { PerspectiveCamera, Scene, Spherical, Vector3, WebGLRenderer } from 'three';
import { OrbitControls } from 'three/addons/controls/OrbitControls.js';
import type { CameraPlace, CameraRequest } from '../state/store.ts';

/** A WebGL picture that is drawn only when somebody asks for it. Whoever makes it calls `dispose`. */
export interface Stage {
  readonly scene: Scene;
  readonly camera: PerspectiveCamera;
  readonly canvas: HTMLCanvasElement;
  /** Draws once, at the next screen refresh. */
  requestDraw(): void;
  /** Brings a box around the origin into view, from the present place. */
  fit(halfWidth: number, halfHeight: number): void;
  moveCamera(request: CameraRequest): void;
  resources(): { readonly geometries: number; readonly textures: number };
  dispose(): void;
}

/** Angles of the places to look from, in radians: around the vertical axis, and down from it. */
const PLACES: Readonly<Record<CameraPlace, { azimuth: number; polar: number }>> = {
  overview: { azimuth: -0.26, polar: 1.1 },
  front: { azimuth: 0, polar: 1.2 },
  side: { azimuth: -1.1, polar: 1.15 },
  above: { azimuth: 0, polar: 0.62 },
};

/** How far the middle of the picture lies left of the middle of the planes. */
const LABEL_ROOM = 0.32;

/** How a stage draws. */
export interface StageOptions {
  readonly smooth: boolean;
  /** Called after each drawing, for what follows the camera. */
  readonly onDraw: () => void;
}

/** Puts a canvas into the host. */
export function createStage(host: HTMLElement, { smooth, onDraw }: StageOptions): Stage {
  const renderer = new WebGLRenderer({ antialias: smooth, alpha: true });
  const scene = new Scene();
  const camera = new PerspectiveCamera(26, 1, 0.1, 100);
  const canvas = renderer.domElement;
  host.append(canvas);
  renderer.setPixelRatio(smooth ? Math.min(2, devicePixelRatio) : 1);

  let pending: number | null = null;
  const requestDraw = (): void => {
    pending ??= requestAnimationFrame(() => {
      pending = null;
      renderer.render(scene, camera);
      onDraw();
    });
  };
  const controls = new OrbitControls(camera, canvas);
  controls.enableDamping = false;
  controls.minDistance = 1;
  controls.maxDistance = 40;
  controls.addEventListener('change', requestDraw);

  let extent = { halfWidth: 3, halfHeight: 2 };
  let place: CameraPlace | null = 'overview';
  const lookFrom = (next: CameraPlace): void => {
    place = next;
    const { azimuth, polar } = PLACES[next];
    const tangent = Math.tan((camera.fov * Math.PI) / 360);
    const width = extent.halfWidth * Math.max(0.75, Math.cos(azimuth));
    const distance = Math.max(
      extent.halfHeight / tangent,
      width / (tangent * Math.max(0.2, camera.aspect)),
    );
    // Room for the names of the levels, which stand on the left.
    controls.target.set(-LABEL_ROOM, 0, 0);
    camera.position
      .setFromSpherical(new Spherical(distance + 0.35, polar, azimuth))
      .add(controls.target);
    controls.update();
    requestDraw();
  };
  // A camera that was moved by hand stays where it is.
  controls.addEventListener('start', () => (place = null));

  const resize = new ResizeObserver(() => {
    const { clientWidth, clientHeight } = host;
    if (clientWidth === 0 || clientHeight === 0) return;
    renderer.setSize(clientWidth, clientHeight, false);
    camera.aspect = clientWidth / clientHeight;
    camera.updateProjectionMatrix();
    if (place !== null) lookFrom(place);
    requestDraw();
  });
  resize.observe(host);

  const moveCamera = (request: CameraRequest): void => {
    if (request.kind === 'place') {
      lookFrom(request.place);
      return;
    }
    place = null;
    const offset = camera.position.clone().sub(controls.target);
    if (request.kind === 'pan') {
      const step = new Vector3(request.x, request.y, 0)
        .multiplyScalar(offset.length() * 0.08)
        .applyQuaternion(camera.quaternion);
      controls.target.add(step);
      camera.position.add(step);
    } else {
      const spherical = new Spherical().setFromVector3(offset);
      if (request.kind === 'zoom') {
        spherical.radius = Math.min(40, Math.max(1, spherical.radius * request.factor));
      } else {
        spherical.theta += request.azimuth;
        spherical.phi = Math.min(3, Math.max(0.1, spherical.phi - request.elevation));
      }
      camera.position.setFromSpherical(spherical).add(controls.target);
    }
    controls.update();
    requestDraw();
  };

  return {
    scene,
    camera,
    canvas,
    requestDraw,
    moveCamera,
    fit(halfWidth, halfHeight) {
      extent = { halfWidth, halfHeight };
      if (place !== null) lookFrom(place);
    },
    resources: () => ({
      geometries: renderer.info.memory.geometries,
      textures: renderer.info.memory.textures,
    }),
    dispose() {
      if (pending !== null) cancelAnimationFrame(pending);
      resize.disconnect();
      controls.dispose();
      renderer.dispose();
      canvas.remove();
    },
  };
}

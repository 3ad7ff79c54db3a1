import {
  type BufferGeometry,
  Color,
  DataTexture,
  DoubleSide,
  Group,
  Mesh,
  MeshBasicMaterial,
  NearestFilter,
  PlaneGeometry,
  SRGBColorSpace,
} from 'three';
import { paintPlane, type PlanePicture } from '../colour/paint-plane.ts';
import type { Column } from './hierarchy-planes.ts';
import { LEAN, type Place, sizeOf } from './hierarchy-layout.ts';
import type { PlaneLayout } from './plane-layout.ts';

/** One plane in the scene. */
export interface Sheet {
  readonly group: Group;
  /** What a pointer hits. */
  readonly target: Mesh;
  readonly level: number;
  readonly column: Column;
  draw(picture: PlanePicture): void;
  /** Colours of the frame and of what lies behind the picture. */
  paintFrame(colours: {
    readonly frame: string;
    readonly back: string;
    readonly selected: boolean;
  }): void;
  moveTo(place: Place): void;
  dispose(): void;
}

/** A square of side one whose picture starts at the top left, shared by all sheets of a hierarchy. */
export function createSheetGeometry(): BufferGeometry {
  const geometry = new PlaneGeometry(1, 1);
  const uv = geometry.getAttribute('uv');
  for (let vertex = 0; vertex < uv.count; vertex += 1) uv.setY(vertex, 1 - uv.getY(vertex));
  return geometry;
}

/** Makes a sheet; its texture is updated in place. The geometry belongs to the caller. */
export function createSheet(
  geometry: BufferGeometry,
  { level, column, layout }: { level: number; column: Column; layout: PlaneLayout },
): Sheet {
  const pixels = new Uint8Array(4 * layout.width * layout.height);
  const texture = new DataTexture(pixels, layout.width, layout.height);
  texture.magFilter = NearestFilter;
  texture.minFilter = NearestFilter;
  texture.colorSpace = SRGBColorSpace;
  const picture = new MeshBasicMaterial({ map: texture, transparent: true, side: DoubleSide });
  const frame = new MeshBasicMaterial({ side: DoubleSide });
  const back = new MeshBasicMaterial({ side: DoubleSide });

  const { width, height } = sizeOf(layout);
  const group = new Group();
  group.rotation.x = LEAN;
  const target = new Mesh(geometry, picture);
  const backMesh = new Mesh(geometry, back);
  const frameMesh = new Mesh(geometry, frame);
  target.scale.set(width, height, 1);
  backMesh.scale.set(width + 0.016, height + 0.016, 1);
  backMesh.position.z = -0.004;
  frameMesh.position.z = -0.008;
  group.add(frameMesh, backMesh, target);

  return {
    group,
    target,
    level,
    column,
    draw(next) {
      paintPlane(next, pixels);
      texture.needsUpdate = true;
    },
    paintFrame(colours) {
      frame.color = new Color(colours.frame);
      back.color = new Color(colours.back);
      const border = colours.selected ? 0.075 : 0.034;
      frameMesh.scale.set(width + border, height + border, 1);
    },
    moveTo({ x, y, z }) {
      group.position.set(x, y, z);
    },
    dispose() {
      texture.dispose();
      for (const material of [picture, frame, back]) material.dispose();
      group.removeFromParent();
    },
  };
}

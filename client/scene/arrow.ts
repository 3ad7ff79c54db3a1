import {
  Color,
  ConeGeometry,
  Group,
  Mesh,
  MeshBasicMaterial,
  QuadraticBezierCurve3,
  SphereGeometry,
  TubeGeometry,
  Vector3,
} from 'three';
import type { Place } from './hierarchy-layout.ts';

/** A curved arrow between two levels. */
export interface Arrow {
  readonly group: Group;
  setColour(colour: string): void;
  /** How much is carried, 0..1: the weaker, the fainter. */
  setStrength(strength: number): void;
  /** Where the travelling bead is, 0..1 along the arrow; `null` hides it. */
  setBead(position: number | null): void;
  dispose(): void;
}

/** Makes an arrow from one place to another, bent towards the viewer. */
export function createArrow(from: Place, to: Place): Arrow {
  const start = new Vector3(from.x, from.y, from.z);
  const end = new Vector3(to.x, to.y, to.z);
  const bend = start.clone().lerp(end, 0.5);
  bend.z += 0.22;
  const curve = new QuadraticBezierCurve3(start, bend, end);
  const material = new MeshBasicMaterial({ transparent: true, depthWrite: false });
  const beadMaterial = new MeshBasicMaterial();
  const tube = new Mesh(new TubeGeometry(curve, 24, 0.011, 8), material);
  const head = new Mesh(new ConeGeometry(0.042, 0.12, 16), material);
  const bead = new Mesh(new SphereGeometry(0.028, 16, 12), beadMaterial);
  const direction = curve.getTangent(1);
  head.position.copy(end).addScaledVector(direction, -0.05);
  head.quaternion.setFromUnitVectors(new Vector3(0, 1, 0), direction);
  const group = new Group();
  group.add(tube, head, bead);
  return {
    group,
    setColour(colour) {
      material.color = new Color(colour);
      beadMaterial.color = new Color(colour);
    },
    setStrength(strength) {
      material.opacity = 0.25 + 0.75 * Math.min(1, Math.max(0, strength));
    },
    setBead(position) {
      bead.visible = position !== null;
      if (position !== null) curve.getPoint(position, bead.position);
    },
    dispose() {
      for (const mesh of [tube, head, bead]) mesh.geometry.dispose();
      material.dispose();
      beadMaterial.dispose();
      group.removeFromParent();
    },
  };
}

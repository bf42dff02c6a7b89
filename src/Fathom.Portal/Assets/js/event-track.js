import * as THREE from "./three.module.js";

const LIGHT = 0.299792458; // m/ns
const CHERENKOV = Math.acos(1 / 1.3499); // angle of the photons to the muon, as in the fit

/** A track through the sphere around the modules, drawn out a little on both sides; dashed as pieces, so that it has a width. */
export function trackLine(track, colour, width, dashed, radius) {
  const group = new THREE.Group();
  const [from, to] = [track.enter - radius * 0.25, track.leave + radius * 0.25];
  const pieces = dashed ? 60 : 1;
  const step = (to - from) / pieces;
  const geometry = new THREE.CylinderGeometry(width, width, step * (dashed ? 0.55 : 1), 8, 1);
  const material = new THREE.MeshBasicMaterial({ color: colour });
  for (let i = 0; i < pieces; i++) {
    const piece = new THREE.Mesh(geometry, material);
    piece.position.copy(along(track, from + (i + 0.5) * step));
    piece.quaternion.setFromUnitVectors(new THREE.Vector3(0, 1, 0), new THREE.Vector3(...track.direction));
    group.add(piece);
  }
  const head = new THREE.Mesh(new THREE.ConeGeometry(width * 5, width * 18, 16), material);
  head.position.copy(along(track, to));
  head.quaternion.setFromUnitVectors(new THREE.Vector3(0, 1, 0), new THREE.Vector3(...track.direction));
  group.add(head);
  return group;
}

/** The muon on its way with the cone of its Cherenkov light behind it. */
export class Muon {
  constructor(track, radius) {
    this.track = track;
    const depth = radius * 1.1;
    const cone = new THREE.ConeGeometry(depth / Math.tan(CHERENKOV), depth, 64, 1, true);
    cone.translate(0, -depth / 2, 0); // apex at the muon
    this.group = new THREE.Group();
    this.group.add(
      new THREE.Mesh(cone, new THREE.MeshBasicMaterial({
        color: 0x4aa3ff, transparent: true, opacity: 0.11, side: THREE.DoubleSide, depthWrite: false, blending: THREE.AdditiveBlending,
      })),
      new THREE.Mesh(new THREE.SphereGeometry(radius / 70, 24, 16), new THREE.MeshBasicMaterial({ color: 0xffffff })));
    this.group.quaternion.setFromUnitVectors(new THREE.Vector3(0, 1, 0), new THREE.Vector3(...track.direction));
    this.at(null);
  }

  /** Places the muon where it is at a time [ns]; null hides it. */
  at(time) {
    this.group.visible = time !== null;
    if (time !== null) {
      this.group.position.copy(along(this.track, (time - this.track.time) * LIGHT));
    }
  }
}

function along(track, metres) {
  return new THREE.Vector3(...track.point).addScaledVector(new THREE.Vector3(...track.direction), metres);
}

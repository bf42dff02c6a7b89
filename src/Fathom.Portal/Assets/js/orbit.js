import * as THREE from "./three.module.js";

/** Turns, moves and zooms a camera around a point: mouse, touch and keyboard. */
export class Orbit {
  #camera;
  #home;
  #target;
  #distance;
  #turn = -0.9;
  #tilt = 0.42;
  #changed;
  #pointers = new Map();

  constructor(camera, element, centre, distance, changed) {
    this.#camera = camera;
    this.#home = { centre: centre.clone(), distance };
    this.#changed = changed;
    element.addEventListener("pointerdown", e => this.#down(e, element));
    element.addEventListener("pointermove", e => this.#move(e, element));
    for (const end of ["pointerup", "pointercancel"]) {
      element.addEventListener(end, e => this.#pointers.delete(e.pointerId));
    }
    element.addEventListener("wheel", e => { e.preventDefault(); this.#zoom(Math.exp(Math.sign(e.deltaY) * Math.min(Math.abs(e.deltaY), 60) / 500)); }, { passive: false });
    element.addEventListener("contextmenu", e => e.preventDefault());
    element.addEventListener("dblclick", () => this.reset());
    element.addEventListener("keydown", e => this.#key(e));
    this.reset();
  }

  /** Back to the first view. */
  reset() {
    this.#target = this.#home.centre.clone();
    this.#distance = this.#home.distance;
    this.#turn = -0.9;
    this.#tilt = 0.42;
    this.#place();
  }

  #down(event, element) {
    element.focus({ preventScroll: true });
    element.setPointerCapture(event.pointerId);
    this.#pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
  }

  #move(event, element) {
    const last = this.#pointers.get(event.pointerId);
    if (!last) {
      return;
    }
    const dx = event.clientX - last.x;
    const dy = event.clientY - last.y;
    const spread = this.#spread();
    Object.assign(last, { x: event.clientX, y: event.clientY });
    if (this.#pointers.size === 2) {
      this.#pan(dx / 2, dy / 2, element);
      this.#zoom(spread / Math.max(this.#spread(), 1));
    } else if (event.shiftKey || event.buttons === 2) {
      this.#pan(dx, dy, element);
    } else {
      this.#rotate(dx * 0.0065, dy * 0.0065);
    }
  }

  #spread() {
    const [a, b] = [...this.#pointers.values()];
    return b ? Math.max(Math.hypot(a.x - b.x, a.y - b.y), 1) : 1;
  }

  #key(event) {
    const turns = { ArrowLeft: [-0.09, 0], ArrowRight: [0.09, 0], ArrowUp: [0, -0.07], ArrowDown: [0, 0.07] };
    if (turns[event.key]) {
      this.#rotate(...turns[event.key]);
    } else if (event.key === "+" || event.key === "=") {
      this.#zoom(0.9);
    } else if (event.key === "-") {
      this.#zoom(1 / 0.9);
    } else if (event.key === "Home") {
      this.reset();
    } else {
      return;
    }
    event.preventDefault();
  }

  #rotate(turn, tilt) {
    this.#turn -= turn;
    this.#tilt = Math.min(1.55, Math.max(-1.55, this.#tilt + tilt));
    this.#place();
  }

  #zoom(factor) {
    this.#distance = Math.min(this.#home.distance * 4, Math.max(this.#home.distance / 40, this.#distance * factor));
    this.#place();
  }

  #pan(dx, dy, element) {
    const metres = this.#distance * 0.77 / element.clientHeight;
    const right = new THREE.Vector3().setFromMatrixColumn(this.#camera.matrix, 0);
    const up = new THREE.Vector3().setFromMatrixColumn(this.#camera.matrix, 1);
    this.#target.addScaledVector(right, -dx * metres).addScaledVector(up, dy * metres);
    this.#place();
  }

  #place() {
    const flat = Math.cos(this.#tilt) * this.#distance;
    this.#camera.position.set(
      this.#target.x + flat * Math.cos(this.#turn),
      this.#target.y + flat * Math.sin(this.#turn),
      this.#target.z + Math.sin(this.#tilt) * this.#distance);
    this.#camera.lookAt(this.#target);
    this.#camera.updateMatrix();
    this.#changed();
  }
}

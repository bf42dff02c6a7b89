import * as THREE from "./three.module.js";

/** Detection units as thin lines, from the floor of the drawing upwards. */
export function lines(units) {
  const ends = units.flatMap(u => [...u.bottom, ...u.top]);
  const geometry = new THREE.BufferGeometry().setAttribute("position", new THREE.Float32BufferAttribute(ends, 3));
  return new THREE.LineSegments(geometry, new THREE.LineBasicMaterial({ color: 0x3b5575 }));
}

/** Every module with a hit as a small grey point, whatever the choice of hits. */
export function modules(all) {
  const geometry = new THREE.BufferGeometry().setAttribute("position", new THREE.Float32BufferAttribute(all.position, 3));
  return new THREE.Points(geometry, new THREE.PointsMaterial({ color: 0x55708f, size: 2.2, sizeAttenuation: false }));
}

/** A grid of 100 m squares below the lines, with an arrow to grid north. */
export function ground(centre, radius, floor) {
  const group = new THREE.Group();
  const squares = Math.ceil(radius * 2.6 / 100);
  const grid = new THREE.GridHelper(squares * 100, squares, 0x1f3350, 0x14233a);
  grid.rotation.x = Math.PI / 2;
  grid.position.set(centre.x, centre.y, floor - 12);
  const from = new THREE.Vector3(centre.x - squares * 50, centre.y - squares * 50, floor - 12);
  const arrow = new THREE.ArrowHelper(new THREE.Vector3(0, 1, 0), from, 160, 0x8fb3dd, 34, 18);
  group.add(grid, arrow, label("N", from.clone().add(new THREE.Vector3(0, 200, 0))), label("100 m", from.clone().add(new THREE.Vector3(70, -40, 0))));
  return group;
}

function label(text, place) {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [256, 64];
  const pen = canvas.getContext("2d");
  pen.font = "500 40px system-ui, sans-serif";
  pen.fillStyle = "#8fb3dd";
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.fillText(text, 128, 32);
  const sprite = new THREE.Sprite(new THREE.SpriteMaterial({ map: new THREE.CanvasTexture(canvas), depthWrite: false }));
  sprite.position.copy(place);
  sprite.scale.set(150, 37.5, 1);
  return sprite;
}

// The event display in 3D: builds the scene from the display model and binds the controls below it.
import * as THREE from "./three.module.js";
import { Orbit } from "./orbit.js";
import { hitCloud, timeWindow } from "./event-hits.js";
import { ground, lines, modules } from "./event-detector.js";
import { Muon, trackLine } from "./event-track.js";

const holder = document.getElementById("display");
if (holder) {
  start(holder).catch(error => {
    holder.dataset.state = "failed";
    holder.querySelector(".key").textContent = `The 3D display could not start (${error.message}); the projections below show the event.`;
    holder.querySelector("canvas").hidden = true;
  });
}

async function start(holder) {
  const response = await fetch(holder.dataset.model);
  if (!response.ok) {
    throw new Error(`server answered ${response.status}`);
  }
  const model = await response.json();
  const canvas = holder.querySelector("canvas");
  const renderer = new THREE.WebGLRenderer({ canvas, antialias: true });
  renderer.setClearColor(0x060b14);

  const scene = new THREE.Scene();
  const { centre, radius, floor } = extent(model);
  scene.fog = new THREE.Fog(0x060b14, radius * 2.5, radius * 9);
  const window = timeWindow(model.hits);
  const hits = hitCloud(model.hits, window);
  const muon = model.fit ? new Muon(model.fit, radius) : null;
  scene.add(ground(centre, radius, floor), lines(model.lines), modules(model.modules), hits.points);
  if (model.published) {
    scene.add(trackLine(model.published, 0xffffff, 2.9, true, radius));
  }
  if (muon) {
    scene.add(trackLine(model.fit, 0x5dff9b, 2.2, false, radius), muon.group);
  }

  const camera = new THREE.PerspectiveCamera(42, 1, radius / 100, radius * 40);
  camera.up.set(0, 0, 1);
  let asked = false;
  const draw = () => {
    if (!asked) {
      asked = true;
      requestAnimationFrame(() => {
        asked = false;
        renderer.render(scene, camera);
        holder.dataset.frames = String(Number(holder.dataset.frames ?? 0) + 1);
      });
    }
  };
  const orbit = new Orbit(camera, canvas, centre, radius * 2.15, draw);
  const fit = () => {
    const ratio = Math.min(devicePixelRatio, 2);
    renderer.setPixelRatio(ratio);
    renderer.setSize(canvas.clientWidth, canvas.clientHeight, false);
    camera.aspect = canvas.clientWidth / canvas.clientHeight;
    camera.updateProjectionMatrix();
    hits.points.material.uniforms.scale.value = canvas.clientHeight * ratio * radius / 700;
    draw();
  };
  new ResizeObserver(fit).observe(canvas);
  fit();
  bind(holder, { window, hits, muon, orbit, draw });
  holder.dataset.state = "ready";
}

/** Centre, radius [m] and lowest point of the lines drawn. */
function extent(model) {
  const box = new THREE.Box3();
  for (const line of model.lines) {
    box.expandByPoint(new THREE.Vector3(...line.bottom)).expandByPoint(new THREE.Vector3(...line.top));
  }
  for (let i = 0; i < model.hits.time.length; i++) {
    box.expandByPoint(new THREE.Vector3().fromArray(model.hits.position, 3 * i));
  }
  const sphere = box.getBoundingSphere(new THREE.Sphere());
  return { centre: sphere.center, radius: Math.max(sphere.radius, 50), floor: box.min.z };
}

function bind(holder, { window, hits, muon, orbit, draw }) {
  const find = name => holder.querySelector(`[data-control="${name}"]`);
  const slider = find("time");
  const readout = find("time-text");
  const play = find("play");
  const [first, last] = window;
  slider.min = String(Math.floor(first));
  slider.max = String(Math.ceil(last));
  slider.value = slider.max;

  const show = time => {
    const all = time >= Number(slider.max);
    hits.points.material.uniforms.now.value = all ? 1e12 : time;
    muon?.at(all ? null : time);
    readout.textContent = all ? "all times" : `${Math.round(time - first)} ns`;
    slider.setAttribute("aria-valuetext", readout.textContent);
    draw();
  };
  const choose = () => {
    hits.points.material.uniforms.least.value = { used: 2, triggered: 1, all: 0 }[find("hits").value];
    find("count").textContent = hits.counts[find("hits").value].toLocaleString("en-US").replaceAll(",", "\u2009");
    draw();
  };

  let playing = false;
  const stop = () => { playing = false; play.textContent = "Play"; };
  play.addEventListener("click", () => {
    if (playing) {
      stop();
      return;
    }
    playing = true;
    play.textContent = "Pause";
    let time = Number(slider.value) >= Number(slider.max) ? first : Number(slider.value);
    let before = performance.now();
    const step = now => {
      if (!playing) {
        return;
      }
      time += (now - before) / 7000 * (last - first);
      before = now;
      slider.value = String(Math.min(time, last));
      show(time >= last ? Number(slider.max) : time);
      time >= last ? stop() : requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  });
  slider.addEventListener("input", () => { stop(); show(Number(slider.value)); });
  find("hits").addEventListener("change", choose);
  find("reset").addEventListener("click", () => orbit.reset());
  show(Number(slider.max));
  choose();
  draw();
}

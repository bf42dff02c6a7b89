import * as THREE from "./three.module.js";

// The same ramp as the key's in fathom.css: early is warm, late is cold.
const RAMP = ["#fff3b0", "#ffb347", "#ff5d5d", "#c04bd8", "#4d6bff", "#38c6f4"].map(c => new THREE.Color(c));

/** The time window that holds the event itself [ns]: the fitted hits (else the triggered, else all), with a margin. */
export function timeWindow(hits) {
  const of = flags => hits.time.filter((_, i) => !flags || flags[i]);
  let times = of(hits.used);
  times = times.length > 10 ? times : of(hits.triggered);
  times = (times.length > 10 ? times : of(null)).toSorted((a, b) => a - b);
  if (times.length === 0) {
    return [0, 1];
  }
  const at = part => times[Math.min(times.length - 1, Math.floor(part * times.length))];
  const [low, high] = [at(0.005), at(0.995)];
  const margin = Math.max(20, (high - low) * 0.06);
  return [low - margin, high + margin];
}

/** Hits as round points: colour is time, area is time over threshold, class is 2 used, 1 triggered, 0 neither. */
export function hitCloud(hits, [first, last]) {
  const count = hits.time.length;
  const colour = new Float32Array(3 * count);
  const size = new Float32Array(count);
  const rank = new Float32Array(count);
  const shade = new THREE.Color();
  const counts = { used: 0, triggered: 0, all: count };
  for (let i = 0; i < count; i++) {
    ramp((hits.time[i] - first) / (last - first), shade).toArray(colour, 3 * i);
    size[i] = 5 + 2.1 * Math.sqrt(hits.timeOverThreshold[i]);
    rank[i] = hits.used[i] ? 2 : hits.triggered[i] ? 1 : 0;
    counts.used += hits.used[i] ? 1 : 0;
    counts.triggered += hits.used[i] || hits.triggered[i] ? 1 : 0;
  }
  const geometry = new THREE.BufferGeometry();
  geometry.setAttribute("position", new THREE.BufferAttribute(new Float32Array(hits.position), 3));
  geometry.setAttribute("shade", new THREE.BufferAttribute(colour, 3));
  geometry.setAttribute("size", new THREE.BufferAttribute(size, 1));
  geometry.setAttribute("rank", new THREE.BufferAttribute(rank, 1));
  geometry.setAttribute("time", new THREE.BufferAttribute(new Float32Array(hits.time.map(t => t - first)), 1));
  const points = new THREE.Points(geometry, material(first));
  points.frustumCulled = false;
  points.renderOrder = 1; // over the lines and the grid
  return { points, counts };
}

function ramp(part, colour) {
  const place = Math.min(1, Math.max(0, part)) * (RAMP.length - 1);
  const left = Math.min(RAMP.length - 2, Math.floor(place));
  return colour.copy(RAMP[left]).lerp(RAMP[left + 1], place - left);
}

function material(first) {
  return new THREE.ShaderMaterial({
    depthWrite: false, // discs that overlap stay whole
    uniforms: { now: { value: 1e12 }, first: { value: first }, least: { value: 1 }, scale: { value: 600 } },
    vertexShader: `
      attribute vec3 shade; attribute float size, rank, time;
      uniform float now, first, least, scale;
      varying vec3 tint; varying float glow;
      void main() {
        vec4 place = modelViewMatrix * vec4(position, 1.0);
        float age = now - first - time;
        bool seen = age >= 0.0 && rank >= least;
        glow = age < 150.0 ? 1.0 - age / 150.0 : 0.0;
        tint = mix(shade, vec3(1.0), 0.55 * glow);
        gl_Position = seen ? projectionMatrix * place : vec4(2.0, 2.0, 2.0, 1.0);
        gl_PointSize = clamp(size * (1.0 + 0.5 * glow) * scale / -place.z, 1.6, 60.0) * (rank < 1.0 ? 0.55 : 1.0);
      }`,
    fragmentShader: `
      varying vec3 tint; varying float glow;
      void main() {
        float r = length(gl_PointCoord - 0.5) * 2.0;
        if (r > 1.0) discard;
        float light = 1.0 - 0.3 * smoothstep(0.3, 1.0, r);
        gl_FragColor = vec4(tint * light, 1.0);
        #include <colorspace_fragment>
      }`,
  });
}

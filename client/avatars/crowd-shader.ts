import { HEAD } from "./head-shape.ts";

/** Rows of the data texture per part: colour and pattern · face or arm (three rows) · glow, presence, colour. */
export const DATA_ROWS = 5;

export const crowdVertex = /* glsl */ `
#include <common>
#include <batching_pars_vertex>
attribute float surface;
uniform highp sampler2D data;
uniform int dataWidth;
varying vec3 vNormalW, vAt, vLocal, vFirst, vSecond;
varying vec4 vRowA, vRowB, vRowC, vState;
varying float vSurface, vPattern;

vec4 row(int i) { return texelFetch(data, ivec2(i % dataWidth, i / dataWidth), 0); }

void main() {
  float part = getIndirectIndex(gl_DrawID);
  int first = int(part) * ${DATA_ROWS};
  mat4 place = getBatchingMatrix(part);
  // Before the first person is here there are no colours, and three leaves the function out.
#ifdef USE_BATCHING_COLOR
  vFirst = getBatchingColor(part).rgb;
#else
  vFirst = vec3(1.);
#endif
  vec4 colour = row(first);
  vSecond = colour.rgb;
  vPattern = colour.a;
  vRowA = row(first + 1);
  vRowB = row(first + 2);
  vRowC = row(first + 3);
  vState = row(first + 4);
  vSurface = surface;
  vLocal = position;
  vec3 p = position, n = normal;
  if (surface > 2.5 && surface < 3.5) {
    // A soft arm: a quadratic curve from the shoulder (A) by the elbow (B) to the wrist (C).
    float t = position.y;
    vec3 A = vRowA.xyz, B = vRowB.xyz, C = vRowC.xyz;
    vec3 centre = mix(mix(A, B, t), mix(B, C, t), t);
    vec3 along = normalize(mix(B - A, C - B, t) + 1e-5);
    vec3 side = normalize(cross(along, vec3(.13, .97, .2)));
    vec3 up = cross(side, along);
    float radius = mix(vRowA.w, vRowB.w, smoothstep(0., 1., t));
    radius *= mix(.45, 1., smoothstep(0., .2, t));
    radius *= 1. + .16 * smoothstep(.86, .9, t) - .35 * smoothstep(.97, 1., t);
    n = normalize(side * position.x + up * position.z);
    p = centre + (side * position.x + up * position.z) * radius;
    vLocal = vec3(0., t, 0.);
  }
  if (surface > 3.5 && surface < 4.5 && position.z > .05) {
    // Fingers bend as along a rolled sheet, toward the palm (−y).
    float s = position.z - .05, k = vRowA.x * 21. + .01, turn = k * s;
    float c = cos(turn), i = sin(turn);
    p = vec3(position.x * (1. - .1 * vRowA.x), -(1. - c) / k + position.y * c, .05 + i / k + position.y * i);
    n = vec3(normal.x, normal.y * c - normal.z * i, normal.y * i + normal.z * c);
  }
  if (surface > 7.5) {
    float drop = vRowB.x * .55, c = cos(drop), i = sin(drop);
    vec3 q = position - vec3(0., -.05, .09);
    p = vec3(0., -.05, .09) + vec3(q.x, q.y * c - q.z * i, q.y * i + q.z * c);
  }
  vec4 world = modelMatrix * place * vec4(p, 1.);
  vAt = world.xyz;
  vNormalW = mat3(modelMatrix) * mat3(place) * n;
  gl_Position = projectionMatrix * viewMatrix * world;
}`;

const shapes = /* glsl */ `
float aa(float d) { float w = fwidth(d) + 1e-5; return 1. - smoothstep(-w, w, d); }
float ellipse(vec2 p, vec2 r) { return (length(p / r) - 1.) * min(r.x, r.y); }
float stroke(vec2 p, vec2 a, vec2 b, float r) {
  vec2 pa = p - a, ba = b - a;
  return length(pa - ba * clamp(dot(pa, ba) / dot(ba, ba), 0., 1.)) - r;
}`;

/** The face is drawn, not modelled: rows A eyes and gaze, B mouth and brows, C brow tilt and blush. */
const face = /* glsl */ `
const vec3 INK = vec3(.026, .018, .026);
float distant = 0.;

/** Whoever is away burns lower. */
float lowered() { return mix(.15, 1., smoothstep(.4, 1., vState.z)); }

/** Speckles of a stone. */
float grain(vec3 at) {
  vec3 q = floor(at * 170.);
  float speck = fract(sin(dot(q, vec3(12.99, 78.23, 37.72))) * 43758.5);
  return .93 + .1 * step(.82, speck) - .08 * step(.94, speck);
}

void eye(vec2 f, float side, float open, vec2 gaze, float front, inout vec3 colour, inout vec3 light) {
  vec2 p = f - vec2(side * .385, .03) - gaze;
  float lid = mix(.016, .215, open);
  float shape = ellipse(p, vec2(.14, lid));
  // A closed eye is a gentle arc.
  float arc = stroke(vec2(p.x, p.y + 1.4 * p.x * p.x - .015), vec2(-.115, 0.), vec2(.115, 0.), .019 + .011 * distant);
  float mask = aa(mix(arc, shape, smoothstep(.05, .22, open))) * front;
  colour = mix(colour, INK, mask);
  float iris = aa(ellipse(p - vec2(0., -.02), vec2(.092, lid * .74))) * smoothstep(.3, .6, open);
  colour = mix(colour, mix(INK, vSecond * .55, .55), iris * mask * .75 * smoothstep(.06, -.13, p.y));
  float spark = aa(length(p - vec2(.036, .076 * open)) - .04) * smoothstep(.35, .6, open);
  spark += .45 * aa(length(p - vec2(-.03, -.055 * open)) - .015) * smoothstep(.5, .7, open);
  light += vec3(.95, .93, .88) * spark * mask * .9;
}

void brow(vec2 f, float side, float front, inout vec3 colour) {
  vec2 p = f - vec2(side * .385, .345 + .07 * vRowB.w);
  p.x *= side;
  p.y += p.x * p.x * 1.1 - vRowC.x * p.x * .55;
  float mask = aa(stroke(p, vec2(-.125, 0.), vec2(.125, 0.), .028 + .012 * distant)) * front * .9;
  colour = mix(colour, mix(vFirst * .4, vSecond * .5, .35), mask);
}

void mouth(vec2 f, float front, inout vec3 colour) {
  // Jaw, width and roundness, as a voice shapes them.
  float open = vRowB.x, wide = vRowB.y, smile = vRowB.z, round = vRowC.z;
  vec2 p = f - vec2(0., -.345);
  float w = (.185 + .09 * wide + .05 * smile) * (1. - .42 * round);
  float h = open * (.18 - .04 * wide) + .075 * round;
  open = max(open, round * .6);
  p.y -= .74 * smile * p.x * p.x - .03 * smile;
  float line = stroke(p, vec2(-w, 0.), vec2(w, 0.), .027 + .015 * distant);
  vec2 q = p + vec2(0., h * .55);
  float hole = ellipse(q, vec2(w * (.98 - .25 * open) + .012, h + .012));
  float mask = aa(mix(line, hole, smoothstep(.03, .14, open))) * front;
  float tongue = aa(ellipse(q + vec2(0., h * .62), vec2(w * .62, h * .62 + .004)));
  vec3 inside = mix(vec3(.16, .03, .04), vec3(.62, .19, .19), tongue);
  colour = mix(colour, mix(mix(vFirst * .3, INK, .45), inside, smoothstep(.04, .14, open) * aa(hole + .012)), mask);
}

float drawFace(inout vec3 colour, inout vec3 light) {
  // Features are drawn large, and their lines grow with the distance: a face across the circle can be read.
  distant = smoothstep(2., 6., distance(cameraPosition, vAt));
  vec2 f = vLocal.xy / (1.13 + .06 * distant) / vec2(${HEAD.width.toFixed(3)}, ${HEAD.height.toFixed(3)});
  float front = smoothstep(0., .25, vLocal.z / ${HEAD.depth.toFixed(3)});
  vec2 cheek = (vec2(abs(f.x), f.y) - vec2(.6, -.2)) / vec2(.17, .125);
  vec3 warm = mix(colour, vec3(.86, .22, .2), .55) * vec3(1.02, .9, .9);
  colour = mix(colour, warm, exp(-dot(cheek, cheek)) * .55 * vRowC.y * front);
  vec2 gaze = vRowA.zw * vec2(.06, .05);
  eye(f, -1., vRowA.x, gaze, front, colour, light);
  eye(f, 1., vRowA.y, gaze, front, colour, light);
  brow(f, -1., front, colour);
  brow(f, 1., front, colour);
  // A bird speaks with its beak.
  if (vPattern < 2.5 || vPattern > 3.5) mouth(f, front, colour);
  if (vPattern > .5 && vPattern < 1.5) light += colour * (.3 + .1 * (1. - f.y * f.y)) * lowered();
  if (vPattern > 1.5 && vPattern < 2.5) return mix(.72, 1., smoothstep(-1.02, -.45, f.y)) * grain(vLocal);
  return mix(.72, 1., smoothstep(-1.02, -.45, f.y));
}`;

/** Five knits: plain, stripes, dots, zigzag, dip-dye. */
const garment = /* glsl */ `
float knit(inout vec3 colour) {
  float y = vLocal.y, around = atan(vLocal.x, vLocal.z);
  if (vPattern > .5 && vPattern < 1.5) {
    colour = mix(colour, vSecond, aa((abs(fract(y * 13.) - .5) - .14) * .08) * .85 * step(-.55, y));
  } else if (vPattern > 1.5 && vPattern < 2.5) {
    vec2 q = vec2(around * 2.228, y * 16.);
    q.x += .5 * mod(floor(q.y), 2.);
    colour = mix(colour, vSecond, aa((length(fract(q) - .5) - .2) * .06) * .85);
  } else if (vPattern > 2.5 && vPattern < 3.5) {
    float zig = abs(fract(around * 2.5465) - .5) * .06;
    colour = mix(colour, vSecond, aa(abs(y + .2 - zig) - .018));
    colour = mix(colour, vSecond, aa(abs(y + .26 - zig) - .008));
  } else if (vPattern > 3.5) {
    colour = mix(colour, vSecond, smoothstep(-.08, -.5, y) * .8);
  }
  colour = mix(colour, vSecond, aa(max(-y - .028, -(y + .2))) * .9);
  if (vRowA.x < .5) colour *= .965 + .035 * sin(y * 900.) * sin(around * 120.);
  else if (vRowA.x > 1.5 && vRowA.x < 2.5) colour *= grain(vLocal);
  return mix(.5, 1., smoothstep(-.6, -.36, y)) * mix(.62, 1., smoothstep(-.005, -.055, y));
}`;

export const crowdFragment = /* glsl */ `
#include <common>
varying vec3 vNormalW, vAt, vLocal, vFirst, vSecond;
varying vec4 vRowA, vRowB, vRowC, vState;
varying float vSurface, vPattern;
uniform vec3 ambientTop, ambientBottom, rimColour;
uniform vec4 keyAt[3];
uniform vec3 keyColour[3];
uniform float firelight;
${shapes}${face}${garment}

void main() {
  // vState: x how much of the speaker's light falls here, y presence (1 solid), z colour (0 grey), w unused.
  vec3 N = normalize(vNormalW), V = normalize(cameraPosition - vAt);
  vec3 colour = vFirst, light = vec3(0.);
  float shade = 1., gloss = 0.;
  if (vSurface < .5) {}
  else if (vSurface < 1.5) { shade = drawFace(colour, light); gloss = .1; }
  else if (vSurface < 2.5) { shade = knit(colour);
    // Paper lanterns are lit from within.
    if (vRowA.x > .5 && vRowA.x < 1.5) light += colour * lowered() * (.12 + .5 * exp(-pow((vLocal.y + .26) * 5., 2.))) * (.4 + .6 * max(0., dot(N, V)));
  }
  else if (vSurface < 3.5) { colour = mix(colour, vSecond, smoothstep(.855, .865, vLocal.y)); shade = .78 + .22 * smoothstep(0., .25, vLocal.y); }
  else if (vSurface < 4.5) { gloss = .06; }
  else if (vSurface < 5.5) { colour = vSecond; }
  else if (vSurface > 6.5) { colour = vPattern < 1.5 ? vec3(.2, .12, .055) : vec3(.86, .4, .085); gloss = .22; }
  else { light += vec3(1.15, .52, .13) * (.4 + .6 * max(0., dot(N, V))); }

  vec3 L = mix(ambientBottom, ambientTop, N.y * .5 + .5);
  for (int i = 0; i < 3; i++) {
    vec3 d = keyAt[i].xyz - vAt;
    float q = dot(d, d), fade = 1. / (1. + q * keyAt[i].w);
    vec3 toLight = d * inversesqrt(q);
    float wrapped = max(0., (dot(N, toLight) + .35) / 1.35);
    wrapped *= wrapped * .5 + .5;
    L += keyColour[i] * wrapped * fade * (i == 0 ? firelight : 1.);
    light += gloss * keyColour[i] * pow(max(0., dot(N, normalize(toLight + V))), 40.) * fade;
  }
  // The speaker's light: warm, from above and a little in front, never a spotlight's edge.
  L += vState.x * vec3(1.25, .88, .48) * (.3 + .7 * max(0., N.y * .75 + .25));
  float rim = pow(1. - max(0., dot(N, V)), 3.);
  vec3 result = colour * L * shade;
  result += colour * rimColour * rim * (.55 + .45 * N.y) * shade * (1. + 1.6 * vState.x);
  result += colour * colour * .05 * shade + light;
  float grey = dot(result, vec3(.3, .55, .15));
  result = mix(vec3(grey) * vec3(.86, .93, 1.06), result, vState.z);
  gl_FragColor = vec4(result, vState.y);
  #include <tonemapping_fragment>
  #include <colorspace_fragment>
}`;

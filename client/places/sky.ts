import { BackSide, BoxGeometry, Mesh, ShaderMaterial, type IUniform, type Texture } from "three";

import { END } from "./air.ts";
import type { Mood } from "./mood.ts";

/** The colour of the sky in a direction; the sea mirrors it with the same words. */
export const SKY_GLSL = /* glsl */ `
uniform vec3 sky0, sky1, sky2, sky3, sky4, sun, sunAt;
uniform float sunSize;
vec3 skyBase(vec3 d) {
  float y = max(d.y, 0.);
  vec3 c = mix(sky0, sky1, smoothstep(0., .11, y));
  c = mix(c, sky2, smoothstep(.07, .30, y));
  c = mix(c, sky3, smoothstep(.22, .58, y));
  c = mix(c, sky4, smoothstep(.48, .95, y));
  float toward = dot(normalize(d.xz + 1e-5), normalize(sunAt.xz + 1e-5)) * .5 + .5;
  c *= mix(vec3(1.), mix(vec3(.86, .84, .98), vec3(1.), toward), sunSize);
  float s = max(dot(d, sunAt), 0.);
  return c + sun * (sunSize * .55 * pow(s, 6.) * exp(-3.4 * y) + .42 * pow(s, mix(700., 60., sunSize)));
}`;

export const skyUniforms = ({ colours, numbers, sunAt }: Mood): Record<string, IUniform> => ({
  sky0: colours.sky0,
  sky1: colours.sky1,
  sky2: colours.sky2,
  sky3: colours.sky3,
  sky4: colours.sky4,
  sun: colours.sun,
  sunAt,
  sunSize: numbers.sunSize,
});

const vertexShader = /* glsl */ `
varying vec3 vWay;
void main() {
  vWay = position;
  vec4 p = projectionMatrix * viewMatrix * vec4(position + cameraPosition, 1.);
  gl_Position = p.xyww;
}`;

const CLOUDS = /* glsl */ `
  if (clouds > 0.) {
    vec2 over = d.xz / (max(d.y, 0.) + .22);
    vec2 drift = vec2(time * .0016, time * .0007);
    float thick = texture2D(noise, over * .055 + drift).a * .65 + texture2D(noise, over * .17 - drift * 1.7).a * .35;
    float sunward = texture2D(noise, (over + sunAt.xz * .55) * .055 + drift).a;
    float cover = smoothstep(.74 - .34 * clouds, .92 - .2 * clouds, thick);
    float light = clamp(.55 + (thick - sunward) * 2.6, 0., 1.);
    vec3 cloud = mix(cloudShade, cloudLit, light) + sun * .5 * pow(s, 14.) * light;
    c = mix(c, cloud, cover * .82 * smoothstep(.015, .14, d.y));
    hidden = cover * smoothstep(.015, .14, d.y);
  }`;

const STARS = /* glsl */ `
  if (stars > 0.) {
    vec3 p = d * 92., cell = floor(p);
    vec3 h = fract(sin(vec3(dot(cell, vec3(127.1, 311.7, 74.7)), dot(cell, vec3(269.5, 183.3, 246.1)), dot(cell, vec3(113.5, 271.9, 124.6)))) * 43758.545);
    vec3 off = fract(p) - .5 - (h - .5) * .5;
    float bright = step(.86, h.x) * (.25 + .75 * h.y * h.y);
    float twinkle = .84 + .16 * sin(time * (.5 + h.z) + h.y * 40.);
    float star = smoothstep(.17, .02, length(off)) * bright * twinkle;
    c += stars * star * mix(vec3(.75, .85, 1.), vec3(1., .9, .75), h.z) * smoothstep(.03, .28, d.y) * (1. - hidden);
  }`;

const fragmentShader = /* glsl */ `
uniform sampler2D noise;
uniform float time, stars, clouds, mist;
uniform vec3 cloudShade, cloudLit, plainSky;
varying vec3 vWay;
${SKY_GLSL}
void main() {
  vec3 d = normalize(vWay);
  vec3 c = skyBase(d);
  float s = max(dot(d, sunAt), 0.), hidden = 0.;
  #ifndef THRIFTY
  ${CLOUDS}
  ${STARS}
  #endif
  // The disc itself: small and soft, the sun's or the moon's.
  float edge = mix(.99985, .99955, sunSize);
  c += sun * (smoothstep(edge, edge + .00018, s) * 5. + pow(s, 900.) * 1.3 * sunSize) * (1. - .7 * hidden);
  gl_FragColor = vec4(mix(c, plainSky, mist), 1.);
  ${END}
}`;

/** The sky all around: one draw call, behind everything, drawn only where nothing stands before it. */
export function makeSky(
  mood: Mood,
  noise: Texture,
  time: IUniform<number>,
  thrifty: boolean,
): Mesh {
  const { colours, numbers, plain } = mood;
  const material = new ShaderMaterial({
    name: "sky",
    side: BackSide,
    depthWrite: false,
    defines: thrifty ? { THRIFTY: "" } : {},
    uniforms: {
      ...skyUniforms(mood),
      noise: { value: noise },
      time,
      stars: numbers.stars,
      clouds: numbers.clouds,
      mist: numbers.mist,
      cloudShade: colours.cloudShade,
      cloudLit: colours.cloudLit,
      plainSky: plain.plainSky,
    },
    vertexShader,
    fragmentShader,
  });
  // A box will do: what is drawn depends on the direction alone.
  const dome = new Mesh(new BoxGeometry(20, 20, 20), material);
  dome.frustumCulled = false;
  dome.renderOrder = 1;
  dome.raycast = () => undefined;
  return dome;
}

export const pieceVertex = /* glsl */ `
attribute float surface;
varying vec3 vNormalW, vAt, vLocal;
varying float vSurface;
void main() {
  vec4 world = modelMatrix * vec4(position, 1.);
  vAt = world.xyz;
  vLocal = position;
  vNormalW = mat3(modelMatrix) * normal;
  vSurface = surface;
  gl_Position = projectionMatrix * viewMatrix * world;
}`;

/** Pearl, brass, carved wood, paint, a steady light: lit by the fire and a lamp overhead. */
export const pieceFragment = /* glsl */ `
uniform float time, firelight;
varying vec3 vNormalW, vAt, vLocal;
varying float vSurface;
void main() {
  vec3 N = normalize(vNormalW), V = normalize(cameraPosition - vAt);
  vec3 toFire = normalize(vec3(0., .55, -3.9) - vAt), toLamp = normalize(vec3(0., 2.5, 0.) - vAt);
  float facing = max(0., dot(N, V)), edge = pow(1. - facing, 3.);
  float lamp = .5 + .5 * dot(N, toLamp), fire = max(0., .35 + .65 * dot(N, toFire)) * firelight;
  vec3 light = vec3(.2, .17, .16) + lamp * vec3(.74, .58, .42) + fire * vec3(.34, .16, .06);
  float shine = pow(max(0., dot(N, normalize(toLamp + V))), 60.);
  vec3 colour;
  if (vSurface < .5) {
    // Cream with rust flames around the winding, and a sheen that turns from rose to green with the view.
    float bands = sin(atan(vLocal.z, vLocal.x) * 9. + vLocal.y * 160.);
    vec3 base = mix(vec3(.86, .72, .55), vec3(.66, .3, .16), smoothstep(.25, .95, bands) * .75);
    vec3 sheen = .5 + .5 * cos(6.28 * (facing * 1.3 + vec3(.0, .33, .62)));
    colour = base * light * 1.35 + sheen * edge * .35 + vec3(1., .95, .85) * shine * .55;
  } else if (vSurface < 1.5) {
    colour = vec3(.6, .38, .15) * light + vec3(1., .8, .45) * shine * 1.1 + vec3(.5, .3, .12) * edge * .5;
  } else if (vSurface < 2.5) {
    float grain = sin(vLocal.y * 420. + sin(atan(vLocal.z, vLocal.x) * 3.) * 2.);
    colour = vec3(.42, .21, .085) * (.92 + .08 * grain) * light + vec3(.9, .7, .45) * shine * .22;
  } else if (vSurface < 3.5) {
    colour = vec3(.2, .42, .42) * light + vec3(1.) * shine * .3;
  } else if (vSurface < 4.5) {
    float breath = .93 + .07 * sin(time * 1.1);
    colour = mix(vec3(.95, .42, .08), vec3(1.6, 1.15, .55), pow(facing, 1.4)) * breath;
  } else {
    colour = vec3(.82, .42, .36) * light * (.75 + .25 * facing);
  }
  gl_FragColor = vec4(colour, 1.);
  #include <tonemapping_fragment>
  #include <colorspace_fragment>
}`;

export const ringVertex = /* glsl */ `
varying vec2 vQuad;
void main() {
  vQuad = position.xy * 2.;
  vec4 mv = modelViewMatrix * vec4(0., 0., 0., 1.);
  mv.xy += position.xy * mix(.165, .26, smoothstep(.6, 2.2, -mv.z));
  gl_Position = projectionMatrix * mv;
}`;

/** What is left of the turn, from twelve o'clock round; amber in the last minute. No numbers, no haste. */
export const ringFragment = /* glsl */ `
uniform float part, amber, shown;
varying vec2 vQuad;
void main() {
  float r = length(vQuad);
  float w = fwidth(r) * 1.2;
  float band = smoothstep(.74 - w, .74 + w, r) * (1. - smoothstep(.86 - w, .86 + w, r));
  float angle = fract(atan(vQuad.x, vQuad.y) / 6.2831853 + 1.);
  float on = step(angle, part);
  vec3 colour = mix(vec3(.97, .93, .84), vec3(1., .62, .16), amber);
  float glow = exp(-pow((r - .8) * 9., 2.)) * .22 * on;
  float alpha = max(band * mix(.16, .95, on), glow) * shown;
  if (alpha < .01) discard;
  gl_FragColor = vec4(colour, alpha);
  #include <colorspace_fragment>
}`;

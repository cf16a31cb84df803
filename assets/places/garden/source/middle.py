"""The fire bowl, and the stone beside it for the piece, the bell and the candle."""

import math

from mathutils import Vector, noise

from kit import light, shapes
from kit.colour import linear, mixed, times
from kit.shapes import turned

from .frame import C, chance

FIRE = 0.25
#: Where the stone stands, and its height.
STONE = (0.0, -1.05, 0.40)


def bowl(m):
    # Low: the flames must not stand before anybody's face.
    profile = [
        (0.10, 0.05),
        (0.28, 0.075),
        (0.42, 0.15),
        (0.48, 0.235),
        (0.49, 0.25),
        (0.47, 0.255),
        (0.45, 0.235),
        (0.40, 0.17),
        (0.26, 0.125),
        (0, 0.115),
    ]
    m.add(
        shapes.lathe(profile, 36), "bowl", "matte", C["iron"], detail=2, smooth=60, seams=shapes.down_one_side
    )
    for i in range(3):
        a = 2 * math.pi * i / 3 + 0.5
        leg = [(0.42 * math.cos(a), 0.42 * math.sin(a), 0.02), (0.34 * math.cos(a), 0.34 * math.sin(a), 0.13)]
        m.add(shapes.tube(leg, 0.022, 8), "bowl leg", "matte", C["iron"], density=0.6)
    for i in range(5):
        a = 2 * math.pi * i / 5 + 0.2
        start, end = (
            Vector((0.30 * math.cos(a), 0.30 * math.sin(a), 0.18)),
            Vector((0.04 * math.cos(a + 0.5), 0.04 * math.sin(a + 0.5), 0.40)),
        )
        bm = shapes.tube(
            [start.lerp(end, t) for t in (0, 0.03, 0.5, 0.97, 1)],
            lambda t: 0.042 * (0.9 if t in (0, 1) else 1),
            9,
        )
        m.add(bm, "fire wood", "wood", C["char"], detail=2.5, density=0.7, smooth=50)
    for _ in range(16):
        a, r = chance.uniform(0, 6.28), 0.27 * math.sqrt(chance.random())
        hot = times(mixed(linear("#ff5016"), linear("#ffb04a"), chance.random() * 0.6), 0.55)
        m.add(
            shapes.puff(0.1, 0.08, 0.06, 1, 2.3),
            "coal",
            "ember",
            hot,
            turned(r * math.cos(a), r * math.sin(a), 0.165),
            smooth=180,
        )


def stone(m):
    x, y, high = STONE

    def worn(p):
        return p * (1 + 0.05 * noise.noise(p * 2 + Vector((3, 1, 0))))

    for size, z, tall in ((0.34, high * 0.42, high * 0.84), (0.50, high - 0.04, 0.08)):
        bm = shapes.puff(size, size, tall, 6, 5, worn)
        paint = lambda co, n, f: mixed(
            C["stone_cool"], C["stone_pale"], 0.5 + 0.5 * noise.noise(Vector(co) * 6)
        )  # noqa: E731
        m.add(
            bm,
            "table stone",
            "matte",
            paint,
            turned(x, y, z),
            detail=2,
            smooth=180,
            seams=shapes.below(-tall * 0.3),
        )


def lights():
    red = (1.0, 0.41, 0.115)
    return [
        light.point("fire", at, red, watts, 0.12)
        for at, watts in (((0, 0, 0.42), 34), ((0.09, -0.08, 0.65), 24), ((-0.09, 0.08, 0.65), 24))
    ]


def build(m):
    bowl(m)
    stone(m)

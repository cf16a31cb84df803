"""Pots, floor plants and what trails from the ceiling."""

import math
import random

from mathutils import Matrix, Vector

from kit import shapes
from kit.colour import jittered, mixed, step
from kit.shapes import turned

from .frame import C, panel

POT = [
    (0, 0),
    (0.13, 0),
    (0.15, 0.02),
    (0.185, 0.26),
    (0.2, 0.27),
    (0.2, 0.32),
    (0.18, 0.32),
    (0.17, 0.27),
    (0, 0.265),
]


def pot(m, at, colour, size=1.0, segments=24, extra=False):
    bm = shapes.lathe([(r * size, z * size) for r, z in POT], segments)
    m.add(bm, "pot", "matte", colour, at, density=0.8, smooth=45, seams=shapes.down_one_side, extra=extra)


def foliage(
    m, at, seed, *, count, length, width, spread, height, stem, bend, dark, pale, density=0.6, extra=False
):
    chance, items = random.Random(seed), []
    for i in range(count):
        t = i / max(1, count - 1)
        turn = i * 2.39996 + chance.uniform(-0.3, 0.3)
        rise = math.radians(82 - spread * (1 - t) - chance.uniform(0, 12))
        long = length * chance.uniform(0.75, 1.1) * (1 - 0.3 * t)
        reach = stem * chance.uniform(0.5, 1) * (0.35 + 0.65 * t)
        tip = Vector(
            (
                math.cos(turn) * math.cos(rise) * reach,
                math.sin(turn) * math.cos(rise) * reach,
                math.sin(rise) * reach + height,
            )
        )
        lie = (
            Matrix.Translation(tip)
            @ Matrix.Rotation(turn, 4, "Z")
            @ Matrix.Rotation(-rise * 0.55, 4, "Y")
            @ Matrix.Rotation(chance.uniform(-0.25, 0.25), 4, "X")
        )
        blade = shapes.leaf(
            long, width * chance.uniform(0.8, 1.15), bend * chance.uniform(0.7, 1.3), fold=0.2
        )
        items.append((blade, lie))
        if stem > 0.05:
            stalk = [Vector((0, 0, height * 0.2)), tip * 0.5 + Vector((0, 0, height * 0.5)), tip]
            items.append((shapes.tube(stalk, 0.008, 4, False), Matrix()))
    paint = lambda co, n, f: mixed(dark, pale, step(height, height + stem + length * 0.4, co.z))  # noqa: E731
    m.add(shapes.merged(items), "plant", "leaf", paint, at, detail=2, density=density, smooth=60, extra=extra)


def sprig(m, at, seed):
    foliage(
        m,
        at,
        seed,
        count=8,
        length=0.15,
        width=0.055,
        spread=70,
        height=0,
        stem=0.06,
        bend=1.5,
        dark=C["leaf"],
        pale=C["leaf_light"],
        density=0.5,
        extra=True,
    )


def on_floor(m, k, x, y, size, colour, seed, **other):
    at = panel(k) @ turned(x, y)
    pot(m, at, colour, size)
    kind = dict(
        count=15,
        length=0.5,
        width=0.26,
        spread=60,
        stem=0.62,
        bend=0.9,
        dark=C["leaf_dark"],
        pale=C["leaf_light"],
    )
    kind.update(other)
    for key in ("length", "width", "stem"):
        kind[key] *= size
    foliage(m, at @ turned(0, 0, 0.27 * size), seed, height=0.02, **kind)


def hanging(m, k, x, y, z, seed):
    """Hangs from a rafter by a cord that ends in the wood, not in the air."""
    at, chance, items = panel(k) @ turned(x, y, z), random.Random(seed), []
    bowl = [
        (0, -0.12),
        (0.07, -0.12),
        (0.12, -0.05),
        (0.135, 0.03),
        (0.145, 0.035),
        (0.14, 0.05),
        (0.12, 0.03),
        (0, 0.02),
    ]
    m.add(
        shapes.lathe(bowl, 20),
        "hanging pot",
        "matte",
        C["pot_white"],
        at,
        density=0.6,
        smooth=50,
        seams=shapes.down_one_side,
        extra=True,
    )
    for a in (0, 2.1, 4.2):
        cord = [(0.13 * math.cos(a), 0.13 * math.sin(a), 0.04), (0, 0, 0.5)]
        m.add(shapes.tube(cord, 0.004, 4, False), "cord", "fabric", C["linen"], at, density=0.3, extra=True)
    m.add(
        shapes.tube([(0, 0, 0.5), (0, 0, 0.95)], 0.005, 4, False),
        "cord",
        "fabric",
        C["linen"],
        at,
        density=0.3,
        extra=True,
    )
    for i in range(12):
        turn = i * 2.4 + chance.uniform(-0.3, 0.3)
        p = Vector((0.1 * math.cos(turn), 0.1 * math.sin(turn), 0.05))
        for j in range(chance.randint(4, 8)):
            out = 0.06 if j < 2 else 0.012
            p = p + Vector((math.cos(turn) * out, math.sin(turn) * out, 0.03 if j == 0 else -0.075))
            lie = (
                Matrix.Translation(p)
                @ Matrix.Rotation(turn + chance.uniform(-1.2, 1.2), 4, "Z")
                @ Matrix.Rotation(chance.uniform(0.1, 0.8), 4, "Y")
            )
            items.append((shapes.leaf(0.1, 0.065, 0.9, 3, 0.3), lie))
    paint = lambda co, n, f: jittered(mixed(C["leaf"], C["leaf_light"], step(-0.4, 0.05, co.z)), 0.06, chance)  # noqa: E731
    m.add(shapes.merged(items), "trailing", "leaf", paint, at, detail=3, density=0.5, extra=True)


def build(m):
    on_floor(m, 3, -0.85, -0.42, 1.25, C["pot_white"], 3)
    on_floor(
        m,
        9,
        0.8,
        -0.42,
        1.1,
        C["pot"],
        8,
        width=0.1,
        length=0.62,
        count=22,
        stem=0.2,
        bend=0.7,
        spread=50,
        pale=C["leaf"],
    )
    on_floor(m, 5, 0.3, -0.45, 1.15, C["pot"], 21, count=17)
    on_floor(m, 7, -0.55, -0.42, 0.95, C["pot_white"], 33, count=13, width=0.22)
    hanging(m, 2, 0.92, -0.35, 1.95, 2)
    hanging(m, 10, -0.92, -0.35, 1.95, 9)

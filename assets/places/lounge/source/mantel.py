"""What stands on the mantel and hangs above it."""

import math

from mathutils import Matrix, Vector

from kit import shapes
from kit.colour import mixed, step, times
from kit.shapes import turned

from .frame import C, spots
from .hearth import AT, DEEP

#: Height of its top.
MANTEL = 1.335


VASES = [
    [(0, 0), (0.05, 0), (0.075, 0.04), (0.081, 0.07), (0.08, 0.095), (0.06, 0.15), (0.042, 0.175), (0.032, 0.195), (0.03, 0.22), (0.042, 0.24), (0.03, 0.235), (0.02, 0.2)],
    [(0, 0), (0.045, 0), (0.05, 0.02), (0.08, 0.055), (0.095, 0.085), (0.09, 0.13), (0.068, 0.158), (0.05, 0.172), (0.045, 0.18), (0.052, 0.19), (0.04, 0.18)],
]  # fmt: skip


def vase(m, at, kind, colour, size=1.0, segments=22):
    profile = [(r * size, z * size) for r, z in VASES[kind]]
    m.add(
        shapes.lathe(profile, segments),
        "vase",
        "matte",
        colour,
        at,
        density=0.7,
        smooth=180,
        seams=shapes.down_one_side,
        extra=True,
    )


def candle(m, at, height, radius=0.032):
    bm = shapes.lathe(
        [
            (0, 0),
            (radius, 0),
            (radius, height * 0.9),
            (radius * 0.92, height),
            (radius * 0.4, height - 0.008),
            (0, height - 0.01),
        ],
        16,
    )
    m.add(bm, "candle", "matte", C["wax"], at, density=0.6, smooth=50)
    flame = at @ Vector((0, 0, height + 0.012))
    spots["candles"].append(flame)


def build(m):
    m.add(
        shapes.box(2.35, 0.62, 0.09, 0.025, 2),
        "hearth slab",
        "matte",
        times(C["stone_pale"], 0.8),
        AT @ turned(0, -DEEP - 0.16, 0.045),
        detail=1.2,
    )
    m.add(
        shapes.box(2.2, 0.42, 0.13, 0.03, 2),
        "mantel",
        "wood",
        times(C["walnut"], 0.95),
        AT @ turned(0, -DEEP + 0.02, 1.27),
        grain=0,
    )
    for side in (-1, 1):
        m.add(
            shapes.box(0.13, 0.26, 0.2, 0.03, 2),
            "corbel",
            "wood",
            C["beam"],
            AT @ turned(side * 0.8, -DEEP - 0.02, 1.12),
            grain=2,
        )
    vase(m, AT @ turned(-0.86, -DEEP - 0.02, MANTEL), 0, C["blue"], 1.15)
    vase(m, AT @ turned(-0.66, -DEEP + 0.02, MANTEL), 1, C["cream"], 0.9)
    vase(m, AT @ turned(0.88, -DEEP, MANTEL), 1, C["terra"], 1.1)
    for x, high in ((0.58, 0.2), (0.68, 0.13), (0.49, 0.1)):
        candle(m, AT @ turned(x, -DEEP - 0.02, MANTEL), high)
    face = AT @ turned(0, -DEEP - 0.065, 1.86) @ Matrix.Rotation(math.pi / 2, 4, "X")
    ring = shapes.lathe([(0.30, 0), (0.37, -0.02), (0.40, 0.0), (0.37, 0.035), (0.31, 0.035), (0.30, 0)], 44)
    m.add(ring, "ring", "wood", C["oak_light"], face, density=0.7, smooth=50)
    moon = lambda co, n, f: mixed(
        C["cream"], C["mustard"], step(0.1, 0.31, math.hypot(co.x - 0.08, co.y + 0.06)) * 0.5
    )  # noqa: E731
    m.add(
        shapes.lathe([(0, 0.012), (0.12, 0.012), (0.22, 0.012), (0.31, 0.012)], 40),
        "disc",
        "matte",
        moon,
        face,
        density=0.8,
        smooth=None,
    )

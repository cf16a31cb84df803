"""Curtains, pictures, woven cloth and the door."""

import math

from mathutils import Matrix

from kit import shapes
from kit.colour import jittered, linear, times
from kit.shapes import turned

from .frame import (
    DOOR,
    WINDOW_SEATS,
    WINDOWS,
    C,
    arch,
    chance,
    panel,
)  # fmt: skip


def curtain(m, k, side):
    top, bottom, wide = 2.42, 0.47 if k in WINDOW_SEATS else 0.06, 0.36

    def at(u, v):
        pinch = 1 - 0.22 * math.exp(-(((v - 0.62) / 0.12) ** 2))
        x = (u - 0.5) * wide * pinch * (1 + 0.12 * v)
        y = -0.13 + 0.045 * math.sin(u * math.pi * 9) * (0.75 + 0.35 * v) + 0.01 * math.sin(u * 23)
        return (x, y, top + (bottom - top) * v)

    bm = shapes.towards(shapes.grid(26, 5, at), 1, -1)
    m.add(
        bm,
        "curtain",
        "fabric",
        times(C["linen"], 0.95),
        panel(k) @ turned(side * 0.94),
        detail=2,
        density=0.7,
        smooth=80,
    )


def windows(m):
    for k in WINDOWS:
        for side in (-1, 1):
            curtain(m, k, side)
        m.add(
            shapes.tube([(-1.14, -0.13, 2.44), (1.14, -0.13, 2.44)], 0.014, 8),
            "rod",
            "matte",
            C["brass"],
            panel(k),
            density=0.4,
        )


def picture(m, k, x, z, wide, high, paint):
    """Flat polygons a millimetre and a half apart: crisp at any distance, no texture."""
    at = panel(k) @ turned(x, -0.035, z)
    for side in (-1, 1):
        upright, lying = shapes.box(0.03, 0.035, high + 0.06, 0.006), shapes.box(wide, 0.035, 0.03, 0.006)
        m.add(
            upright,
            "picture frame",
            "wood",
            C["oak_light"],
            at @ turned(side * (wide / 2 + 0.015)),
            grain=2,
            density=0.6,
        )
        m.add(
            lying,
            "picture frame",
            "wood",
            C["oak_light"],
            at @ turned(0, 0, side * (high / 2 + 0.015)),
            grain=0,
            density=0.6,
        )
    for layer, (points, colour) in enumerate(paint):
        inside = [(min(1, max(0, u)), min(1, max(0, v))) for u, v in points]
        flat = [((u - 0.5) * wide, -0.0015 * layer, (v - 0.5) * high) for u, v in inside]
        m.add(
            shapes.towards(shapes.sheets([flat]), 1, -1),
            "picture",
            "matte",
            linear(colour),
            at,
            detail=0.2,
            density=0.7,
            smooth=None,
        )


SHEET = [(0, 0), (0, 1), (1, 1), (1, 0)]


def disc(u, v, radius, wide, high):
    angles = [2 * math.pi * i / 28 for i in range(28)]
    return [(u + radius / wide * math.cos(a), v + radius / high * math.sin(a)) for a in angles]


def hills(wide, high):
    yield SHEET, "#efd9b4"
    yield disc(0.62, 0.68, 0.085, wide, high), "#d9824f"
    ridges = (
        (0.50, 0.06, 5, "#c9a27c"),
        (0.37, 0.07, 7, "#8fa08c"),
        (0.25, 0.05, 6, "#5c7a76"),
        (0.13, 0.04, 8, "#3c5659"),
    )
    for i, (base, swing, waves, colour) in enumerate(ridges):
        yield (
            [
                (0, 0),
                *[(u / 20, base + swing * math.sin(waves * u / 20 + i * 2.1)) for u in range(21)],
                (1, 0),
            ],
            colour,
        )


def pebbles(wide, high):
    yield SHEET, "#f0e4cc"
    for u, v, radius, colour in (
        (0.4, 0.62, 0.24, "#7f9a7a"),
        (0.62, 0.5, 0.2, "#c98d5b"),
        (0.42, 0.32, 0.17, "#6688a0"),
    ):
        yield disc(u, v, radius * min(wide, high), wide, high), colour


def hanging_cloth(m, k):
    bm = shapes.towards(
        shapes.grid(28, 34, lambda u, v: ((u - 0.5) * 0.9, -0.03 - 0.008 * math.sin(u * 14), 0.95 + 1.1 * v)),
        1,
        -1,
    )

    def weave(co, n, face):
        c = face.calc_center_median()
        u, v = c.x / 0.9 + 0.5, (c.z - 0.95) / 1.1
        band = (v * 6 + abs((u * 4) % 1 - 0.5) * 1.2) % 3
        name = next(
            name
            for edge, name in ((1, "cream"), (1.35, "rose"), (2.1, "sage"), (2.4, "mustard"), (9, "terra"))
            if band < edge
        )
        return C[name]

    m.add(bm, "woven cloth", "fabric", weave, panel(k), detail=3, density=0.8, smooth=None)
    m.add(
        shapes.tube([(-0.52, -0.04, 2.07), (0.52, -0.04, 2.07)], 0.016, 8),
        "rod",
        "wood",
        C["oak"],
        panel(k),
        density=0.4,
    )


def door(m):
    at, wide, spring = panel(DOOR), 1.06, 1.62
    leaf = shapes.towards(shapes.sheets([[(x, -0.03, z) for x, z in arch(wide, 0.0, spring, 16)]]), 1, -1)
    m.add(leaf, "door", "wood", C["green"], at, grain=2, density=0.7, smooth=None)
    for i in range(-2, 3):
        high = spring + math.sqrt(max(0.01, (wide / 2) ** 2 - (i * 0.205) ** 2)) - 0.05
        plank = shapes.box(0.19, 0.03, high, 0.012)
        m.add(
            plank,
            "plank",
            "wood",
            jittered(C["green"], 0.06, chance),
            at @ turned(i * 0.205, -0.04, high / 2),
            grain=2,
            density=0.7,
        )
    for z in (0.45, 1.45):
        m.add(
            shapes.box(0.98, 0.03, 0.11, 0.012),
            "door bar",
            "wood",
            C["green_dark"],
            at @ turned(0, -0.065, z),
            grain=0,
            density=0.6,
        )
    knob = shapes.lathe([(0, -0.05), (0.03, -0.045), (0.036, -0.02), (0.02, 0), (0.02, 0.03)], 16)
    m.add(
        knob,
        "knob",
        "matte",
        C["brass"],
        at @ turned(0.4, -0.09, 0.98) @ Matrix.Rotation(-math.pi / 2, 4, "X"),
        density=0.5,
    )
    outline = [(x, -0.04, z) for x, z in arch(wide + 0.1, 0.0, spring, 16)]
    m.add(shapes.tube(outline, 0.06, 6), "door frame", "wood", C["walnut"], at, density=0.6)
    for side in (-1, 1):
        for i in range(5):
            board = shapes.box(0.11, 0.03, 0.66, 0.007)
            m.add(
                board,
                "board",
                "wood",
                jittered(C["green"], 0.05, chance),
                at @ turned(side * (0.66 + 0.118 * i), -0.012, 0.47),
                grain=2,
                density=0.6,
            )
        m.add(
            shapes.box(0.6, 0.075, 0.05, 0.014, 2),
            "rail",
            "wood",
            C["green_dark"],
            at @ turned(side * 0.88, -0.025, 0.815),
            grain=0,
            density=0.6,
        )
        m.add(
            shapes.box(0.6, 0.05, 0.15, 0.012, 2),
            "skirting",
            "wood",
            C["green_dark"],
            at @ turned(side * 0.88, -0.02, 0.075),
            grain=0,
            density=0.6,
        )


def build(m):
    windows(m)
    for k, x, z, wide, high, paint in (
        (3, 0.15, 1.6, 0.62, 0.82, hills),
        (3, 0.82, 1.5, 0.4, 0.5, pebbles),
        (9, -0.2, 1.62, 0.8, 0.6, hills),
        (9, -0.9, 1.5, 0.36, 0.46, pebbles),
    ):
        picture(m, k, x, z, wide, high, paint(wide, high))
    for k in (5, 7):
        hanging_cloth(m, k)
    door(m)

"""Rocks, a boardwalk, a boat, two boards, and what the sea left."""

import math

from mathutils import Matrix, Vector, noise

from kit import shapes
from kit.colour import jittered, mixed, step, times
from kit.shapes import turned

from .camp import log
from .frame import C, chance, ground, on_ground, shore

ROCKS = (
    (-9.8, 7.6, 1.5), (-11.2, 8.6, 2.1), (-8.9, 8.7, 0.9), (10.2, 8.2, 1.3), (11.6, 9.3, 1.9), (9.1, 9.4, 0.8), (-5.8, -3.2, 0.55),
    (6.2, -0.9, 0.6), (6.7, -1.5, 0.4), (-6.0, 1.0, 0.45), (-13.0, 10.4, 2.6), (13.6, 10.8, 2.4),
)  # fmt: skip


def rock(m, x, y, size, seed):
    """Worn round by the sea: one island of the light map over the whole back, so that no facet shows."""
    off, tone = Vector((seed * 7.3, seed * 1.9, 0)), C[("rock", "rock_cool")[seed % 2]]

    def worn(p):
        return p * (
            1
            + 0.26 * noise.noise(p * 1.15 + off)
            + 0.09 * noise.noise(p * 2.6 + off)
            + 0.03 * noise.noise(p * 6 + off)
        )

    def paint(co, normal, face):
        veined = 0.5 + 0.5 * noise.noise(Vector(co) * (2.2 / size) + off)
        return mixed(
            times(tone, 0.80 + 0.12 * veined),
            C["rock_pale"],
            step(-0.1, 0.95, normal.z) * (0.55 + 0.45 * veined),
        )

    bm = shapes.puff(size * 1.25, size, size * 0.85, 7 if size > 1 else 5, 2.4, worn)
    at = Matrix.Translation(on_ground(x, y, size * 0.85 * 0.18)) @ turned(rz=seed * 1.7)
    m.add(
        bm,
        "rock",
        "matte",
        paint,
        at,
        detail=0.8,
        density=0.62 if size < 1 else 0.4,
        smooth=180,
        seams=shapes.below(-size * 0.26),
    )


def boardwalk(m):
    for i in range(17):
        y = -4.9 - i * 0.46
        x = -0.3 + 0.5 * math.sin(i * 0.22)
        slope = math.atan2(ground(x, y + 0.3) - ground(x, y - 0.3), 0.6)
        z = max(ground(x - 0.5, y), ground(x + 0.5, y), ground(x, y)) + 0.03
        plank = shapes.box(1.3 + chance.uniform(-0.05, 0.05), 0.38, 0.05, 0.012)
        lie = turned(x, y, z, rz=chance.uniform(-0.04, 0.04), rx=slope)
        m.add(plank, "plank", "wood", jittered(C["drift_dark"], 0.1, chance), lie, grain=0, density=0.6)


def board(m, x, y, turn, ground_tone, stripe, lean):
    at = Matrix.Translation(on_ground(x, y, -0.25)) @ turned(rz=turn) @ Matrix.Rotation(lean, 4, "X")

    def paint(co, normal, face):
        c = face.calc_center_median()
        return C[stripe] if abs(c.x) < 0.03 or 0.28 < c.z < 0.45 else C[ground_tone]

    taper = lambda p: Vector((p.x * (1 - 0.12 * max(0, p.z) ** 2), p.y, p.z))  # noqa: E731
    bm = shapes.puff(0.52, 0.07, 2.05, 8, 2.0, taper)
    m.add(
        bm,
        "surf board",
        "matte",
        paint,
        at @ turned(0, 0, 1.02),
        density=0.7,
        smooth=180,
        seams=shapes.around_edge,
    )


def hull(u, v):
    """Half-round boat: u across, v from stern to bow."""
    across, along = u * 2 - 1, v * 2 - 1
    wide = 0.62 * (1 - abs(along) ** 2.6) * (1.0 if along < 0.2 else 1 - 0.25 * (along - 0.2))
    high = 0.55 + 0.16 * along * along + 0.10 * max(0, along)
    x = wide * math.copysign(abs(math.sin(across * math.pi / 2)) ** 0.8, across)
    return (x, along * 1.75, high * abs(across) ** 1.7 + 0.02)


def boat(m, x, y, turn):
    at = Matrix.Translation(on_ground(x, y, 0.02)) @ turned(rz=turn, ry=0.10)
    middle = Vector((0, 0, 0.7))
    for outside in (True, False):
        bm = shapes.grid(10, 18, hull)
        shapes.facing(
            bm, lambda f, sign=1 if outside else -1: f.normal.dot(f.calc_center_median() - middle) * sign
        )
        if not outside:
            bm.transform(turned(0, 0, 0.05, s=(0.93, 0.97, 0.94)))
        paint = (lambda co, n, f: C["teal"] if co.z < 0.42 else C["cream"]) if outside else C["wood"]
        m.add(bm, "hull", "wood", paint, at, detail=1.2, grain=1, density=0.6, smooth=60)
    for side in (0.0, 1.0):
        rim = shapes.tube([hull(side, i / 14) for i in range(15)], 0.03, 6)
        m.add(rim, "gunwale", "wood", C["wood"], at, density=0.5)
    for along in (-0.6, 0.3):
        bench = shapes.box(1.02 - 0.1 * abs(along), 0.22, 0.04)
        m.add(
            bench,
            "thwart",
            "wood",
            jittered(C["wood"], 0.05, chance),
            at @ turned(0, along, 0.42),
            grain=0,
            density=0.6,
        )
    oar = shapes.tube([(-0.2, -1.2, 0.55), (0.25, 1.3, 0.62)], 0.02, 6)
    m.add(oar, "oar", "wood", C["drift"], at, detail=2, density=0.4)


def washed_up(m):
    placed = 0
    while placed < 14:
        a, r = chance.uniform(0, 6.28), chance.uniform(3.9, 7.5)
        x, y = r * math.cos(a), r * math.sin(a)
        if y - shore(x) > -1 or (abs(x) < 1.2 and y < 0):
            continue
        ex, ey = x + chance.uniform(-0.4, 0.4), y + chance.uniform(-0.4, 0.4)
        radius = chance.uniform(0.018, 0.04)
        # Half sunk, at both ends: nothing hovers over the sand.
        log(
            m,
            on_ground(x, y, radius * 0.4),
            on_ground(ex, ey, radius * 0.4),
            radius,
            C["drift"],
            around=6,
            density=0.5,
        )
        placed += 1


def build(m):
    for i, (x, y, size) in enumerate(ROCKS):
        rock(m, x, y, size, i + 1)
    boardwalk(m)
    board(m, 4.55, -2.25, 0.75, "cream", "terra", -0.13)
    board(m, 5.15, -1.75, 0.95, "teal", "mustard", -0.13)
    boat(m, -5.4, 6.0, 0.9)
    washed_up(m)

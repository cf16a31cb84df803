"""Palms, dune grass and low shrubs: they sway, so they are lit by the client and not by the bake."""

import math
import random

import bmesh
from mathutils import Matrix, Vector

from kit import shapes
from kit.colour import linear, mixed, step

from .frame import C, ground, shore


def palm_leaf(length, droop, seed, ribs=12, width=0.055, blade=0.62):
    chance, bm = random.Random(seed), bmesh.new()
    spine, x, z, angle = [Vector((0, 0, 0))], 0.0, 0.0, 0.55
    for i in range(ribs):
        x += math.cos(angle) * length / ribs
        z += math.sin(angle) * length / ribs
        spine.append(Vector((x, 0, z)))
        angle = 0.55 - droop * (((i + 1) / ribs) ** 1.25)
    for i, (a, b) in enumerate(zip(spine, spine[1:])):
        near, far = (Vector((0, 0.022 * (1 - k / ribs) + 0.004, 0)) for k in (i, i + 1))
        bm.faces.new([bm.verts.new(p) for p in (a + near, a - near, b - far, b + far)])
    for i in range(1, ribs + 1):
        t, a = i / ribs, spine[i]
        long = blade * (math.sin(math.pi * min(1, 0.10 + t * 0.86)) ** 0.6) * chance.uniform(0.9, 1.08)
        along = (spine[i] - spine[i - 1]).normalized() * width
        for side in (-1, 1):
            out = Vector(
                (0.62 + 0.25 * t, side * 0.85, -0.32 - 0.25 * chance.random() - 0.35 * t)
            ).normalized()
            middle, tip = a + out * long * 0.55, a + out * long + Vector((0, 0, -0.14 * long))
            points = (
                a - along * 0.9,
                middle - along * 0.8 + Vector((0, 0, 0.02)),
                tip,
                middle + along * 0.8,
                a + along * 0.9,
            )
            v = [bm.verts.new(p) for p in points]
            bm.faces.new((v[0], v[1], v[3], v[4]))
            bm.faces.new((v[1], v[2], v[3]))
    return bm


def palm(m, x, y, high, lean, towards, seed, size=1.0, extra=False):
    chance, foot = random.Random(seed), ground(x, y) - 0.1
    path = []
    for i in range(13):
        t = i / 12
        k = lean * t**1.8
        path.append(
            Vector(
                (
                    x + math.cos(towards) * k,
                    y + math.sin(towards) * k,
                    foot + high * t * (1 - 0.03 * t * lean),
                )
            )
        )
    ringed = lambda t: (0.17 - 0.07 * t + 0.06 * max(0, 1 - t * 9)) * size * (1 + 0.045 * math.sin(t * 62))  # noqa: E731
    bark = lambda co, n, f: mixed(C["bark"], linear("#a98a68"), 0.5 + 0.5 * math.sin(co.z * 9))  # noqa: E731
    m.add(
        shapes.tube(path, ringed, 9, False),
        "trunk",
        "wood",
        bark,
        detail=1.5,
        grain=2,
        density=0.42,
        smooth=180,
        extra=extra,
    )
    top, leaves = path[-1], []
    for i in range(11 if extra else 13):
        turn = i * 2.39996 + chance.uniform(-0.2, 0.2)
        up = chance.uniform(-0.35, 0.55) if i < 8 else chance.uniform(-0.9, -0.3)
        leaf = palm_leaf(
            chance.uniform(2.0, 2.5) * size, chance.uniform(1.25, 1.75), seed * 31 + i, 8 if extra else 12
        )
        leaves.append(
            (leaf, Matrix.Translation(top) @ Matrix.Rotation(turn, 4, "Z") @ Matrix.Rotation(-up, 4, "Y"))
        )

    def green(co, n, f):
        far = min(1, (Vector(co) - top).length / (2.3 * size))
        return mixed(
            mixed(C["frond_dark"], C["frond"], step(0, 0.55, far)),
            C["frond_dry"],
            step(0.55, 1.05, far) * 0.7,
        )

    m.add(shapes.merged(leaves), "palm leaves", "frond", green, smooth=None, extra=extra)
    for _ in range(4):
        a = chance.uniform(0, 6.28)
        at = Matrix.Translation(top + Vector((0.15 * math.cos(a), 0.15 * math.sin(a), -0.12)))
        m.add(
            shapes.puff(0.2 * size, 0.2 * size, 0.22 * size, 1, 2.1),
            "coconut",
            "matte",
            linear("#7a5a38"),
            at,
            density=0.3,
            smooth=180,
            extra=extra,
        )


PALMS = (
    (-6.6, 4.4, 5.4, 2.0, -0.5, 1.0, False), (-8.0, 2.2, 6.6, 1.5, 0.7, 1.08, False), (7.4, 3.6, 5.9, 2.2, 3.4, 1.0, False),
    (9.4, 1.0, 7.0, 1.2, 2.2, 1.1, False), (-7.6, -4.6, 6.2, 1.4, 0.4, 1.0, False), (-4.2, -8.6, 6.9, 1.3, 1.2, 1.1, True),
    (6.2, -7.4, 5.6, 1.8, 2.3, 1.0, False), (3.6, -10.4, 7.2, 1.0, 1.9, 1.12, True), (11.5, -4.0, 6.6, 1.6, 3.0, 1.0, True),
    (-12.5, 6.5, 6.3, 2.6, 0.1, 1.05, True), (14.0, 7.5, 6.4, 2.4, 2.9, 1.05, True),
)  # fmt: skip


def tuft(chance):
    bm, high = bmesh.new(), chance.uniform(0.35, 0.85)
    for _ in range(chance.randint(7, 10)):
        a = chance.uniform(0, 6.28)
        long, bend = high * chance.uniform(0.6, 1.1), chance.uniform(0.15, 0.5)
        out = Vector((math.cos(a), math.sin(a), 0))
        foot, wide = out * chance.uniform(0, 0.1), Vector((-out.y, out.x, 0)) * 0.014
        knee, tip = (
            foot + out * long * bend * 0.4 + Vector((0, 0, long * 0.6)),
            foot + out * long * bend * 1.1 + Vector((0, 0, long)),
        )
        v = [bm.verts.new(p) for p in (foot - wide, foot + wide, knee + wide * 0.8, knee - wide * 0.8, tip)]
        bm.faces.new((v[0], v[1], v[2], v[3]))
        bm.faces.new((v[3], v[2], v[4]))
    return bm


def bush(chance, size):
    """A cloud of flat leaves around a dome: darker within."""
    bm = bmesh.new()
    for _ in range(int(120 * size)):
        a, up = chance.uniform(0, 6.28), math.asin(chance.uniform(0.05, 1))
        r = size * chance.uniform(0.25, 1.0)
        at = Vector((math.cos(a) * math.cos(up) * r, math.sin(a) * math.cos(up) * r, math.sin(up) * r * 0.75))
        along = Vector(
            (
                math.cos(a + chance.uniform(-1, 1)),
                math.sin(a + chance.uniform(-1, 1)),
                chance.uniform(-0.2, 0.8),
            )
        ).normalized()
        wide = along.cross(Vector((0, 0, 1))).normalized() * 0.05 * (1 + size)
        long = along * chance.uniform(0.10, 0.17) * (1 + size)
        bm.faces.new(
            [bm.verts.new(p) for p in (at, at + long * 0.5 + wide, at + long, at + long * 0.5 - wide)]
        )
    return bm


def grows(x, y):
    """On dry dunes, off the path and out of the circle."""
    r = math.hypot(x, y)
    return ground(x, y) > 0.28 and r > 5.8 and y - shore(x) < -6 and not (abs(x) < 1.4 and y < 0)


def grass(m):
    """In clumps on the crests, thin towards the beach: dunes are held by what grows on them."""
    chance, near, far, clumps = random.Random(3), [], [], 0
    while clumps < 38:
        a, r = chance.uniform(0, 6.283), chance.uniform(6, 19)
        x, y = r * math.sin(a), r * math.cos(a)
        if not grows(x, y) or chance.random() > 0.3 + 0.5 * ground(x, y):
            continue
        clumps += 1
        for _ in range(chance.randint(5, 9)):
            tx, ty = x + chance.gauss(0, 0.55), y + chance.gauss(0, 0.55)
            if grows(tx, ty):
                at = Matrix.Translation((tx, ty, ground(tx, ty) - 0.03))
                (near if r < 12 else far).append((tuft(chance), at))
    green = lambda co, n, f: mixed(C["grass"], C["grass_dry"], step(0, 0.65, co.z - ground(co.x, co.y)))
    m.add(shapes.merged(near), "grass", "frond", green, smooth=None)
    m.add(shapes.merged(far), "far grass", "frond", green, smooth=None, extra=True)


def shrubs(m):
    chance = random.Random(8)
    for i in range(24):
        a, r = math.radians(108 + 144 * i / 23 + chance.uniform(-3, 3)), chance.uniform(7.6, 15)
        x, y, size = r * math.sin(a), r * math.cos(a), chance.uniform(0.45, 0.95)
        if not grows(x, y):
            continue
        foot = ground(x, y) - 0.08
        shade = lambda co, n, f, foot=foot, size=size: mixed(
            C["frond_dark"], C["shrub"], step(0, size * 0.8, co.z - foot)
        )
        bm = bush(chance, size)
        bm.transform(Matrix.Translation((x, y, foot)))
        m.add(bm, "shrub", "frond", shade, smooth=None, extra=i % 3 == 0)


def build(m):
    for i, (x, y, high, lean, towards, size, extra) in enumerate(PALMS):
        palm(m, x, y, high, lean, towards, i + 1, size, extra)
    grass(m)
    shrubs(m)

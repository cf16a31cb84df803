"""The quiet land beyond the windows. Daylight colours: the client tints them for the hour, and draws the sky."""

import math
import random

import bmesh

from kit import shapes
from kit.colour import linear, mixed, step


def ring(m, radius, low, top, below, above):
    """A ridge all the way round; `top(i)` in 72 steps."""
    count = 72
    bm = bmesh.new()
    angles = [2 * math.pi * i / count for i in range(count)]
    feet = [bm.verts.new((radius * math.sin(a), radius * math.cos(a), low)) for a in angles]
    heads = [bm.verts.new((radius * math.sin(a), radius * math.cos(a), top(i))) for i, a in enumerate(angles)]
    for i in range(count):
        j = (i + 1) % count
        bm.faces.new((feet[i], heads[i], heads[j], feet[j]))
    shapes.facing(bm, lambda f: -f.normal.dot(f.calc_center_median()))
    m.add(
        bm,
        "ridge",
        "view",
        lambda co, n, f: linear(below) if co.z < low + 0.01 else linear(above),
        smooth=None,
    )


def pines(m):
    chance, faces = random.Random(4), []
    for _ in range(230):
        a, r, high = chance.uniform(0, 2 * math.pi), chance.uniform(17, 24), chance.uniform(2.0, 4.4)
        x, y, wide, foot = r * math.sin(a), r * math.cos(a), high * 0.22, -2.0
        for j in range(4):
            z0, z1 = foot + high * (0.12 + 0.2 * j), foot + min(high, high * (0.48 + 0.175 * j))
            half = wide * (1 - 0.2 * j)
            side = (math.cos(a) * half, -math.sin(a) * half)
            faces.append([(x + side[0], y + side[1], z0), (x, y, z1), (x - side[0], y - side[1], z0)])
    bm = bmesh.new()
    for face in faces:
        bm.faces.new([bm.verts.new(p) for p in face])
    shade = lambda co, n, f: mixed(
        linear("#31564a"),
        linear("#5d7f7c"),
        step(17, 24, math.hypot(co.x, co.y)) * 0.8 + step(-2, 2, co.z) * 0.2,
    )  # noqa: E731
    m.add(bm, "pines", "view", shade, smooth=None)


def build(m):
    wave = lambda i, f, p: math.sin(2 * math.pi * i / 72 * f + p)  # noqa: E731
    ring(
        m,
        28,
        -4,
        lambda i: 2.0 + 1.1 * wave(i, 5, 0) + 0.5 * wave(i, 11, 1) + 0.25 * wave(i, 23, 2),
        "#a9bccb",
        "#8fa6bd",
    )
    ring(
        m,
        26,
        -4,
        lambda i: 0.7 + 0.6 * wave(i, 4, 2) + 0.35 * wave(i, 9, 0.3) + 0.2 * wave(i, 17, 1),
        "#87a3a0",
        "#6f9193",
    )
    ground = shapes.sheets(
        [
            [
                (27 * math.sin(2 * math.pi * i / 40), 27 * math.cos(2 * math.pi * i / 40), -1.6)
                for i in range(40)
            ]
        ]
    )
    m.add(shapes.towards(ground, 2, 1), "meadow", "view", linear("#7d9a72"), smooth=None)
    pines(m)

"""Tree tops and hills beyond the wall. Daylight colours: the client tints them for the hour."""

import math
import random

import bmesh
from mathutils import Vector, noise

from kit import shapes
from kit.colour import linear, mixed


def hills(m, distance, foot, high, seed, low, top):
    bm, parts = bmesh.new(), 72
    columns = []
    for i in range(parts):
        a = 2 * math.pi * i / parts
        rise = high * (
            0.6
            + 0.5 * noise.noise(Vector((2 * math.cos(a) + seed, 2 * math.sin(a), 0)))
            + 0.15 * noise.noise(Vector((7 * math.cos(a), 7 * math.sin(a), seed)))
        )
        x, y = distance * math.sin(a), distance * math.cos(a)
        columns.append((bm.verts.new((x, y, foot)), bm.verts.new((x, y, rise))))
    for i, (a, b) in enumerate(columns):
        c, d = columns[(i + 1) % parts]
        bm.faces.new((a, c, d, b))
    m.add(
        bm, "hills", "view", lambda co, n, f: linear(low) if co.z < foot + 0.2 else linear(top), smooth=None
    )


def round_trees(m):
    """Soft crowns as flat shapes that look at the garden, the near ones darker."""
    chance, bm, tones = random.Random(8), bmesh.new(), {}
    for _ in range(46):
        a, r = chance.uniform(0, 2 * math.pi), chance.uniform(13, 26)
        x, y, size = r * math.sin(a), r * math.cos(a), chance.uniform(1.5, 2.7)
        across = Vector((math.cos(a), -math.sin(a), 0))
        foot = Vector((x, y, chance.uniform(0.6, 1.6)))
        tone = mixed(linear("#587f4b"), linear("#9db791"), (r - 13) / 13)
        for off, up, s in ((-0.55, 0.1, 0.62), (0.5, 0.05, 0.66), (0, 0.55, 0.8)):
            c = foot + across * off * size + Vector((0, 0, up * size))
            rim = [
                c + across * math.cos(t) * s * size + Vector((0, 0, math.sin(t) * s * size * 0.9))
                for t in (2 * math.pi * i / 12 for i in range(12))
            ]
            face = bm.faces.new([bm.verts.new(p) for p in rim])
            tones[face] = (tone, c.z - s * size, c.z + s * size)
    lit = lambda co, n, f: mixed(
        tuple(t * 0.72 for t in tones[f][0]), tones[f][0], (co.z - tones[f][1]) / (tones[f][2] - tones[f][1])
    )  # noqa: E731
    m.add(bm, "trees", "view", lit, smooth=None)


def build(m):
    hills(m, 90, -3, 13, 3, "#b3c7bf", "#9fb7b6")
    hills(m, 55, -3, 6.5, 11, "#a3bb93", "#88a67c")
    ground = shapes.sheets(
        [
            [
                (50 * math.sin(2 * math.pi * i / 32), 50 * math.cos(2 * math.pi * i / 32), -0.4)
                for i in range(32)
            ]
        ]
    )
    m.add(shapes.towards(ground, 2, 1), "meadow", "view", linear("#8fae72"), smooth=None)
    round_trees(m)

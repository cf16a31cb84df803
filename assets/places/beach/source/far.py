"""Headlands and islands. Daylight colours: the client tints them for the hour."""

import math

import bmesh
from mathutils import Vector, noise

from kit.colour import linear

from .frame import WATER


def ridge(m, start, end, parts, high, seed, distance, foot, low, top):
    """A silhouette between two bearings (degrees, 0 north)."""
    bm = bmesh.new()
    columns = []
    for i in range(parts + 1):
        t = i / parts
        a = math.radians(start + (end - start) * t)
        swell = (
            0.7
            + 0.5 * noise.noise(Vector((t * 5 + seed, seed, 0)))
            + 0.18 * noise.noise(Vector((t * 17 + seed, 1, 0)))
        )
        rise = max(0, high * math.sin(math.pi * t) ** 0.7 * swell)
        x, y = distance * math.sin(a), distance * math.cos(a)
        columns.append((bm.verts.new((x, y, foot)), bm.verts.new((x, y, foot + rise))))
    for (a, b), (c, d) in zip(columns, columns[1:]):
        bm.faces.new((a, c, d, b))
    m.add(
        bm, "ridge", "view", lambda co, n, f: linear(low) if co.z < foot + 0.2 else linear(top), smooth=None
    )


def build(m):
    ridge(m, -78, -28, 60, 13, 1, 230, WATER, "#b9cad4", "#9fb4c6")
    ridge(m, 18, 74, 60, 16, 5, 240, WATER, "#b6c8d3", "#9bb1c4")
    ridge(m, -4, 7, 26, 5, 17, 250, WATER, "#bccdd6", "#a5b9c9")
    ridge(m, -112, -52, 60, 15, 9, 130, WATER - 0.5, "#9fb5ae", "#7f9a94")
    ridge(m, 50, 118, 60, 15, 13, 120, WATER - 0.5, "#9ab2aa", "#7a968e")
    ridge(m, 88, 272, 90, 30, 41, 110, -1, "#a7bda9", "#8ca58f")
    ridge(m, 95, 265, 90, 17, 21, 75, -1, "#93a97f", "#7b9468")

"""The rug: woven rings of colour around the middle of the circle."""

import math

import bmesh

from kit import shapes
from kit.colour import jittered, times

from .frame import C, chance

#: Colour from one radius to the next.
BANDS = [
    (0.56, "cream"), (0.66, "terra"), (0.74, "cream"), (1.15, "ink"), (1.25, "mustard"), (1.86, "cream"),
    (1.98, "terra"), (2.42, "ink"), (2.60, "cream"),
]  # fmt: skip
RADII = [
    0.0, 0.28, 0.56, 0.66, 0.74, 0.86, 0.945, 1.03, 1.15, 1.25, 1.34, 1.44, 1.525, 1.615, 1.70, 1.78, 1.86, 1.98, 2.10,
    2.18, 2.26, 2.34, 2.42, 2.52, 2.53,
]  # fmt: skip
AROUND = 96


def diamond(middle, i):
    """Stepped diamonds in the wide pale band."""
    rows = [1.295, 1.39, 1.4825, 1.57, 1.6575, 1.74, 1.82]
    row = min(range(7), key=lambda r: abs(rows[r] - middle))
    half = [0, 1, 2, 3, 2, 1, 0][row]
    off = abs(i % 8 - 3.5)
    warm = (i // 8) % 2 == 0
    if half >= 1 and off <= half - 0.5:
        return "mustard" if warm else "cream"
    if off <= half + 0.5:
        return "terra" if warm else "blue"
    return None


def hue(middle, i):
    name = next(name for radius, name in BANDS if middle <= radius)
    if 1.25 < middle < 1.86:
        return diamond(middle, i) or name
    if 0.74 < middle < 1.15:
        row, off = sum(middle > r for r in (0.86, 0.945, 1.03)), abs(i % 6 - 2.5)
        if row in (1, 2) and off < 0.6:
            return "cream"
        if off < (1.1 if row in (1, 2) else 0.6):
            return "sage"
    if 2.10 < middle < 2.34 and i % 4 in (0, 1):
        return "sage"
    return name


def build(m):
    bm, rings, hues = bmesh.new(), [], {}
    for r in RADII:
        z = 0.022 if r < 2.525 else 0.0
        angles = [2 * math.pi * i / AROUND for i in range(AROUND)]
        rings.append(
            [bm.verts.new((r * math.cos(a), r * math.sin(a), z)) for a in angles]
            if r
            else [bm.verts.new((0, 0, z))]
        )
    for k, (a, b) in enumerate(zip(rings, rings[1:])):
        middle = (RADII[k] + RADII[k + 1]) / 2
        for i in range(AROUND):
            j = (i + 1) % AROUND
            face = bm.faces.new((a[0], b[i], b[j]) if len(a) == 1 else (a[i], b[i], b[j], a[j]))
            hues[face] = jittered(C[hue(middle, i)], 0.04, chance)
    m.add(bm, "rug", "fabric", lambda co, n, f: hues[f], detail=2.2, density=1.05, smooth=None)
    rim = shapes.lathe([(2.50, 0.0), (2.545, 0.004), (2.56, 0.014), (2.545, 0.026), (2.50, 0.024)], 64)
    m.add(rim, "rug rim", "fabric", times(C["mustard"], 0.9), detail=2.2, density=0.6)

"""A small Windsor chair with a round cushion. Whoever sits in it looks to +y here (−z in the place)."""

import math

from mathutils import Matrix

from kit import shapes
from kit.colour import linear, times
from kit.model import Model

from .frame import SEAT_HEIGHT, C


def arc(radius, half, height, lean=0.0, parts=10):
    """Along the back (−y), `half` degrees to either side."""
    angles = [math.radians(-90 + half * (2 * i / parts - 1)) for i in range(parts + 1)]
    return [(radius * math.cos(a), radius * math.sin(a) - lean, height) for a in angles]


def build():
    m, at = Model(6), Matrix.Translation((0, 0, -SEAT_HEIGHT))
    wood = dict(detail=2, grain=2, smooth=60)
    board = [(0, 0.375), (0.24, 0.375), (0.265, 0.385), (0.27, 0.40), (0.26, 0.412), (0, 0.412)]
    m.add(shapes.lathe(board, 20), "seat board", "wood", C["oak"], at, **wood)
    cushion = [
        (0, 0.405),
        (0.20, 0.405),
        (0.235, 0.42),
        (0.24, 0.44),
        (0.22, 0.46),
        (0.15, SEAT_HEIGHT + 0.002),
        (0, SEAT_HEIGHT + 0.004),
    ]
    m.add(shapes.lathe(cushion, 20), "cushion", "fabric", linear("#ece6da"), at, detail=3, smooth=180)
    for x in (-1, 1):
        for y in (-1, 1):
            leg = [(x * 0.23, y * 0.22, 0), (x * 0.15, y * 0.14, 0.38)]
            m.add(shapes.tube(leg, lambda t: 0.016 + 0.006 * t, 6), "leg", "wood", C["wood"], at, **wood)
    m.add(shapes.tube(arc(0.29, 100, 0.63), 0.017, 6), "arm", "wood", C["oak"], at, **wood)
    m.add(shapes.tube(arc(0.30, 46, 0.90, 0.05), 0.021, 6, squash=1.4), "crest", "wood", C["oak"], at, **wood)
    for i in range(6):
        a = math.radians(-90 + 40 * (2 * i / 5 - 1))
        low, high = (
            (0.235 * math.cos(a), 0.235 * math.sin(a), 0.40),
            (0.30 * math.cos(a), 0.30 * math.sin(a) - 0.05, 0.90),
        )
        m.add(shapes.tube([low, high], 0.008, 5, False), "spindle", "wood", times(C["oak"], 0.95), at, **wood)
    for a in (-185, -205, 5, 25):
        t = math.radians(a)
        low, high = (
            (0.235 * math.cos(t), 0.235 * math.sin(t), 0.40),
            (0.29 * math.cos(t), 0.29 * math.sin(t), 0.63),
        )
        if abs(math.degrees(math.atan2(high[1], high[0])) + 90) < 102:
            m.add(
                shapes.tube([low, high], 0.008, 5, False),
                "spindle",
                "wood",
                times(C["oak"], 0.95),
                at,
                **wood,
            )
    return m, -SEAT_HEIGHT

"""The low table: candles on a tray, tea, cups."""

import math

from mathutils import Matrix

from kit import shapes
from kit.colour import times
from kit.shapes import turned

from .frame import C
from .mantel import candle

TOP = 0.385


def build(m):
    top = [(0, 0.335), (0.46, 0.335), (0.485, 0.345), (0.49, 0.36), (0.485, 0.375), (0.46, TOP), (0, TOP)]
    m.add(shapes.lathe(top, 48), "table", "wood", C["oak"], grain=1)
    foot = [
        (0, 0.023),
        (0.262, 0.024),
        (0.27, 0.045),
        (0.25, 0.07),
        (0.12, 0.14),
        (0.09, 0.22),
        (0.12, 0.30),
        (0.2, 0.336),
    ]
    m.add(
        shapes.lathe(foot, 28),
        "table foot",
        "wood",
        times(C["walnut"], 0.95),
        density=0.7,
        smooth=60,
        grain=2,
    )
    for x, y, high, radius in ((-0.08, 0.1, 0.16, 0.036), (0.03, 0.16, 0.1, 0.034), (-0.02, 0.0, 0.07, 0.04)):
        candle(m, turned(x, y, TOP), high, radius)
    tray = [(0, 0.0), (0.19, 0.0), (0.2, 0.012), (0.205, 0.025), (0.195, 0.025), (0.185, 0.01), (0, 0.01)]
    m.add(shapes.lathe(tray, 32), "tray", "matte", C["brass"], turned(-0.02, 0.09, TOP + 0.001), density=0.6)
    tea(m, turned(0.24, -0.12, TOP))
    cup = [
        (0, 0),
        (0.024, 0),
        (0.032, 0.012),
        (0.04, 0.06),
        (0.041, 0.066),
        (0.036, 0.062),
        (0.03, 0.014),
        (0, 0.012),
    ]
    saucer = [(0, 0.004), (0.04, 0.004), (0.062, 0.014), (0.055, 0.008), (0, 0.001)]
    for a, name in ((-2.4, "sage"), (-1.5, "cream"), (-0.2, "rose"), (0.9, "terra"), (2.6, "blue")):
        at = turned(0.36 * math.cos(a), 0.36 * math.sin(a), TOP)
        m.add(shapes.lathe(saucer, 20), "saucer", "matte", times(C[name], 0.9), at, density=0.5, extra=True)
        m.add(
            shapes.lathe(cup, 18),
            "cup",
            "matte",
            C[name],
            at @ turned(0, 0, 0.006),
            density=0.6,
            smooth=60,
            seams=shapes.down_one_side,
            extra=True,
        )


def tea(m, at):
    body = [(0, 0), (0.06, 0), (0.085, 0.03), (0.095, 0.07), (0.085, 0.11), (0.05, 0.135), (0.035, 0.14)]
    lid = [(0.04, 0.136), (0.03, 0.15), (0.008, 0.157), (0.012, 0.17), (0.01, 0.18), (0, 0.183)]
    m.add(
        shapes.lathe(body, 24),
        "teapot",
        "matte",
        C["ink"],
        at,
        density=0.8,
        smooth=70,
        seams=shapes.down_one_side,
    )
    m.add(shapes.lathe(lid, 16), "teapot lid", "matte", C["ink"], at, density=0.5)
    turn = at @ Matrix.Rotation(0.7, 4, "Z")
    spout = [(0.08, 0, 0.05), (0.115, 0, 0.075), (0.135, 0, 0.115), (0.15, 0, 0.125)]
    handle = [(-0.085, 0, 0.10), (-0.13, 0, 0.105), (-0.145, 0, 0.07), (-0.12, 0, 0.035), (-0.085, 0, 0.035)]
    m.add(shapes.tube(spout, lambda t: 0.02 - 0.009 * t, 8), "spout", "matte", C["ink"], turn, density=0.5)
    m.add(shapes.tube(handle, 0.009, 6), "handle", "matte", C["brass"], turn, density=0.4)

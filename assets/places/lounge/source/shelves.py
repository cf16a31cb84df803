"""Two book shelves beside the hearth."""

import random

from kit import shapes
from kit.colour import jittered, linear, times
from kit.shapes import turned

from .frame import C, panel
from .mantel import vase
from .plants import pot, sprig

WIDE, HIGH, DEEP = 1.98, 2.18, 0.34
BOARDS = (0.1, 0.52, 0.92, 1.32, 1.72)
BOOKS = [
    "#8c4a3a", "#b0603f", "#c98f4a", "#d9b36c", "#6b7f6a", "#4d6a63", "#4c6478", "#7790a3", "#6e5468", "#a1736e",
    "#d8c9ab", "#8d7a5f", "#3d4a52", "#b48a74",
]  # fmt: skip


def case(m, at):
    wood = C["walnut"]
    for side in (-1, 1):
        m.add(
            shapes.box(0.045, DEEP, HIGH, 0.008),
            "side",
            "wood",
            wood,
            at @ turned(side * WIDE / 2, -DEEP / 2 - 0.03, HIGH / 2),
            grain=2,
            density=0.7,
        )
    m.add(
        shapes.box(WIDE, 0.015, HIGH - 0.04, 0),
        "back",
        "wood",
        times(wood, 0.8),
        at @ turned(0, -0.045, HIGH / 2),
        grain=2,
        density=0.6,
    )
    m.add(
        shapes.box(WIDE + 0.12, DEEP + 0.05, 0.05, 0.012),
        "top",
        "wood",
        wood,
        at @ turned(0, -DEEP / 2 - 0.03, HIGH),
        grain=0,
        density=0.6,
    )
    for z in BOARDS:
        m.add(
            shapes.box(WIDE - 0.04, DEEP - 0.02, 0.03, 0.005),
            "shelf",
            "wood",
            wood,
            at @ turned(0, -DEEP / 2 - 0.035, z),
            grain=0,
            density=0.7,
        )
    m.add(
        shapes.box(WIDE - 0.04, 0.03, 0.09, 0.004),
        "plinth",
        "wood",
        times(wood, 0.8),
        at @ turned(0, -DEEP, 0.045),
        grain=0,
        density=0.5,
    )


def keepsake(m, at, chance):
    """What stands between books."""
    kind = chance.random()
    if kind < 0.35:
        vase(
            m,
            at,
            chance.choice((0, 1)),
            C[chance.choice(["cream", "terra", "sage", "blue", "mustard"])],
            chance.uniform(0.9, 1.15),
            16,
        )
    elif kind < 0.6:
        pot(m, at, C[chance.choice(["pot", "pot_white"])], 0.34, 16, extra=True)
        sprig(m, at @ turned(0, 0, 0.09), chance.randint(0, 99))
    elif kind < 0.8:
        for j in range(chance.randint(2, 4)):
            book = shapes.box(chance.uniform(0.15, 0.2), 0.13, 0.032, 0)
            lie = at @ turned(
                0, chance.uniform(-0.02, 0.02), 0.016 + 0.034 * j, rz=chance.uniform(-0.15, 0.15)
            )
            m.add(
                book, "book", "matte", jittered(linear(chance.choice(BOOKS)), 0.08, chance), lie, density=0.55
            )
    else:
        for size, z, tone in ((1, 0.03, "stone_pale"), (0.72, 0.08, "stone")):
            m.add(
                shapes.puff(0.11 * size, 0.09 * size, 0.06 * size, 3, 2.3),
                "pebble",
                "matte",
                C[tone],
                at @ turned(0, 0, z),
                density=0.5,
                smooth=180,
                seams=shapes.below(-0.005),
                extra=True,
            )


def row(m, at, z, gap, chance):
    x, end = -WIDE / 2 + 0.05, WIDE / 2
    while x < end - 0.1:
        if chance.random() < 0.16:
            wide = chance.uniform(0.18, 0.26)
            keepsake(m, at @ turned(x + wide / 2, -0.17, z + 0.015), chance)
            x += wide + 0.02
            continue
        count = chance.randint(4, 9)
        for j in range(count):
            wide = chance.uniform(0.022, 0.05)
            if x + wide > end - 0.03:
                return
            high, deep, lean = min(gap - 0.02, chance.uniform(0.2, 0.31)), chance.uniform(0.17, 0.23), 0.0
            if j == count - 1 and chance.random() < 0.5:
                lean, x = -0.16, x + 0.025
            stand = at @ turned(x + wide / 2, -0.10 - deep / 2, z + 0.015 + high / 2, ry=lean)
            m.add(
                shapes.box(wide - 0.002, deep, high, 0),
                "book",
                "matte",
                jittered(linear(chance.choice(BOOKS)), 0.09, chance),
                stand,
                density=0.55,
                # Two of five boards are empty where little is to be drawn.
                extra=z in BOARDS[::3],
            )
            x += wide
        x += chance.uniform(0.0, 0.05)


def build(m):
    for k, seed in ((1, 4), (11, 14)):
        chance, at = random.Random(seed), panel(k)
        case(m, at)
        for z, above in zip(BOARDS, (*BOARDS[1:], HIGH)):
            row(m, at, z, above - z - 0.05, chance)

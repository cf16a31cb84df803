"""The pergola in the north, its bench, its lanterns."""

import math

from mathutils import Matrix, Vector

from kit import light, shapes
from kit.colour import jittered, linear
from kit.shapes import turned

from .frame import C, chance, spots
from .walls import lamp

#: The pergola: half its width, from and to (y), height of its beams.
HALF, NEAR, FAR, HIGH = 2.5, 3.95, 5.75, 2.25


def build(m):
    wood = lambda: jittered(C["oak"], 0.06, chance)  # noqa: E731
    for x in (-HALF, HALF):
        for y in (NEAR, FAR):
            m.add(
                shapes.box(0.13, 0.13, HIGH, 0.015, 2),
                "post",
                "wood",
                wood(),
                turned(x, y, HIGH / 2),
                grain=2,
                density=0.8,
            )
            brace = turned(x - math.copysign(0.24, x), y, HIGH - 0.24) @ Matrix.Rotation(
                math.copysign(math.pi / 4, x), 4, "Y"
            )
            m.add(shapes.box(0.07, 0.07, 0.66, 0.01), "brace", "wood", wood(), brace, grain=2, density=0.6)
    for y in (NEAR, FAR):
        m.add(
            shapes.box(2 * HALF + 0.7, 0.09, 0.16, 0.015),
            "beam",
            "wood",
            wood(),
            turned(0, y, HIGH + 0.07),
            grain=0,
            density=0.7,
        )
    for i in range(9):
        x = -HALF - 0.15 + (2 * HALF + 0.3) * i / 8
        m.add(
            shapes.box(0.06, FAR - NEAR + 0.7, 0.12, 0.012),
            "slat",
            "wood",
            wood(),
            turned(x, (NEAR + FAR) / 2, HIGH + 0.2),
            grain=1,
            density=0.6,
        )
    bench(m)
    hanging(m)


def bench(m):
    for i in range(4):
        m.add(
            shapes.box(2.6, 0.115, 0.04, 0.01),
            "bench",
            "wood",
            jittered(C["wood"], 0.07, chance),
            turned(0, 5.1 + 0.125 * i, 0.43),
            grain=0,
            density=0.8,
        )
    for x in (-1.1, 0, 1.1):
        m.add(
            shapes.box(0.09, 0.46, 0.42, 0.012),
            "bench leg",
            "wood",
            C["wood_dark"],
            turned(x, 5.29, 0.21),
            grain=2,
            density=0.6,
        )
    for i in range(2):
        back = shapes.box(2.6, 0.035, 0.12, 0.01)
        m.add(
            back,
            "bench back",
            "wood",
            jittered(C["wood"], 0.07, chance),
            turned(0, 5.55 + 0.03 * i, 0.66 + 0.18 * i),
            grain=0,
            density=0.7,
        )
    for x, name in ((-0.75, "rose"), (0.75, "silver")):
        pad = shapes.puff(0.62, 0.46, 0.1, 4, 5)
        m.add(
            pad,
            "pad",
            "fabric",
            C[name],
            turned(x, 5.28, 0.5),
            detail=2.2,
            density=0.9,
            smooth=180,
            seams=shapes.below(-0.01),
        )


def hanging(m):
    """Lanterns and bulbs below the beams."""
    for x in (-1.25, 1.25):
        y, z = NEAR + 0.05, HIGH - 0.62
        m.add(
            shapes.tube([(x, y, z + 0.28), (x, y, HIGH)], 0.005, 4, False),
            "cord",
            "matte",
            C["cord"],
            density=0.2,
        )
        lamp(m, turned(x, y, z))
    cords, bulbs = [], []
    for (x0, y0), (x1, y1) in (
        ((-HALF, NEAR), (0, NEAR)),
        ((0, NEAR), (HALF, NEAR)),
        ((-HALF, NEAR), (-HALF, FAR)),
        ((HALF, NEAR), (HALF, FAR)),
    ):
        a, b = Vector((x0, y0 - 0.06, HIGH)), Vector((x1, y1 - 0.06, HIGH))
        points = [a.lerp(b, i / 7) - Vector((0, 0, 0.9 * i / 7 * (1 - i / 7))) for i in range(8)]
        cords.append((shapes.tube(points, 0.005, 3, False), Matrix()))
        bulbs += [p - Vector((0, 0, 0.03)) for p in points[1:-1]]
    m.add(shapes.merged(cords), "bulb cord", "matte", C["cord"], density=0.12)
    m.add(
        shapes.merged([(shapes.ball(0.03), Matrix.Translation(p)) for p in bulbs]),
        "bulbs",
        "glow",
        linear("#ffd08a"),
        smooth=180,
    )
    spots["fairy"] += bulbs


def lights():
    """Of every lantern, and of the bulbs together."""
    lamps = [light.point("lamps", p, (1.0, 0.58, 0.25), 8, 0.06) for p in spots["lamps"]]
    for x in (-1.25, 1.25):
        lamps.append(light.point("lamps", (x, NEAR, HIGH - 0.3), (1.0, 0.62, 0.30), 15, 0.45))
    return lamps

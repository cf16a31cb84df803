"""The stone fireplace in the north, its fire and the basket of logs."""

import math

from mathutils import Matrix, Vector

from kit import light, shapes
from kit.colour import jittered, linear, mixed, times
from kit.shapes import turned

from .frame import HEARTH, C, chance, panel, spots

AT = panel(HEARTH)
#: How far the breast stands into the room, its width and height, and the opening: straight, then an elliptic arch.
DEEP, WIDE, HIGH = 0.62, 1.9, 2.98
HALF, STRAIGHT, RISE = 0.55, 0.62, 0.34
FIRE_Y = -0.36


def inside(x, z, margin):
    if abs(x) > HALF + margin:
        return False
    return z < STRAIGHT or (x / (HALF + margin)) ** 2 + ((z - STRAIGHT) / (RISE + margin)) ** 2 < 1


def stone(m, x, y, z, wide, deep, high, turn=0.0, density=0.85):
    tone = jittered(C[chance.choice(["stone", "stone", "stone_cool", "stone_pale"])], 0.09, chance)
    bm = shapes.box(wide - 0.012, deep, high - 0.012, 0.03, 2)
    for vert in bm.verts:
        vert.co += Vector([chance.uniform(-1, 1) * 0.005 for _ in range(3)])
    where = AT @ turned(x, y, z) @ Matrix.Rotation(turn, 4, "Y")
    m.add(bm, "stone", "matte", tone, where, detail=1.5, density=density, smooth=60)


def row_of(m, z, high):
    """One course of the front: stones end where the arch begins, and lie a little behind its ring."""
    x = -WIDE / 2
    while x < WIDE / 2 - 0.02:
        wide = min(chance.uniform(0.2, 0.44), WIDE / 2 - x)
        if WIDE / 2 - (x + wide) < 0.13:
            wide = WIDE / 2 - x
        # Beside the opening a stone is cut, not left out: no bare mortar around the arch.
        free = [
            x + wide * i / 12
            for i in range(13)
            if not any(inside(x + wide * i / 12, z + high * t, 0.05) for t in (0, 0.5, 1))
        ]
        if free and free[-1] - free[0] > 0.07:
            left, right = free[0], free[-1]
            stone(
                m,
                (left + right) / 2,
                -DEEP + 0.05 + chance.uniform(-0.012, 0.012),
                z + high / 2,
                right - left,
                0.16,
                high,
            )
        x += wide


def masonry(m):
    ring = 11
    for i in range(ring):
        a = math.pi * (i + 0.5) / ring
        x, z = (HALF + 0.1) * math.cos(a), STRAIGHT + (RISE + 0.1) * math.sin(a)
        stone(m, x, -DEEP + 0.02, z, 0.2, 0.2, 0.2, turn=math.pi / 2 - a)
    for side in (-1, 1):
        z = 0.08
        for high in (0.19, 0.18, 0.17):
            stone(m, side * (HALF + 0.1), -DEEP + 0.02, z + high / 2, 0.2, 0.2, high)
            z += high
    z = 0.08
    while z < HIGH:
        high = chance.uniform(0.17, 0.24)
        row_of(m, z, high)
        for side in (-1, 1):
            y = -DEEP + 0.13
            while y < -0.02:
                wide = min(chance.uniform(0.18, 0.34), -y)
                stone(m, side * (WIDE / 2 - 0.05), y + wide / 2, z + high / 2, 0.12, wide, high, density=0.6)
                y += wide
        z += high


def backing(m):
    """Mortar behind the stones, and the firebox."""
    front, half, top = -DEEP + 0.05, HALF, HIGH + 0.07
    curve = [
        (half * math.cos(math.pi - math.pi * i / 16), STRAIGHT + RISE * math.sin(math.pi * i / 16))
        for i in range(17)
    ]
    quads = [[(x, front, z) for x, z in ((-WIDE / 2, 0), (-half, 0), (-half, top), (-WIDE / 2, top))]]
    quads.append([(x, front, z) for x, z in ((half, 0), (WIDE / 2, 0), (WIDE / 2, top), (half, top))])
    quads += [
        [(x0, front, z0), (x1, front, z1), (x1, front, top), (x0, front, top)]
        for (x0, z0), (x1, z1) in zip(curve, curve[1:])
    ]
    m.add(
        shapes.towards(shapes.sheets(quads), 1, -1),
        "mortar",
        "matte",
        C["mortar"],
        AT,
        density=0.6,
        smooth=None,
    )
    for side in (-1, 1):
        bm = shapes.box(0.04, DEEP - 0.06, top, 0)
        m.add(
            bm,
            "mortar",
            "matte",
            C["mortar"],
            AT @ turned(side * (WIDE / 2 - 0.03), -DEEP / 2 + 0.03, top / 2),
            density=0.3,
        )
    near, far, narrow = -DEEP + 0.04, -0.06, 0.8
    loop = [(-half, 0.08), (-half, STRAIGHT), *curve[1:-1], (half, STRAIGHT), (half, 0.08)]
    walls = [
        [(x0, near, z0), (x1, near, z1), (x1 * narrow, far, z1), (x0 * narrow, far, z0)]
        for (x0, z0), (x1, z1) in zip(loop, loop[1:])
    ]
    walls.append([(x * narrow, far, z) for x, z in loop])
    walls.append(
        [(-half, near, 0.085), (half, near, 0.085), (half * narrow, far, 0.085), (-half * narrow, far, 0.085)]
    )
    middle = Vector((0, (near + far) / 2, 0.45))
    box = shapes.facing(shapes.sheets(walls), lambda f: f.normal.dot(middle - f.calc_center_median()))
    m.add(box, "firebox", "matte", C["soot"], AT, detail=1.5, density=0.8, smooth=None)


def log(m, start, end, radius, colour, cut="#d8b080", extra=False):
    a, b = Vector(start), Vector(end)
    along = (b - a).normalized()
    path = [
        a.lerp(b, t) + Vector((0, 0, chance.uniform(-0.004, 0.004))) for t in (0, 0.02, 0.3, 0.6, 0.98, 1)
    ]
    bm = shapes.tube(path, lambda t: radius * (0.93 if t in (0, 1) else 1) * (1 + 0.05 * math.sin(9 * t)), 12)
    paint = lambda co, n, f: linear(cut) if abs(f.normal.dot(along)) > 0.9 else colour  # noqa: E731
    m.add(bm, "log", "wood", paint, AT, detail=2.5, grain=0, density=0.7, smooth=50, extra=extra)


def fire(m):
    y = FIRE_Y
    for start, end, radius, tone in (
        ((-0.34, y + 0.06, 0.17), (0.32, y + 0.1, 0.18), 0.062, "#3a2a20"),
        ((-0.3, y - 0.08, 0.16), (0.36, y - 0.05, 0.17), 0.056, "#37271d"),
        ((-0.24, y - 0.1, 0.26), (0.2, y + 0.14, 0.31), 0.05, "#402d21"),
        ((0.28, y - 0.1, 0.24), (-0.1, y + 0.12, 0.33), 0.046, "#3d2b20"),
    ):
        log(m, start, end, radius, linear(tone), "#6b4a33")
    for side in (-1, 1):
        m.add(
            shapes.box(0.03, 0.34, 0.03, 0.006),
            "andiron",
            "matte",
            linear("#2a2624"),
            AT @ turned(side * 0.25, y, 0.11),
        )
    for _ in range(18):
        coal = shapes.puff(
            chance.uniform(0.05, 0.11), chance.uniform(0.04, 0.08), chance.uniform(0.03, 0.05), 2, 2.4
        )
        where = AT @ turned(
            chance.uniform(-0.32, 0.32), y + chance.uniform(-0.13, 0.14), 0.1 + chance.uniform(0, 0.03)
        )
        # Dark red: white coals would look like paper.
        m.add(
            coal,
            "coal",
            "ember",
            times(mixed(linear("#ff4d14"), linear("#ff9a3c"), chance.random() * 0.6), 0.55),
            where,
            smooth=180,
        )


def basket(m):
    x = 1.34
    profile = [
        (0.0, 0.03), (0.2, 0.02), (0.25, 0.06), (0.27, 0.2), (0.285, 0.3), (0.30, 0.315), (0.285, 0.33), (0.265, 0.31),
        (0.25, 0.2), (0.2, 0.08), (0, 0.07),
    ]  # fmt: skip
    m.add(
        shapes.lathe(profile, 24),
        "basket",
        "fabric",
        C["basket"],
        AT @ turned(x, -0.42, 0),
        detail=3,
        density=0.8,
        smooth=60,
        seams=shapes.down_one_side,
    )
    for dx, dy, z, radius in (
        (-0.08, 0, 0.3, 0.07),
        (0.08, 0.04, 0.3, 0.065),
        (0, -0.05, 0.4, 0.06),
        (0.02, 0.08, 0.38, 0.055),
    ):
        log(
            m,
            (x + dx - 0.05, -0.42 + dy - 0.17, z),
            (x + dx + 0.05, -0.42 + dy + 0.18, z + 0.03),
            radius,
            linear("#7a573a"),
            extra=True,
        )


def lights():
    """Three soft balls of fire rather than flames: noise is what small lights make."""
    red = (1.0, 0.42, 0.12)
    balls = ((-0.12, -0.42, 0.30, 34), (0.14, -0.40, 0.36, 34), (0, -0.52, 0.48, 36))
    lamps = [light.point("fire", AT @ Vector((x, y, z)), red, watts, 0.13) for x, y, z, watts in balls]
    return lamps + [
        light.point("fire", c + Vector((0, 0, 0.03)), (1.0, 0.52, 0.2), 1.1, 0.02) for c in spots["candles"]
    ]


def build(m):
    masonry(m)
    backing(m)
    fire(m)
    basket(m)

"""The wall with its gate, its lanterns, and the beds along it."""

import math

from mathutils import Vector, noise

from kit import shapes
from kit.colour import jittered, linear, mixed, step, times
from kit.shapes import turned

from .frame import BED_DEEP, BED_HIGH, GATE, PERGOLA, SIDES, THICK, WALL, WIDTH, C, chance, side, spots

GATE_WIDE, GATE_HIGH = 1.5, 2.05


def rubble(co, normal, face):
    patch = 0.5 + 0.5 * noise.noise(Vector(co) * 0.9)
    damp = step(0.0, 0.5, co.z) * 0.25 + 0.75
    return times(mixed(C["stone_cool"], C["stone"], patch), damp)


def piece(m, at, x0, x1, high):
    """A length of wall in squares of half a metre: light changes along it."""
    columns, rows = max(1, round((x1 - x0) / 0.9)), 2
    bm = shapes.grid(columns, rows, lambda u, v: (x0 + (x1 - x0) * u, 0, high * v))
    shapes.towards(bm, 1, -1)
    m.add(
        bm, "wall", "paving", rubble, at, uv=lambda co, f: (co.x / 1.9, co.z / 1.9), density=0.62, smooth=None
    )


def coping(m, at, x0, x1, high):
    count = max(1, round((x1 - x0) / 0.55))
    wide = (x1 - x0) / count
    for i in range(count):
        stone = shapes.box(wide - 0.012, THICK + 0.14, 0.10, 0.025)
        where = at @ turned(
            x0 + wide * (i + 0.5), THICK / 2 - 0.02, high + 0.045 + chance.uniform(-0.006, 0.006)
        )
        m.add(
            stone, "coping", "matte", jittered(C["stone_pale"], 0.08, chance), where, detail=1.5, density=0.5
        )


def gate(m, at):
    half, high = GATE_WIDE / 2, GATE_HIGH
    for x in (-half - 0.19, half + 0.19):
        pillar = shapes.box(0.38, THICK + 0.1, high, 0.03, 2)
        m.add(
            pillar,
            "pillar",
            "paving",
            C["stone"],
            at @ turned(x, THICK / 2 - 0.05, high / 2),
            detail=0.5,
            density=0.7,
        )
        cap = shapes.box(0.5, THICK + 0.24, 0.12, 0.03, 2)
        m.add(
            cap,
            "pillar cap",
            "matte",
            C["stone_pale"],
            at @ turned(x, THICK / 2 - 0.05, high + 0.06),
            detail=1.5,
            density=0.6,
        )
        lamp(m, at @ turned(x, THICK / 2 - 0.05, high + 0.12), 1.25)
    planks = 8
    for i in range(planks):
        wide = GATE_WIDE / planks
        x = -half + wide * (i + 0.5)
        top = 1.62 + 0.2 * math.cos(x / half * math.pi / 2)
        board = shapes.box(wide - 0.01, 0.045, top - 0.06, 0.01)
        m.add(
            board,
            "gate",
            "wood",
            jittered(C["wood"], 0.08, chance),
            at @ turned(x, 0.1, 0.06 + (top - 0.06) / 2),
            grain=2,
            density=0.7,
        )
    for z in (0.4, 1.35):
        bar = shapes.box(GATE_WIDE - 0.06, 0.04, 0.12, 0.012)
        m.add(bar, "gate bar", "wood", C["wood_dark"], at @ turned(0, 0.06, z), grain=0, density=0.6)
    m.add(
        shapes.ball(0.035, 2),
        "knob",
        "matte",
        C["iron"],
        at @ turned(0.12, 0.03, 0.98),
        density=0.5,
        smooth=180,
    )


def lamp(m, at, size=1.0):
    """A small standing lantern."""
    for z in (0.0, 0.24):
        cap = [(0, z), (0.085, z), (0.09, z + 0.02), (0.05, z + 0.05), (0, z + 0.055)]
        m.add(
            shapes.lathe([(r * size, h * size) for r, h in cap], 14),
            "lantern cap",
            "matte",
            C["iron"],
            at,
            density=0.4,
        )
    glass = [(0.065, 0.03), (0.075, 0.09), (0.075, 0.18), (0.06, 0.24)]
    m.add(
        shapes.lathe([(r * size, h * size) for r, h in glass], 14),
        "lantern glass",
        "glow",
        linear("#ffbe6c"),
        at,
    )
    spots["lamps"].append(at @ Vector((0, 0, 0.14 * size)))


def bed(m, at, x0, x1):
    wide, middle = x1 - x0, (x0 + x1) / 2
    front = shapes.box(wide, 0.07, BED_HIGH, 0.012)
    m.add(
        front,
        "bed",
        "wood",
        jittered(C["wood"], 0.06, chance),
        at @ turned(middle, -BED_DEEP, BED_HIGH / 2),
        grain=0,
        density=0.7,
    )
    for x in (x0, x1):
        end = shapes.box(0.07, BED_DEEP, BED_HIGH, 0.012)
        m.add(
            end,
            "bed",
            "wood",
            jittered(C["wood"], 0.06, chance),
            at @ turned(x, -BED_DEEP / 2, BED_HIGH / 2),
            grain=1,
            density=0.7,
        )
    for x in (x0, middle, x1):
        peg = shapes.box(0.09, 0.11, BED_HIGH + 0.05, 0.015)
        m.add(
            peg,
            "peg",
            "wood",
            C["wood_dark"],
            at @ turned(x, -BED_DEEP, BED_HIGH / 2 + 0.02),
            grain=2,
            density=0.6,
        )
    earth = shapes.grid(
        8,
        2,
        lambda u, v: (
            x0 + wide * u,
            -BED_DEEP * (1 - v),
            BED_HIGH - 0.06 + 0.03 * noise.noise(Vector((u * 9, v * 3, x0))),
        ),
    )
    m.add(shapes.towards(earth, 2, 1), "soil", "matte", C["soil"], at, detail=1.5, density=0.5, smooth=180)


def build(m):
    half = WIDTH / 2
    for k in range(SIDES):
        at = side(k)
        if k == GATE:
            edge = GATE_WIDE / 2 + 0.38
            for x0, x1 in ((-half - 0.2, -edge), (edge, half + 0.2)):
                piece(m, at, x0, x1, WALL)
                coping(m, at, x0, x1, WALL)
            gate(m, at)
        else:
            piece(m, at, -half - 0.2, half + 0.2, WALL)
            coping(m, at, -half - 0.1, half + 0.1, WALL)
        if k not in (GATE, PERGOLA):
            bed(m, at, -half + 0.55, half - 0.55)

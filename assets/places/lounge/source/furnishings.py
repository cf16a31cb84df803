"""Curtains, pictures, the door, the low table, lamps and fairy lights."""

import math

from kit import light, shapes
from kit.colour import jittered, linear, mixed, step, times
from kit.shapes import turned
from mathutils import Matrix, Vector

from .frame import (
    APOTHEM, C, DOOR, OCULUS_HEIGHT, OCULUS_RADIUS, PANELS, WALL, WINDOWS, WINDOW_SEATS, arch, chance, panel, spots,
)  # fmt: skip
from .hearth import candle

WARM = (1.0, 0.62, 0.30)


def curtain(m, k, side):
    top, bottom, wide = 2.42, 0.47 if k in WINDOW_SEATS else 0.06, 0.36

    def at(u, v):
        pinch = 1 - 0.22 * math.exp(-(((v - 0.62) / 0.12) ** 2))
        x = (u - 0.5) * wide * pinch * (1 + 0.12 * v)
        y = -0.13 + 0.045 * math.sin(u * math.pi * 9) * (0.75 + 0.35 * v) + 0.01 * math.sin(u * 23)
        return (x, y, top + (bottom - top) * v)

    bm = shapes.towards(shapes.grid(26, 5, at), 1, -1)
    m.add(bm, "curtain", "fabric", times(C["linen"], 0.95), panel(k) @ turned(side * 0.94), detail=2, density=0.7, smooth=80)


def windows(m):
    for k in WINDOWS:
        for side in (-1, 1):
            curtain(m, k, side)
        m.add(shapes.tube([(-1.14, -0.13, 2.44), (1.14, -0.13, 2.44)], 0.014, 8), "rod", "matte", C["brass"], panel(k), density=0.4)


def picture(m, k, x, z, wide, high, paint):
    """Flat polygons a millimetre and a half apart: crisp at any distance, no texture."""
    at = panel(k) @ turned(x, -0.035, z)
    for side in (-1, 1):
        upright, lying = shapes.box(0.03, 0.035, high + 0.06, 0.006), shapes.box(wide, 0.035, 0.03, 0.006)
        m.add(upright, "picture frame", "wood", C["oak_light"], at @ turned(side * (wide / 2 + 0.015)), grain=2, density=0.6)
        m.add(lying, "picture frame", "wood", C["oak_light"], at @ turned(0, 0, side * (high / 2 + 0.015)), grain=0, density=0.6)
    for layer, (points, colour) in enumerate(paint):
        inside = [(min(1, max(0, u)), min(1, max(0, v))) for u, v in points]
        flat = [((u - 0.5) * wide, -0.0015 * layer, (v - 0.5) * high) for u, v in inside]
        m.add(shapes.towards(shapes.sheets([flat]), 1, -1), "picture", "matte", linear(colour), at, detail=0.2, density=0.7, smooth=None)


SHEET = [(0, 0), (0, 1), (1, 1), (1, 0)]


def disc(u, v, radius, wide, high):
    angles = [2 * math.pi * i / 28 for i in range(28)]
    return [(u + radius / wide * math.cos(a), v + radius / high * math.sin(a)) for a in angles]


def hills(wide, high):
    yield SHEET, "#efd9b4"
    yield disc(0.62, 0.68, 0.085, wide, high), "#d9824f"
    ridges = ((0.50, 0.06, 5, "#c9a27c"), (0.37, 0.07, 7, "#8fa08c"), (0.25, 0.05, 6, "#5c7a76"), (0.13, 0.04, 8, "#3c5659"))
    for i, (base, swing, waves, colour) in enumerate(ridges):
        yield [(0, 0), *[(u / 20, base + swing * math.sin(waves * u / 20 + i * 2.1)) for u in range(21)], (1, 0)], colour


def pebbles(wide, high):
    yield SHEET, "#f0e4cc"
    for u, v, radius, colour in ((0.4, 0.62, 0.24, "#7f9a7a"), (0.62, 0.5, 0.2, "#c98d5b"), (0.42, 0.32, 0.17, "#6688a0")):
        yield disc(u, v, radius * min(wide, high), wide, high), colour


def hanging_cloth(m, k):
    bm = shapes.towards(shapes.grid(28, 34, lambda u, v: ((u - 0.5) * 0.9, -0.03 - 0.008 * math.sin(u * 14), 0.95 + 1.1 * v)), 1, -1)

    def weave(co, n, face):
        c = face.calc_center_median()
        u, v = c.x / 0.9 + 0.5, (c.z - 0.95) / 1.1
        band = (v * 6 + abs((u * 4) % 1 - 0.5) * 1.2) % 3
        name = next(name for edge, name in ((1, "cream"), (1.35, "rose"), (2.1, "sage"), (2.4, "mustard"), (9, "terra")) if band < edge)
        return C[name]

    m.add(bm, "woven cloth", "fabric", weave, panel(k), detail=3, density=0.8, smooth=None)
    m.add(shapes.tube([(-0.52, -0.04, 2.07), (0.52, -0.04, 2.07)], 0.016, 8), "rod", "wood", C["oak"], panel(k), density=0.4)


def door(m):
    at, wide, spring = panel(DOOR), 1.06, 1.62
    leaf = shapes.towards(shapes.sheets([[(x, -0.03, z) for x, z in arch(wide, 0.0, spring, 16)]]), 1, -1)
    m.add(leaf, "door", "wood", C["green"], at, grain=2, density=0.7, smooth=None)
    for i in range(-2, 3):
        high = spring + math.sqrt(max(0.01, (wide / 2) ** 2 - (i * 0.205) ** 2)) - 0.05
        plank = shapes.box(0.19, 0.03, high, 0.012)
        m.add(plank, "plank", "wood", jittered(C["green"], 0.06, chance), at @ turned(i * 0.205, -0.04, high / 2), grain=2, density=0.7)
    for z in (0.45, 1.45):
        m.add(shapes.box(0.98, 0.03, 0.11, 0.012), "door bar", "wood", C["green_dark"], at @ turned(0, -0.065, z), grain=0, density=0.6)
    knob = shapes.lathe([(0, -0.05), (0.03, -0.045), (0.036, -0.02), (0.02, 0), (0.02, 0.03)], 16)
    m.add(knob, "knob", "matte", C["brass"], at @ turned(0.4, -0.09, 0.98) @ Matrix.Rotation(-math.pi / 2, 4, "X"), density=0.5)
    outline = [(x, -0.04, z) for x, z in arch(wide + 0.1, 0.0, spring, 16)]
    m.add(shapes.tube(outline, 0.06, 6), "door frame", "wood", C["walnut"], at, density=0.6)
    for side in (-1, 1):
        for i in range(5):
            board = shapes.box(0.11, 0.03, 0.66, 0.007)
            m.add(board, "board", "wood", jittered(C["green"], 0.05, chance), at @ turned(side * (0.66 + 0.118 * i), -0.012, 0.47), grain=2, density=0.6)
        m.add(shapes.box(0.6, 0.075, 0.05, 0.014, 2), "rail", "wood", C["green_dark"], at @ turned(side * 0.88, -0.025, 0.815), grain=0, density=0.6)
        m.add(shapes.box(0.6, 0.05, 0.15, 0.012, 2), "skirting", "wood", C["green_dark"], at @ turned(side * 0.88, -0.02, 0.075), grain=0, density=0.6)


TOP = 0.385


def table(m):
    top = [(0, 0.335), (0.46, 0.335), (0.485, 0.345), (0.49, 0.36), (0.485, 0.375), (0.46, TOP), (0, TOP)]
    m.add(shapes.lathe(top, 48), "table", "wood", C["oak"], grain=1)
    foot = [(0, 0.02), (0.25, 0.022), (0.27, 0.04), (0.25, 0.07), (0.12, 0.14), (0.09, 0.22), (0.12, 0.30), (0.2, 0.336)]
    m.add(shapes.lathe(foot, 28), "table foot", "wood", times(C["walnut"], 0.95), density=0.7, smooth=60, grain=2)
    for x, y, high, radius in ((-0.08, 0.1, 0.16, 0.036), (0.03, 0.16, 0.1, 0.034), (-0.02, 0.0, 0.07, 0.04)):
        candle(m, turned(x, y, TOP), high, radius)
    tray = [(0, 0.0), (0.19, 0.0), (0.2, 0.012), (0.205, 0.025), (0.195, 0.025), (0.185, 0.01), (0, 0.01)]
    m.add(shapes.lathe(tray, 32), "tray", "matte", C["brass"], turned(-0.02, 0.09, TOP + 0.001), density=0.6)
    tea(m, turned(0.24, -0.12, TOP))
    cup = [(0, 0), (0.024, 0), (0.032, 0.012), (0.04, 0.06), (0.041, 0.066), (0.036, 0.062), (0.03, 0.014), (0, 0.012)]
    saucer = [(0, 0.004), (0.04, 0.004), (0.062, 0.014), (0.055, 0.008), (0, 0.001)]
    for a, name in ((-2.4, "sage"), (-1.5, "cream"), (-0.2, "rose"), (0.9, "terra"), (2.6, "blue")):
        at = turned(0.36 * math.cos(a), 0.36 * math.sin(a), TOP)
        m.add(shapes.lathe(saucer, 20), "saucer", "matte", times(C[name], 0.9), at, density=0.5, extra=True)
        m.add(shapes.lathe(cup, 18), "cup", "matte", C[name], at @ turned(0, 0, 0.006), density=0.6, smooth=60, seams=shapes.down_one_side, extra=True)


def tea(m, at):
    body = [(0, 0), (0.06, 0), (0.085, 0.03), (0.095, 0.07), (0.085, 0.11), (0.05, 0.135), (0.035, 0.14)]
    lid = [(0.04, 0.136), (0.03, 0.15), (0.008, 0.157), (0.012, 0.17), (0.01, 0.18), (0, 0.183)]
    m.add(shapes.lathe(body, 24), "teapot", "matte", C["ink"], at, density=0.8, smooth=70, seams=shapes.down_one_side)
    m.add(shapes.lathe(lid, 16), "teapot lid", "matte", C["ink"], at, density=0.5)
    turn = at @ Matrix.Rotation(0.7, 4, "Z")
    spout = [(0.08, 0, 0.05), (0.115, 0, 0.075), (0.135, 0, 0.115), (0.15, 0, 0.125)]
    handle = [(-0.085, 0, 0.10), (-0.13, 0, 0.105), (-0.145, 0, 0.07), (-0.12, 0, 0.035), (-0.085, 0, 0.035)]
    m.add(shapes.tube(spout, lambda t: 0.02 - 0.009 * t, 8), "spout", "matte", C["ink"], turn, density=0.5)
    m.add(shapes.tube(handle, 0.009, 6), "handle", "matte", C["brass"], turn, density=0.4)


def floor_lamp(m, k, x, y):
    at = panel(k) @ turned(x, y)
    for a in (0.3, 2.4, 4.5):
        leg = [(0.27 * math.cos(a), 0.27 * math.sin(a), 0), (0.03 * math.cos(a), 0.03 * math.sin(a), 1.22)]
        m.add(shapes.tube(leg, 0.014, 6), "lamp leg", "wood", C["oak"], at, grain=2, density=0.4)
    warm = lambda co, n, f: mixed(linear("#ffc27a"), linear("#f39a4e"), step(1.14, 1.52, co.z))  # noqa: E731
    m.add(shapes.lathe([(0.24, 1.14), (0.235, 1.16), (0.17, 1.52)], 28), "shade", "glow", warm, at)
    m.add(shapes.lathe([(0.242, 1.135), (0.246, 1.145), (0.238, 1.155)], 28), "shade rim", "matte", C["brass"], at, density=0.2)
    spots["lamps"].append((at @ Vector((0, 0, 1.34)), 34, 0.12))


def stool_lamp(m, k, x, y):
    at = panel(k) @ turned(x, y)
    m.add(shapes.lathe([(0, 0.44), (0.2, 0.44), (0.21, 0.455), (0.2, 0.47), (0, 0.47)], 26), "stool", "wood", C["oak_light"], at, density=0.6, grain=1)
    for a in (0.3, 2.4, 4.5):
        leg = [(0.19 * math.cos(a), 0.19 * math.sin(a), 0), (0.13 * math.cos(a), 0.13 * math.sin(a), 0.45)]
        m.add(shapes.tube(leg, 0.016, 6), "stool leg", "wood", C["oak_light"], at, grain=2, density=0.4)
    foot = [(0, 0.47), (0.07, 0.47), (0.09, 0.52), (0.07, 0.6), (0.03, 0.64), (0.02, 0.7)]
    m.add(shapes.lathe(foot, 20), "lamp foot", "matte", C["terra"], at, density=0.6, smooth=70, seams=shapes.down_one_side)
    m.add(shapes.lathe([(0.16, 0.70), (0.15, 0.74), (0.1, 0.92)], 24), "shade", "glow", linear("#ffc27a"), at)
    spots["lamps"].append((at @ Vector((0, 0, 0.8)), 16, 0.12))


def lantern(m, z=2.62, radius=0.34, ribs=14):
    """A ribbed ball of paper above the table."""
    profile = []
    for i in range(ribs * 2 + 1):
        a = math.pi * 0.93 * (i / (ribs * 2) - 0.5)
        profile.append((max(0.03, radius * math.cos(a) * (1.0 if i % 2 == 0 else 0.985)), radius * 0.82 * math.sin(a)))
    warm = lambda co, n, f: mixed(linear("#ffdcb0"), linear("#f7b06a"), step(-radius * 0.6, radius * 0.8, co.z))  # noqa: E731
    m.add(shapes.lathe(profile, 32), "lantern", "glow", warm, turned(0, 0, z), smooth=180)
    m.add(shapes.tube([(0, 0, z + radius * 0.8), (0, 0, OCULUS_HEIGHT - 0.02)], 0.008, 5), "lantern cord", "matte", C["cord"], density=0.2)
    spots["lamps"].append((Vector((0, 0, z)), 62, 0.28))


def fairy_lights(m):
    t, cords, bulbs = 0.52, [], []
    z = WALL + (OCULUS_HEIGHT - WALL) * t - 0.12
    radius = (APOTHEM + (OCULUS_RADIUS - APOTHEM) * t) / math.cos(math.pi / PANELS)
    for k in range(PANELS):
        a, b = (Vector((radius * math.sin(math.radians(30 * k + d)), radius * math.cos(math.radians(30 * k + d)), z)) for d in (15, 45))
        points = [a.lerp(b, i / 6) - Vector((0, 0, 0.64 * i / 6 * (1 - i / 6))) for i in range(7)]
        cords.append((shapes.tube(points, 0.005, 3, False), Matrix()))
        bulbs += [p - Vector((0, 0, 0.025)) for p in points[:-1]]
    m.add(shapes.merged(cords), "fairy cord", "matte", C["cord"], density=0.15)
    balls = [(shapes.ball(0.02), Matrix.Translation(p)) for p in bulbs]
    m.add(shapes.merged(balls), "fairy bulbs", "glow", linear("#ffd99a"))
    spots["fairy"] += bulbs


def lights():
    lamps = [light.point("lamps", at, WARM, watts, radius) for at, watts, radius in spots["lamps"]]
    # 72 bulbs as eight soft discs: as bright, and hardly any noise.
    for i in range(4):
        a = math.radians(90 * i + 45)
        x, y = 2.2 * math.sin(a), 2.2 * math.cos(a)
        lamps.append(light.panel("lamps", (x, y, 3.02), (0, 0, -1), (1.0, 0.68, 0.36), 11, 1.6))
        lamps.append(light.panel("lamps", (x, y, 2.98), (0, 0, 1), (1.0, 0.68, 0.36), 7, 1.6))
    return lamps


def build(m):
    windows(m)
    for k, x, z, wide, high, paint in ((3, 0.15, 1.6, 0.62, 0.82, hills), (3, 0.82, 1.5, 0.4, 0.5, pebbles), (9, -0.2, 1.62, 0.8, 0.6, hills), (9, -0.9, 1.5, 0.36, 0.46, pebbles)):
        picture(m, k, x, z, wide, high, paint(wide, high))
    for k in (5, 7):
        hanging_cloth(m, k)
    door(m)
    table(m)
    floor_lamp(m, 3, 0.95, -0.42)
    floor_lamp(m, 9, -0.95, -0.42)
    stool_lamp(m, 5, -0.75, -0.42)
    stool_lamp(m, 7, 0.75, -0.42)
    lantern(m)
    fairy_lights(m)

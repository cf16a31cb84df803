"""Lamps, the paper lantern and the fairy lights."""

import math

from mathutils import Matrix, Vector

from kit import light, shapes
from kit.colour import linear, mixed, step
from kit.shapes import turned

from .frame import APOTHEM, OCULUS_HEIGHT, OCULUS_RADIUS, PANELS, WALL, C, panel, spots

WARM = (1.0, 0.62, 0.30)


def floor_lamp(m, k, x, y):
    at = panel(k) @ turned(x, y)
    for a in (0.3, 2.4, 4.5):
        leg = [(0.27 * math.cos(a), 0.27 * math.sin(a), 0), (0.03 * math.cos(a), 0.03 * math.sin(a), 1.22)]
        m.add(shapes.tube(leg, 0.014, 6), "lamp leg", "wood", C["oak"], at, grain=2, density=0.4)
    warm = lambda co, n, f: mixed(linear("#ffc27a"), linear("#f39a4e"), step(1.14, 1.52, co.z))  # noqa: E731
    m.add(shapes.lathe([(0.24, 1.14), (0.235, 1.16), (0.17, 1.52)], 28), "shade", "glow", warm, at)
    m.add(
        shapes.lathe([(0.242, 1.135), (0.246, 1.145), (0.238, 1.155)], 28),
        "shade rim",
        "matte",
        C["brass"],
        at,
        density=0.2,
    )
    spots["lamps"].append((at @ Vector((0, 0, 1.34)), 34, 0.12))


def stool_lamp(m, k, x, y):
    at = panel(k) @ turned(x, y)
    m.add(
        shapes.lathe([(0, 0.44), (0.2, 0.44), (0.21, 0.455), (0.2, 0.47), (0, 0.47)], 26),
        "stool",
        "wood",
        C["oak_light"],
        at,
        density=0.6,
        grain=1,
    )
    for a in (0.3, 2.4, 4.5):
        leg = [(0.19 * math.cos(a), 0.19 * math.sin(a), 0), (0.13 * math.cos(a), 0.13 * math.sin(a), 0.45)]
        m.add(shapes.tube(leg, 0.016, 6), "stool leg", "wood", C["oak_light"], at, grain=2, density=0.4)
    foot = [(0, 0.47), (0.07, 0.47), (0.09, 0.52), (0.07, 0.6), (0.03, 0.64), (0.02, 0.7)]
    m.add(
        shapes.lathe(foot, 20),
        "lamp foot",
        "matte",
        C["terra"],
        at,
        density=0.6,
        smooth=70,
        seams=shapes.down_one_side,
    )
    m.add(shapes.lathe([(0.16, 0.70), (0.15, 0.74), (0.1, 0.92)], 24), "shade", "glow", linear("#ffc27a"), at)
    spots["lamps"].append((at @ Vector((0, 0, 0.8)), 16, 0.12))


def lantern(m, z=2.62, radius=0.34, ribs=14):
    """A ribbed ball of paper above the table."""
    profile = []
    for i in range(ribs * 2 + 1):
        a = math.pi * 0.93 * (i / (ribs * 2) - 0.5)
        profile.append(
            (max(0.03, radius * math.cos(a) * (1.0 if i % 2 == 0 else 0.985)), radius * 0.82 * math.sin(a))
        )
    warm = lambda co, n, f: mixed(
        linear("#ffdcb0"), linear("#f7b06a"), step(-radius * 0.6, radius * 0.8, co.z)
    )  # noqa: E731
    m.add(shapes.lathe(profile, 32), "lantern", "glow", warm, turned(0, 0, z), smooth=180)
    m.add(
        shapes.tube([(0, 0, z + radius * 0.8), (0, 0, OCULUS_HEIGHT - 0.02)], 0.008, 5),
        "lantern cord",
        "matte",
        C["cord"],
        density=0.2,
    )
    spots["lamps"].append((Vector((0, 0, z)), 62, 0.28))


def fairy_lights(m):
    t, cords, bulbs = 0.52, [], []
    z = WALL + (OCULUS_HEIGHT - WALL) * t - 0.12
    radius = (APOTHEM + (OCULUS_RADIUS - APOTHEM) * t) / math.cos(math.pi / PANELS)
    for k in range(PANELS):
        a, b = (
            Vector(
                (radius * math.sin(math.radians(30 * k + d)), radius * math.cos(math.radians(30 * k + d)), z)
            )
            for d in (15, 45)
        )
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
    floor_lamp(m, 3, 0.95, -0.42)
    floor_lamp(m, 9, -0.95, -0.42)
    stool_lamp(m, 5, -0.75, -0.42)
    stool_lamp(m, 7, 0.75, -0.42)
    lantern(m)
    fairy_lights(m)

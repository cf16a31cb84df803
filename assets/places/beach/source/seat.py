"""A driftwood log with a blanket over it, one for each person. Whoever sits on it looks to +y here (−z in the place)."""

import math

from mathutils import Matrix, Vector, noise

from kit import shapes
from kit.colour import linear, mixed, times
from kit.model import Model

from .frame import SEAT_HEIGHT, C

LONG, RADIUS, MIDDLE = 0.86, 0.195, 0.205
CLOTH = linear("#ece6da")


def trunk(m, at):
    path = [
        (-LONG / 2 + LONG * t, 0.012 * math.sin(7 * t), MIDDLE + 0.008 * math.sin(9 * t))
        for t in (0, 0.025, 0.2, 0.4, 0.6, 0.8, 0.975, 1)
    ]
    bm = shapes.tube(path, lambda t: RADIUS * (0.92 if t in (0, 1) else 1 + 0.035 * math.sin(t * 13)), 18)

    def paint(co, normal, face):
        if len(face.verts) > 4:
            return times(linear("#d9bd95"), 0.95)
        return mixed(C["drift"], C["drift_dark"], 0.5 + 0.5 * noise.noise(Vector(co) * 5))

    m.add(bm, "log", "wood", paint, at, detail=1.6, grain=0, smooth=50)
    for x in (-0.27, 0.27):
        foot = shapes.tube(
            [(x, -0.24, 0.035), (x, -0.22, 0.035), (x, 0.22, 0.035), (x, 0.24, 0.035)], 0.05, 8
        )
        m.add(foot, "foot", "wood", C["drift_dark"], at, detail=2, smooth=50)


def blanket(m, at, wide=0.56):
    """Lies on the log and hangs to both sides: as thick as wool, its corners fall straight."""

    def over(u, v):
        s = v * 2 - 1
        turn, r = s * 1.95, RADIUS + 0.016
        y, z = r * math.sin(turn), MIDDLE + r * math.cos(turn)
        if abs(turn) > 1.45:
            drop = (abs(turn) - 1.45) * r
            y = math.copysign(r * math.sin(1.45) + 0.01 * drop / r, turn)
            z = MIDDLE + r * math.cos(1.45) - drop
        return ((u - 0.5) * wide, y + 0.004 * math.sin(u * 15) * abs(s) ** 2, z)

    bm = shapes.facing(
        shapes.grid(8, 16, over),
        lambda f: f.normal.dot(f.calc_center_median() - Vector((f.calc_center_median().x, 0, MIDDLE - 0.1))),
    )
    shapes.thick(bm, 0.014)

    def paint(co, normal, face):
        v = abs(math.atan2(co.y, max(0.02, co.z - MIDDLE + 0.16)))
        return times(CLOTH, 0.62) if 0.62 < v < 0.74 or 0.86 < v < 0.93 else CLOTH

    m.add(bm, "blanket", "fabric", paint, at, detail=3, smooth=80)


def build():
    m = Model(4)
    at = Matrix.Translation((0, 0, -SEAT_HEIGHT))
    trunk(m, at)
    blanket(m, at)
    return m, -SEAT_HEIGHT

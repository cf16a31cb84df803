"""One armchair: drawn at every seat. Whoever sits in it looks to +y here (−z in the place)."""

import math

import bmesh
from mathutils import Matrix, Vector

from kit import shapes
from kit.colour import linear, step, times
from kit.model import Model
from kit.shapes import turned

from .frame import SEAT_HEIGHT, C
from .shell import pillow

#: The cloth is nearly white: the client tints it, each chair in its own colour.
CLOTH = linear("#ebe6de")


def back(u, v):
    """The wrapped back: u around the section, v from one arm's front to the other's."""
    # Rows stand closer near the arms' ends, which are round.
    along = math.copysign(abs(v * 2 - 1) ** 0.72, v * 2 - 1)
    turn, edge = along * math.radians(128), abs(along)
    top = 0.40 + 0.40 * (1 - step(0.18, 0.78, edge)) + 0.055 * (1 - step(0.7, 1, edge)) + 0.10
    cap = math.sqrt(max(0.0, 1 - ((edge - 0.86) / 0.14) ** 2)) if edge > 0.86 else 1
    thick, low = 0.15 * max(0.12, cap), 0.17
    high = low + (top - low) * (0.72 + 0.28 * cap)
    flare = 0.05 * (1 - step(0.2, 0.8, edge))
    a = 2 * math.pi * u - math.pi / 2
    sx = math.copysign(abs(math.cos(a)) ** 0.6, math.cos(a))
    sz = math.copysign(abs(math.sin(a)) ** 0.55, math.sin(a))
    z = (low + high) / 2 + sz * (high - low) / 2
    k, half = (z - low) / (high - low + 1e-6), sx * thick / 2
    if abs(turn) > math.pi / 2:
        return (math.copysign(0.40 + half, turn), -(abs(turn) - math.pi / 2) * 0.3774, z)
    return ((0.40 + half + flare * k) * math.sin(turn), (0.37 + half + flare * 1.7 * k) * math.cos(turn), z)


def build():
    """The seat's model, and how far the floor is below its origin, the middle of the cushion's top."""
    m = Model(3)
    at = Matrix.Translation((0, 0, -SEAT_HEIGHT)) @ Matrix.Rotation(math.pi, 4, "Z")
    shell = shapes.grid(10, 26, back, closed=True)
    bmesh.ops.holes_fill(shell, edges=[e for e in shell.edges if len(e.link_faces) == 1], sides=0)
    bmesh.ops.recalc_face_normals(shell, faces=shell.faces[:])
    m.add(shell, "back", "fabric", CLOTH, at @ turned(0, 0.06), detail=2.2, smooth=180)
    m.add(
        shapes.puff(0.66, 0.66, 0.2, 2, 5),
        "base",
        "fabric",
        times(CLOTH, 0.92),
        at @ turned(0, 0, 0.24),
        detail=2.2,
        smooth=180,
    )

    def plump(p):
        return Vector(
            (
                p.x,
                p.y,
                p.z * (1 - 0.18 * p.x**2 * p.y**2) + (0.12 * (1 - p.x**2) * (1 - p.y**2) if p.z > 0 else 0),
            )
        )

    m.add(
        shapes.puff(0.64, 0.68, 0.19, 3, 3.6, plump),
        "cushion",
        "fabric",
        CLOTH,
        at @ turned(0, -0.03, 0.35),
        detail=2.2,
        smooth=180,
    )
    lean = (
        at @ turned(0.03, 0.24, 0.60, rz=0.1) @ Matrix.Rotation(-0.35, 4, "X") @ Matrix.Rotation(0.08, 4, "Y")
    )
    small = pillow(0.40, 3)
    m.add(small, "pillow", "matte", times(C["cream"], 0.95), lean, detail=3, smooth=180)
    for x in (-0.25, 0.25):
        for y in (-0.24, 0.28):
            leg = shapes.lathe([(0.016, 0), (0.026, 0.17)], 6)
            m.add(leg, "leg", "matte", C["walnut"], at @ turned(x, y), smooth=60)
    return m, -SEAT_HEIGHT

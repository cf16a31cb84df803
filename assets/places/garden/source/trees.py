"""Two apple trees, and the long grass where no mower comes."""

import math

import bmesh
from mathutils import Matrix, Vector

from kit import shapes
from kit.colour import jittered, mixed

from .frame import GATE, SIDES, C, side
from .ground import POND, POND_SIZE
from .growth import blade, chance, leaf_cloud, painted

TREES = ((-4.75, 1.55), (4.4, -3.0))


def tree(m, x, y, seed, size=1.0):
    trunk = [(x, y, -0.05), (x + 0.04, y - 0.03, 0.7), (x - 0.05, y + 0.04, 1.4), (x, y, 1.9 * size)]
    bark = lambda co, n, f: mixed(C["bark"], C["wood_dark"], 0.5 + 0.5 * math.sin(co.z * 21 + co.x * 40))  # noqa: E731
    m.add(
        shapes.tube(trunk, lambda t: 0.14 - 0.06 * t + 0.05 * max(0, 1 - 5 * t), 10),
        "trunk",
        "wood",
        bark,
        detail=2,
        grain=2,
        density=0.6,
        smooth=180,
    )
    crown = []
    for i in range(6):
        a = i * 2.4 + seed
        tip = Vector(
            (x + 0.75 * math.cos(a) * size, y + 0.75 * math.sin(a) * size, 2.25 * size + 0.28 * (i % 3))
        )
        branch = [(x, y, 1.5 * size), ((x + tip.x) / 2, (y + tip.y) / 2, 2.0 * size), tip]
        m.add(
            shapes.tube(branch, lambda t: 0.06 - 0.04 * t, 6),
            "branch",
            "wood",
            C["bark"],
            detail=2,
            density=0.4,
            smooth=180,
        )
        crown.append(tip)
    for i, tip in enumerate((*crown, Vector((x, y, 2.9 * size)))):
        cloud = leaf_cloud(150, 0.72 * size, 0.8, 0.17, 0.45)
        painted(
            m,
            cloud,
            "crown",
            Matrix.Translation(tip),
            -0.5,
            1.1,
            C["leaf_dark"],
            mixed(C["leaf"], C["leaf_pale"], chance.random() * 0.5),
            extra=i in (1, 3, 5),
        )
        for _ in range(2):
            out = Vector((chance.gauss(0, 1), chance.gauss(0, 1), -0.35)).normalized()
            fruit = shapes.puff(0.09, 0.09, 0.085, 2, 2.2)
            m.add(
                fruit,
                "apple",
                "frond",
                jittered(C["apple"], 0.15, chance),
                Matrix.Translation(tip + out * 0.42 * size),
                smooth=180,
                extra=True,
            )


def tufts(m):
    """Long grass where no mower comes: along the beds, around the pond and the trees."""
    spots = [
        (side(k) @ Vector((x, -0.95 - 0.1 * chance.random(), 0))).to_2d()
        for k in range(SIDES)
        if k != GATE
        for x in (-1.9, -1.0, -0.3, 0.6, 1.5)
    ]
    spots += [
        Vector((POND[0] + (POND_SIZE[0] + 0.3) * math.cos(a), POND[1] + (POND_SIZE[1] + 0.3) * math.sin(a)))
        for a in (0.4 * i for i in range(16))
    ]
    spots += [
        Vector((x + 0.3 * math.cos(a), y + 0.3 * math.sin(a)))
        for x, y in TREES
        for a in (0.0, 1.3, 2.6, 3.9, 5.2)
    ]
    bm = bmesh.new()
    for at in spots:
        if abs(at.x) < 2.9 and at.y > 3.7:
            continue
        for _ in range(8):
            a, lean = chance.uniform(0, 6.28), chance.uniform(0.1, 0.6)
            foot = Vector((at.x + chance.uniform(-0.12, 0.12), at.y + chance.uniform(-0.12, 0.12), 0))
            blade(
                bm,
                foot,
                foot
                + Vector((math.cos(a) * lean, math.sin(a) * lean, 1)).normalized()
                * chance.uniform(0.12, 0.26),
                0.011,
            )
    painted(m, bm, "tufts", Matrix(), 0, 0.22, C["lawn_dark"], C["leaf_pale"], extra=True)


def build(m):
    tree(m, *TREES[0], 1, 1.0)
    tree(m, *TREES[1], 4, 0.92)
    tufts(m)

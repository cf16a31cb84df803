"""Paving, lawn, the path and the little pond."""

import math

import bmesh
from mathutils import Matrix, Vector, noise

from kit import shapes
from kit.colour import jittered, mixed, step, times
from kit.shapes import turned

from .frame import APOTHEM, PAVED, RIM, SIDES, C, chance

AROUND = 64
#: Middle and half axes of the pond; its bank is 12 cm above the water.
POND, POND_SIZE = (4.55, 0.95), (0.68, 0.95)


def ring(radii, height, skip=lambda x, y: False):
    bm = bmesh.new()
    circles = []
    for r in radii:
        angles = [2 * math.pi * i / AROUND for i in range(AROUND if r else 1)]
        circles.append([bm.verts.new((r * math.cos(a), r * math.sin(a), height(r))) for a in angles])
    for a, b in zip(circles, circles[1:]):
        for i in range(AROUND):
            j = (i + 1) % AROUND
            corners = (a[0], b[i], b[j]) if len(a) == 1 else (a[i], b[i], b[j], a[j])
            middle = sum((v.co for v in corners), Vector()) / len(corners)
            if not skip(middle.x, middle.y):
                bm.faces.new(corners)
    return shapes.towards(bm, 2, 1)


def paving(m):
    flat = lambda co, face: (co.x / 2.6, co.y / 2.6)  # noqa: E731

    def tone(co, normal, face):
        warm = 0.5 + 0.5 * noise.noise(Vector((co.x * 0.8, co.y * 0.8, 1)))
        sooty = 1 - step(0.35, 0.95, math.hypot(co.x, co.y))
        return times(mixed(C["stone"], C["stone_pale"], warm), 1 - 0.3 * sooty)

    radii = [0, 0.35, 0.7, 1.1, 1.6, 2.1, 2.6, 3.0, PAVED]
    m.add(ring(radii, lambda r: 0.03), "paving", "paving", tone, uv=flat, smooth=None)
    bricks = 68
    for i in range(bricks):
        a = 2 * math.pi * i / bricks
        brick = shapes.box(0.27, 2 * math.pi * RIM / bricks - 0.018, 0.09, 0.012)
        at = Matrix.Rotation(a, 4, "Z") @ turned((PAVED + RIM) / 2, 0, 0.012)
        m.add(
            brick,
            "brick",
            "matte",
            jittered(mixed(C["brick"], C["brick_dark"], chance.random()), 0.08, chance),
            at,
            detail=2,
            density=0.5,
        )


def in_pond(x, y, margin=0.0):
    u, v = (x - POND[0]) / (POND_SIZE[0] + margin), (y - POND[1]) / (POND_SIZE[1] + margin)
    return u * u + v * v < 1


def lawn(m):
    def tone(co, normal, face):
        patch = (
            0.5
            + 0.5 * noise.noise(Vector((co.x * 0.7, co.y * 0.7, 4)))
            + 0.25 * noise.noise(Vector((co.x * 3, co.y * 3, 2)))
        )
        return mixed(C["lawn_dark"], C["lawn"], patch)

    far = APOTHEM / math.cos(math.pi / SIDES) + 0.05
    radii = [RIM - 0.05, 3.9, 4.2, 4.5, 4.8, 5.1, 5.5, 6.0, far]
    bm = ring(radii, lambda r: 0.0, lambda x, y: in_pond(x, y, 0.02))
    m.add(bm, "lawn", "matte", tone, detail=1.0, density=0.55, smooth=180)
    for i in range(5):
        y = -3.95 - 0.52 * i
        bm = shapes.puff(0.62 + chance.uniform(-0.05, 0.05), 0.4, 0.09, 3, 5)
        at = turned(0.1 * math.sin(i * 1.7), y, 0.0, rz=chance.uniform(-0.12, 0.12))
        m.add(
            bm,
            "step stone",
            "paving",
            jittered(C["stone_cool"], 0.08, chance),
            at,
            detail=0.5,
            density=0.7,
            smooth=180,
            seams=shapes.below(0),
        )


def pond(m):
    """Still water: a dark mirror that needs no waves, lilies, and stones all around."""
    (x, y), (a, b) = POND, POND_SIZE
    angles = [2 * math.pi * i / 30 for i in range(30)]
    scale = lambda r, z: [(x + a * r * math.cos(t), y + b * r * math.sin(t), z) for t in angles]  # noqa: E731
    outer, water, middle = scale(1.12, 0.0), scale(1.0, -0.10), scale(0.5, -0.10)
    bank = [[outer[i], outer[(i + 1) % 30], water[(i + 1) % 30], water[i]] for i in range(30)]
    bm = shapes.towards(shapes.sheets(bank), 2, 1)
    m.add(bm, "bank", "matte", C["soil"], density=0.5, smooth=80)
    sheet = [[water[i], water[(i + 1) % 30], middle[(i + 1) % 30], middle[i]] for i in range(30)]
    sheet += [[middle[i], middle[(i + 1) % 30], (x, y, -0.10)] for i in range(30)]
    deep = lambda co, n, f: mixed(
        C["pond_deep"], C["pond"], step(0.3, 1.0, math.hypot((co.x - x) / a, (co.y - y) / b))
    )  # noqa: E731
    m.add(shapes.towards(shapes.sheets(sheet), 2, 1), "pond", "matte", deep, detail=0.3, smooth=180)
    for i in range(9):
        t, r = chance.uniform(0, 6.28), chance.uniform(0.2, 0.82)
        pad, turn, size = bmesh.new(), chance.uniform(0, 6.28), chance.uniform(0.07, 0.13)
        rim = [
            pad.verts.new((size * math.cos(k), size * math.sin(k), 0))
            for k in (0.35 + 5.6 * j / 11 for j in range(12))
        ]
        pad.faces.new([pad.verts.new((0, 0, 0)), *rim])
        at = turned(x + a * r * math.cos(t), y + b * r * math.sin(t), -0.088, rz=turn)
        m.add(
            shapes.towards(pad, 2, 1),
            "lily pad",
            "matte",
            jittered(C["leaf"], 0.12, chance),
            at,
            density=0.5,
            smooth=None,
        )
        if i % 3 == 0:
            flower = [
                (
                    shapes.leaf(0.075, 0.04, -0.9, 3),
                    Matrix.Rotation(k * 1.047, 4, "Z") @ Matrix.Rotation(-0.5, 4, "Y"),
                )
                for k in range(6)
            ]
            m.add(
                shapes.merged(flower),
                "lily",
                "frond",
                mixed(C["rose"], C["cream"], 0.6),
                at @ turned(0, 0, 0.012),
                smooth=None,
                extra=True,
            )
    for i in range(17):
        t = 2 * math.pi * i / 17 + chance.uniform(-0.08, 0.08)
        size, off = chance.uniform(0.85, 1.25), Vector((i * 2.3, 0, 0))
        bm = shapes.puff(
            0.36 * size,
            0.26 * size,
            0.17 * size,
            4,
            2.6,
            lambda p, off=off: p * (1 + 0.14 * noise.noise(p * 1.5 + off)),
        )
        at = turned(x + (a + 0.1) * math.cos(t), y + (b + 0.1) * math.sin(t), 0.02, rz=t + math.pi / 2)
        tone = jittered(C[chance.choice(["stone", "stone_cool", "stone_pale"])], 0.08, chance)
        m.add(
            bm, "pond stone", "matte", tone, at, detail=2, density=0.7, smooth=180, seams=shapes.below(-0.03)
        )


def build(m):
    paving(m)
    lawn(m)
    pond(m)

"""Herbs in the beds and pots, climbers on the wall: all of them sway, so the client lights them."""

import math
import random

import bmesh
from mathutils import Matrix, Vector

from kit import shapes
from kit.colour import jittered, mixed, step
from kit.shapes import turned

from .frame import BED_HIGH, GATE, PERGOLA, SIDES, WALL, WIDTH, C, side
from .pergola import FAR, HALF, HIGH, NEAR

chance = random.Random(17)


def painted(m, bm, name, at, foot, high, dark, pale, extra=False):
    """Dark below and within, pale at the tips: the shade that these leaves' light does not know."""
    bm.transform(at)
    low = at.translation.z + foot
    shade = lambda co, n, f: mixed(dark, pale, step(low, low + high, co.z))  # noqa: E731
    m.add(bm, name, "frond", shade, smooth=None, extra=extra)


def blade(bm, foot, tip, wide):
    """One narrow leaf: two triangles."""
    along = tip - foot
    across = along.cross(Vector((chance.uniform(-1, 1), chance.uniform(-1, 1), 0.3))).normalized() * wide
    middle = foot + along * 0.5
    bm.faces.new([bm.verts.new(p) for p in (foot, middle + across, tip, middle - across)])


def leaf_cloud(count, size, flat=1.0, leaf=0.1, within=0.55):
    """Leaves on the shell of a ball, pointing outwards and up."""
    bm = bmesh.new()
    for _ in range(count):
        a, up = chance.uniform(0, 6.28), math.asin(chance.uniform(-0.35, 1))
        out = Vector((math.cos(a) * math.cos(up), math.sin(a) * math.cos(up), math.sin(up) * flat))
        at = out * size * chance.uniform(within, 1.0)
        along = (
            out + Vector((chance.uniform(-1, 1), chance.uniform(-1, 1), chance.uniform(-0.4, 0.6))) * 0.7
        ).normalized()
        blade(bm, at, at + along * leaf * chance.uniform(0.8, 1.4), leaf * 0.32)
    return bm


def lavender(m, at):
    green, heads = bmesh.new(), bmesh.new()
    for _ in range(16):
        a, lean = chance.uniform(0, 6.28), chance.uniform(0.05, 0.42)
        out = Vector((math.cos(a) * lean, math.sin(a) * lean, 1)).normalized()
        foot, long = (
            Vector((math.cos(a), math.sin(a), 0)) * chance.uniform(0, 0.08),
            chance.uniform(0.34, 0.5),
        )
        blade(green, foot, foot + out * long, 0.008)
        blade(heads, foot + out * long * 0.82, foot + out * (long + 0.09), 0.017)
    for _ in range(14):
        a = chance.uniform(0, 6.28)
        blade(
            green,
            Vector(),
            Vector((math.cos(a) * 0.17, math.sin(a) * 0.17, chance.uniform(0.1, 0.22))),
            0.014,
        )
    painted(m, green, "lavender", at, 0, 0.4, C["leaf_dark"], C["silver"])
    painted(m, heads, "lavender heads", at, 0.2, 0.35, C["lavender"], mixed(C["lavender"], C["cream"], 0.35))


def rosemary(m, at):
    bm = bmesh.new()
    for _ in range(9):
        a, lean = chance.uniform(0, 6.28), chance.uniform(0.05, 0.5)
        out = Vector((math.cos(a) * lean, math.sin(a) * lean, 1)).normalized()
        long = chance.uniform(0.3, 0.55)
        for j in range(7):
            p = out * long * (0.25 + 0.75 * j / 6)
            turn = a + j * 2.4
            blade(bm, p, p + Vector((math.cos(turn) * 0.05, math.sin(turn) * 0.05, 0.05)), 0.008)
    painted(m, bm, "rosemary", at, 0, 0.5, C["leaf_dark"], C["silver"])


def sage(m, at):
    bm = leaf_cloud(46, 0.22, 0.85, 0.11)
    painted(
        m,
        bm,
        "sage",
        at @ turned(0, 0, 0.1),
        -0.12,
        0.36,
        C["leaf_dark"],
        mixed(C["silver"], C["leaf_pale"], 0.5),
    )


def thyme(m, at):
    bm = leaf_cloud(44, 0.19, 0.5, 0.055)
    painted(m, bm, "thyme", at @ turned(0, 0, 0.03), -0.05, 0.18, C["leaf_dark"], C["leaf_pale"])


def herbs(m):
    kinds = (lavender, rosemary, sage, thyme, lavender, sage)
    for k in range(SIDES):
        if k in (GATE, PERGOLA):
            continue
        count = 9
        for i in range(count):
            x = (WIDTH - 1.5) * (i / (count - 1) - 0.5)
            y = -0.26 - 0.3 * (i % 2) + chance.uniform(-0.04, 0.04)
            at = side(k) @ turned(x, y, BED_HIGH - 0.07, s=chance.uniform(0.9, 1.25))
            kinds[(i + k * 2) % len(kinds)](m, at)


def climbers(m):
    """Roses up the wall, between the beds' herbs and its coping."""
    for k in range(SIDES):
        if k in (GATE, PERGOLA):
            continue
        for x in (-1.3, 1.1) if k % 2 else (-0.2,):
            leaves, flowers = bmesh.new(), bmesh.new()
            for _ in range(190):
                t = chance.random() ** 0.7
                spread = 0.18 + 0.6 * t
                p = Vector(
                    (
                        x + chance.gauss(0, spread * 0.6),
                        -0.03 - 0.08 * chance.random(),
                        0.35 + (WALL - 0.1) * t,
                    )
                )
                tip = p + Vector(
                    (chance.uniform(-0.08, 0.08), -0.04 - 0.05 * chance.random(), chance.uniform(-0.07, 0.06))
                )
                blade(leaves, p, tip, 0.034)
            for _ in range(22):
                t = chance.uniform(0.25, 1)
                p = Vector((x + chance.gauss(0, (0.18 + 0.6 * t) * 0.5), -0.13, 0.35 + (WALL - 0.15) * t))
                for turn in range(5):
                    a = turn * 1.2566
                    blade(flowers, p, p + Vector((math.cos(a) * 0.05, -0.02, math.sin(a) * 0.05)), 0.02)
            painted(m, leaves, "rose leaves", side(k), 0.2, 1.7, C["leaf_dark"], C["leaf"], extra=x > 0)
            bloom = C["rose"] if (k + int(x > 0)) % 2 else C["cream"]
            painted(m, flowers, "roses", side(k), 0.4, 1.5, bloom, mixed(bloom, C["cream"], 0.35), extra=True)


def wisteria(m):
    """Over the pergola: leaves above, blossom hanging through."""
    leaves, bloom = bmesh.new(), bmesh.new()
    for _ in range(640):
        x, y = chance.uniform(-HALF - 0.3, HALF + 0.3), chance.uniform(NEAR - 0.35, FAR + 0.35)
        p = Vector((x, y, HIGH + 0.26 + 0.16 * chance.random()))
        blade(
            leaves,
            p,
            p
            + Vector((chance.uniform(-0.16, 0.16), chance.uniform(-0.16, 0.16), chance.uniform(-0.12, 0.1))),
            0.045,
        )
    for _ in range(30):
        x = chance.uniform(-HALF, HALF)
        y = NEAR - 0.1 if chance.random() < 0.6 else chance.uniform(NEAR, FAR)
        long = chance.uniform(0.22, 0.42)
        for j in range(9):
            a, t = j * 2.4, j / 8
            p = Vector((x, y, HIGH + 0.1 - long * t))
            r = 0.07 * (1 - 0.75 * t)
            blade(bloom, p, p + Vector((math.cos(a) * r, math.sin(a) * r, -0.05)), 0.024)
    painted(m, leaves, "wisteria leaves", Matrix(), HIGH + 0.1, 0.35, C["leaf_dark"], C["leaf"])
    painted(
        m, bloom, "wisteria", Matrix(), HIGH - 0.4, 0.5, C["lavender"], mixed(C["wisteria"], C["cream"], 0.3)
    )


def pots(m):
    profile = [
        (0, 0),
        (0.12, 0),
        (0.14, 0.02),
        (0.185, 0.25),
        (0.2, 0.26),
        (0.2, 0.31),
        (0.18, 0.31),
        (0.17, 0.26),
        (0, 0.255),
    ]
    for x, y, size, kind in (
        (-1.35, -4.55, 1.15, lavender),
        (1.35, -4.55, 1.15, lavender),
        (-3.0, 4.35, 1.0, sage),
        (3.0, 4.35, 1.2, rosemary),
        (3.35, -2.5, 0.9, thyme),
    ):
        at = turned(x, y, 0, s=size)
        m.add(
            shapes.lathe(profile, 24),
            "pot",
            "matte",
            jittered(C["pot"], 0.08, chance),
            at,
            density=0.8,
            smooth=45,
            seams=shapes.down_one_side,
        )
        for turn in (0.0, 2.1, 4.2):
            kind(m, at @ turned(0.06 * math.cos(turn), 0.06 * math.sin(turn), 0.25))


def build(m):
    herbs(m)
    climbers(m)
    wisteria(m)
    pots(m)

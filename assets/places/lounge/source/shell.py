"""Floor, walls, windows and roof."""

import math

import bmesh
from mathutils import Matrix, Vector

from kit import shapes
from kit.colour import jittered, times
from kit.shapes import turned

from .frame import (
    APOTHEM,
    ARCH,
    CORNER,
    DOOR,
    HEARTH,
    OCULUS_HEIGHT,
    OCULUS_RADIUS,
    PANELS,
    WALL,
    WIDTH,
    WINDOW_SEATS,
    WINDOWS,
    C,
    arch,
    chance,
    panel,
)  # fmt: skip

TOP = WALL + 0.12


def floor(m):
    """Two rings: nothing lies under the rug, so nothing of the light map is spent there."""
    inner = 2.42 / math.cos(math.pi / PANELS)

    def quads(r0, r1):
        for i in range(PANELS):
            a, b = (2 * math.pi * (i + k) / PANELS for k in (0.5, 1.5))
            yield [(r * math.sin(t), r * math.cos(t), 0) for r, t in ((r0, a), (r1, a), (r1, b), (r0, b))]

    bm = shapes.towards(shapes.sheets([*quads(inner, 3.5), *quads(3.5, CORNER + 0.02)]), 2, 1)
    m.add(bm, "floor", "floor", C["floor"], uv=lambda co, _: (co.x / 2.4, co.y / 2.4), smooth=None)


def wall(m, k):
    half = WIDTH / 2
    if k not in WINDOWS:
        quads = [[(-half, 0, 0), (-half, 0, TOP), (half, 0, TOP), (half, 0, 0)]]
    else:
        open_half, outline = ARCH["width"] / 2, arch(**ARCH)
        rect = lambda x0, z0, x1, z1: [(x0, 0, z0), (x1, 0, z0), (x1, 0, z1), (x0, 0, z1)]  # noqa: E731
        quads = [
            rect(-half, 0, -open_half, TOP),
            rect(open_half, 0, half, TOP),
            rect(-open_half, 0, open_half, ARCH["sill"]),
        ]
        for (x0, z0), (x1, z1) in zip(outline[1:-1], outline[2:-1]):
            quads.append([(x0, 0, z0), (x1, 0, z1), (x1, 0, TOP), (x0, 0, TOP)])
    bm = shapes.towards(shapes.sheets(quads), 1, -1)
    m.add(bm, "wall", "matte", C["plaster"], panel(k), detail=0.7, density=0.75, smooth=None)


def swept(outline, wide, deep):
    """A moulding along a closed outline in the wall's plane."""
    bm = bmesh.new()
    rings, count = [], len(outline)
    profile = [
        (-wide / 2, -deep / 2 + 0.012), (-wide / 2 + 0.012, -deep / 2), (wide / 2 - 0.012, -deep / 2),
        (wide / 2, -deep / 2 + 0.012), (wide / 2, deep / 2), (-wide / 2, deep / 2),
    ]  # fmt: skip
    for i in range(count):
        here, before, after = (
            Vector((p[0], 0, p[1])) for p in (outline[i], outline[i - 1], outline[(i + 1) % count])
        )
        come, go = (here - before).normalized(), (after - here).normalized()
        along = (come + go).normalized() if (come + go).length > 1e-5 else come
        out = Vector((along.z, 0, -along.x))
        mitre = 1 / max(0.5, abs(out.dot(Vector((come.z, 0, -come.x)))))
        rings.append([bm.verts.new(here + Vector((0, d, 0)) + out * w * mitre) for w, d in profile])
    for i in range(count):
        a, b = rings[i], rings[(i + 1) % count]
        for j in range(6):
            bm.faces.new((a[j], a[(j + 1) % 6], b[(j + 1) % 6], b[j]))
    bmesh.ops.recalc_face_normals(bm, faces=bm.faces[:])
    return bm


def window(m, k):
    at, outline, deep = panel(k), arch(**ARCH), 0.24
    loop = [*outline, outline[0]]
    reveal = shapes.sheets(
        [
            [(x0, 0, z0), (x1, 0, z1), (x1, deep, z1), (x0, deep, z0)]
            for (x0, z0), (x1, z1) in zip(loop, loop[1:])
        ]
    )
    middle = Vector((0, deep / 2, 1.5))
    shapes.facing(reveal, lambda f: f.normal.dot(middle - f.calc_center_median()))
    m.add(reveal, "reveal", "matte", times(C["plaster"], 0.96), at, detail=0.7, density=0.7, smooth=35)
    m.add(swept(outline, 0.075, 0.075), "frame", "wood", C["walnut"], at, detail=1.2, density=0.8, smooth=30)
    sill, spring = ARCH["sill"], ARCH["spring"]
    apex = spring + ARCH["width"] / 2
    bar = dict(density=0.6)
    post = shapes.box(0.035, 0.04, apex - sill, 0.006)
    m.add(post, "bar", "wood", C["walnut"], at @ turned(0, 0.13, (apex + sill) / 2), grain=2, **bar)
    for z in (spring, (sill + spring) / 2):
        rail = shapes.box(ARCH["width"], 0.04, 0.035, 0.006)
        m.add(rail, "bar", "wood", C["walnut"], at @ turned(0, 0.13, z), grain=0, **bar)
    board = shapes.box(ARCH["width"] + 0.22, 0.34, 0.05, 0.015, 2)
    m.add(board, "sill", "wood", C["oak"], at @ turned(0, 0.02, sill - 0.02), grain=0)


def wainscot(m, k, height=0.8):
    count, at = 11, panel(k)
    step = WIDTH / count
    for i in range(count):
        board = shapes.box(step - 0.004, 0.03, height - 0.14, 0.007)
        where = at @ turned(-WIDTH / 2 + step * (i + 0.5), -0.012, 0.14 + (height - 0.14) / 2)
        m.add(board, "board", "wood", jittered(C["green"], 0.05, chance), where, grain=2, density=0.7)
    skirt, rail = shapes.box(WIDTH, 0.05, 0.15, 0.012, 2), shapes.box(WIDTH, 0.075, 0.05, 0.014, 2)
    m.add(skirt, "skirting", "wood", C["green_dark"], at @ turned(0, -0.02, 0.075), grain=0, density=0.7)
    m.add(rail, "rail", "wood", C["green_dark"], at @ turned(0, -0.025, height + 0.015), grain=0, density=0.7)


def roof(m, k):
    between = Matrix.Rotation(-math.radians(30 * k + 15), 4, "Z")
    beam = jittered(C["beam"], 0.06, chance)
    post = shapes.box(0.17, 0.17, TOP, 0.022, 2)
    m.add(post, "post", "wood", beam, between @ turned(0, CORNER - 0.02, TOP / 2), grain=2, density=0.8)
    foot, head = Vector((0, CORNER, WALL + 0.02)), Vector((0, OCULUS_RADIUS + 0.02, OCULUS_HEIGHT - 0.02))
    slope = math.atan2(head.z - foot.z, foot.y - head.y)
    lie = (
        between
        @ Matrix.Translation((foot + head) / 2)
        @ Matrix.Rotation(-slope, 4, "X")
        @ turned(0, 0, -0.07)
    )
    m.add(
        shapes.box(0.12, (head - foot).length + 0.1, 0.17, 0.02),
        "rafter",
        "wood",
        beam,
        lie,
        grain=1,
        density=0.6,
    )
    plate = shapes.box(WIDTH, 0.15, 0.14, 0.02)
    m.add(plate, "plate", "wood", C["beam"], panel(k) @ turned(0, -0.04, WALL), grain=0, density=0.6)
    turn = Matrix.Rotation(-math.radians(30 * k), 4, "Z")
    y, z = APOTHEM + (OCULUS_RADIUS - APOTHEM) * 0.52, WALL + (OCULUS_HEIGHT - WALL) * 0.52
    purlin = shapes.box(2 * y * math.tan(math.pi / PANELS) - 0.02, 0.09, 0.1, 0.014)
    m.add(purlin, "purlin", "wood", C["beam"], turn @ turned(0, y, z - 0.06), grain=0, density=0.5)
    boards = 9
    for i in range(boards):
        rows = []
        for t in (i / boards, (i + 1) / boards):
            y = APOTHEM + 0.05 + (OCULUS_RADIUS - APOTHEM - 0.05) * t
            half, z = y * math.tan(math.pi / PANELS), WALL + 0.05 + (OCULUS_HEIGHT - WALL) * t
            rows.append(((-half, y, z), (half, y, z)))
        bm = shapes.towards(shapes.sheets([[rows[0][0], rows[0][1], rows[1][1], rows[1][0]]]), 2, -1)
        m.add(
            bm,
            "ceiling",
            "wood",
            jittered(C["oak_light"], 0.07, chance),
            turn,
            grain=0,
            density=0.45,
            smooth=None,
        )


def oculus(m):
    r, h = OCULUS_RADIUS, OCULUS_HEIGHT
    profile = [
        (r - 0.1, h - 0.12), (r + 0.06, h - 0.13), (r + 0.1, h - 0.06), (r + 0.1, h + 0.05), (r - 0.06, h + 0.12),
        (r - 0.1, h + 0.1), (r - 0.1, h - 0.12),
    ]  # fmt: skip
    m.add(shapes.lathe(profile, 36), "oculus", "wood", C["beam"], density=0.6, smooth=35)
    for a in (0, 60, 120):
        bar = shapes.box(2 * r - 0.15, 0.045, 0.05)
        m.add(bar, "oculus bar", "wood", C["beam"], turned(0, 0, h - 0.02, rz=math.radians(a)), density=0.4)


def window_seat(m, k):
    """A bench under the window, for two or three to talk beside the circle."""
    at, wide, deep, high = panel(k), 1.5, 0.46, 0.4
    box = shapes.box(wide, deep, high, 0.012)
    m.add(
        box,
        "bench",
        "wood",
        C["green_dark"],
        at @ turned(0, -deep / 2 - 0.03, high / 2),
        grain=0,
        density=0.7,
    )
    top = shapes.box(wide + 0.06, deep + 0.04, 0.035, 0.012, 2)
    m.add(top, "bench top", "wood", C["oak"], at @ turned(0, -deep / 2 - 0.05, high + 0.017), grain=0)
    for i, (cloth, cushion) in enumerate(
        (("terra", "cream"), ("mustard", "blue")) if k == 4 else (("sage", "rose"), ("blue", "mustard"))
    ):
        x = -0.37 + 0.74 * i
        pad = shapes.puff(0.7, deep - 0.02, 0.1, 4, 5)
        m.add(
            pad,
            "pad",
            "fabric",
            C[cloth],
            at @ turned(x, -deep / 2 - 0.05, high + 0.075),
            detail=2.2,
            smooth=180,
            density=0.9,
            seams=shapes.below(-0.01),
        )
        lean = at @ turned(x * 1.3, -0.13, high + 0.26, rz=0.15 - 0.3 * i) @ Matrix.Rotation(0.3, 4, "X")
        m.add(
            pillow(0.38),
            "pillow",
            "fabric",
            C[cushion],
            lean,
            detail=3,
            smooth=180,
            density=0.8,
            seams=shapes.around_edge,
            extra=True,
        )


def pillow(size, cuts=5):
    """A cushion with pinched corners."""

    def shape(p):
        edge = max(abs(p.x), abs(p.z))
        return Vector(
            (p.x * (1 - 0.07 * (1 - abs(p.z))), p.y * (1 - 0.75 * edge**3), p.z * (1 - 0.07 * (1 - abs(p.x))))
        )

    return shapes.puff(size, size * 0.38, size * 0.9, cuts, 4, shape)


def build(m):
    floor(m)
    for k in range(PANELS):
        wall(m, k)
        if k in WINDOWS:
            window(m, k)
        if k not in (HEARTH, DOOR):
            wainscot(m, k)
        if k in WINDOW_SEATS:
            window_seat(m, k)
        roof(m, k)
    oculus(m)

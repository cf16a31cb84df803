"""Sand and sea."""

import math

import bmesh

from kit.colour import mixed, step, times

from .frame import WATER, C, ground, rough, shore

#: Fine where people sit, coarse where nobody goes.
RADII = [
    0, 0.3, 0.5, 0.7, 0.9, 1.1, 1.35, 1.6, 1.9, 2.2, 2.5, 2.8, 3.2, 3.6, 4.1, 4.7, 5.3, 6, 6.8, 7.6, 8.5, 9.5, 10.6, 12,
    13.5, 15.5, 18, 21, 25, 30, 37, 46,
]  # fmt: skip
#: Outer radius, share of the light map, metres of one repeat of the grain.
ZONES = ((7.6, 1.0, 2.2), (15.5, 0.36, 2.2), (99, 0.09, 4.4))
AROUND = 72


def tone(co, normal, face):
    wet = step(-1.7, -0.2, co.y - shore(co.x))
    c = mixed(C["sand"], C["sand_wet"], wet * 0.9)
    c = mixed(c, C["grass_dry"], step(1.0, 2.2, co.z) * 0.25)
    c = times(c, 1 + 0.05 * rough(co.x, co.y, 0.9))
    return mixed(c, C["ash"], 0.75 * (1 - step(0.42, 0.85, math.hypot(co.x, co.y))))


def zone_of(face):
    far = max(math.hypot(v.co.x, v.co.y) for v in face.verts)
    return next(i for i, (radius, _, _) in enumerate(ZONES) if far <= radius + 0.1)


def sand(m):
    bm, rings = bmesh.new(), []
    for r in RADII:
        points = [
            (r * math.cos(a), r * math.sin(a))
            for a in (2 * math.pi * i / AROUND for i in range(AROUND if r else 1))
        ]
        rings.append([bm.verts.new((x, y, ground(x, y))) for x, y in points])
    for a, b in zip(rings, rings[1:]):
        for i in range(AROUND):
            j = (i + 1) % AROUND
            bm.faces.new((a[0], b[i], b[j]) if len(a) == 1 else (a[i], b[i], b[j], a[j]))
    drowned = [f for f in bm.faces if all(v.co.z < WATER - 0.75 for v in f.verts)]
    bmesh.ops.delete(bm, geom=drowned, context="FACES")
    for index, (_, density, repeat) in enumerate(ZONES):
        part = bm.copy()
        others = [f for f in part.faces if zone_of(f) != index]
        bmesh.ops.delete(part, geom=others, context="FACES")
        uv = lambda co, face, k=repeat: (co.x / k, co.y / k)  # noqa: E731
        m.add(part, f"sand {index}", "sand", tone, density=density, uv=uv, smooth=180)
    bm.free()


def sea(m):
    """Depth and the way from the shore are its colours: the client's waves need no other picture of the ground."""
    xs = [-160, -110, -75, -52, -38, -28, *(-22 + i * 1.1 for i in range(41)), 28, 38, 52, 75, 110, 160]
    outs = [
        *(-2.6 + 0.30 * i for i in range(22)),
        4.6,
        5.4,
        6.4,
        7.6,
        9,
        11,
        14,
        18,
        24,
        32,
        45,
        65,
        95,
        140,
        210,
        320,
    ]
    edge = lambda x: shore(x) if abs(x) < 24 else shore(24)  # noqa: E731
    bm = bmesh.new()
    rows = [[bm.verts.new((x, edge(x) + out, WATER)) for x in xs] for out in outs]
    for a, b in zip(rows, rows[1:]):
        for i in range(len(xs) - 1):
            bm.faces.new((a[i], a[i + 1], b[i + 1], b[i]))

    def measure(co, normal, face):
        depth = WATER - ground(co.x, co.y) if abs(co.x) < 46 and co.y < 46 else 3.0
        return (min(1, max(0, (depth + 0.5) / 4)), min(1, max(0, (co.y - edge(co.x) + 4) / 16)), 0)

    m.add(bm, "sea", "water", measure, smooth=None)


def build(m):
    sand(m)
    sea(m)

"""The ring of stones, the fire, lanterns and their strings, and what people brought."""

import math

from mathutils import Matrix, Vector, noise

from kit import light, shapes
from kit.colour import jittered, linear, mixed, times
from kit.shapes import turned

from .frame import C, chance, ground, on_ground, spots

#: A flat driftwood stump beside the fire: the piece, the bell and the candle stand on it.
STUMP = (0.0, -1.08, 0.30)


def log(m, start, end, radius, colour, cut="#d0ab7c", around=11, density=0.7):
    a, b = Vector(start), Vector(end)
    along = (b - a).normalized()
    path = [a.lerp(b, t) for t in (0, 0.03, 0.35, 0.65, 0.97, 1)]
    bm = shapes.tube(path, lambda t: radius * (0.9 if t in (0, 1) else 1 + 0.05 * math.sin(11 * t)), around)
    paint = lambda co, n, f: linear(cut) if abs(f.normal.dot(along)) > 0.9 else colour  # noqa: E731
    m.add(bm, "log", "wood", paint, detail=2, density=density, smooth=50)


def fire(m):
    for i in range(15):
        a = 2 * math.pi * i / 15 + chance.uniform(-0.06, 0.06)
        r, s = 0.56 + chance.uniform(-0.02, 0.03), chance.uniform(0.9, 1.15)
        off = Vector((i * 3.1, 0, 0))
        bm = shapes.puff(
            0.24 * s,
            0.19 * s,
            0.17 * s,
            4,
            2.7,
            lambda p, off=off: p * (1 + 0.10 * noise.noise(p * 1.6 + off)),
        )
        where = turned(
            r * math.cos(a), r * math.sin(a), 0.045, rz=a + math.pi / 2 + chance.uniform(-0.3, 0.3)
        )
        tone = jittered(C[chance.choice(["rock", "rock_cool", "rock_pale"])], 0.1, chance)
        m.add(bm, "fire stone", "matte", tone, where, detail=2, smooth=180, seams=shapes.below(-0.03))
    for i in range(6):
        a = 2 * math.pi * i / 6 + 0.3
        top = (0.05 * math.cos(a + 0.4), 0.05 * math.sin(a + 0.4), 0.42 + 0.04 * (i % 2))
        log(m, (0.38 * math.cos(a), 0.38 * math.sin(a), -0.02), top, 0.05, C["char"], "#4a382c")
    for _ in range(14):
        a, r = chance.uniform(0, 6.28), 0.22 * math.sqrt(chance.random())
        hot = times(mixed(linear("#ff5016"), linear("#ffb04a"), chance.random() * 0.6), 0.55)
        m.add(
            shapes.puff(0.1, 0.08, 0.05, 1, 2.3),
            "coal",
            "ember",
            hot,
            turned(r * math.cos(a), r * math.sin(a), 0.0),
            smooth=180,
        )


def stump(m):
    x, y, high = STUMP
    ring = lambda t: 0.22 * (1.06 - 0.10 * t + 0.05 * math.sin(17 * t))  # noqa: E731
    bm = shapes.tube([(x, y, high * t - 0.05 * (1 - t)) for t in (0, 0.04, 0.3, 0.62, 0.94, 1)], ring, 18)

    def paint(co, n, f):
        if f.normal.z < 0.9:
            return mixed(C["drift"], C["drift_dark"], 0.5 + 0.5 * noise.noise(Vector(co) * 4))
        return mixed(
            linear("#d9bd95"), linear("#b99a70"), 0.5 + 0.5 * math.sin(90 * math.hypot(co.x - x, co.y - y))
        )

    m.add(bm, "stump", "wood", paint, detail=2, smooth=50)


def cushion(m, angle, colour):
    """Thrown on the sand behind the ring."""
    a = math.radians(angle)
    x, y = 3.35 * math.sin(a), 3.35 * math.cos(a)

    def pinch(p):
        edge = max(abs(p.x), abs(p.z))
        return Vector(
            (p.x * (1 - 0.07 * (1 - abs(p.z))), p.y * (1 - 0.75 * edge**3), p.z * (1 - 0.07 * (1 - abs(p.x))))
        )

    bm = shapes.puff(0.5, 0.18, 0.46, 5, 4, pinch)
    at = Matrix.Translation(on_ground(x, y, 0.055)) @ turned(rz=-a + 0.3, rx=math.pi / 2 - 0.1)
    m.add(
        bm,
        "cushion",
        "fabric",
        C[colour],
        at,
        detail=3,
        density=0.9,
        smooth=180,
        seams=shapes.around_edge,
    )


def crate(m, x, y, turn):
    at = Matrix.Translation(on_ground(x, y)) @ turned(rz=turn)
    wood = lambda: jittered(C["wood"], 0.08, chance)  # noqa: E731
    for side in (-1, 1):
        for z in (0.07, 0.19):
            m.add(
                shapes.box(0.03, 0.42, 0.09, 0.008),
                "crate",
                "wood",
                wood(),
                at @ turned(side * 0.27, 0, z),
                grain=1,
                density=0.6,
            )
            m.add(
                shapes.box(0.54, 0.03, 0.09, 0.008),
                "crate",
                "wood",
                wood(),
                at @ turned(0, side * 0.2, z),
                grain=0,
                density=0.6,
            )
    for k in range(4):
        m.add(
            shapes.box(0.135, 0.44, 0.025, 0.006),
            "crate",
            "wood",
            wood(),
            at @ turned(-0.21 + 0.14 * k, 0, 0.25),
            grain=1,
            density=0.8,
        )
    top = at @ turned(0, 0, 0.263)
    flask = [
        (0, 0), (0.05, 0), (0.055, 0.01), (0.055, 0.17), (0.045, 0.2), (0.045, 0.215), (0.05, 0.22), (0.05, 0.27), (0.03, 0.28),
        (0, 0.28),
    ]  # fmt: skip
    m.add(
        shapes.lathe(flask, 20),
        "flask",
        "matte",
        C["teal"],
        top @ turned(-0.12, 0.08),
        density=0.6,
        seams=shapes.down_one_side,
    )
    mug = [(0, 0), (0.034, 0), (0.038, 0.01), (0.04, 0.08), (0.036, 0.08), (0.033, 0.012), (0, 0.01)]
    for dx, dy, name in ((0.05, 0.1, "cream"), (0.14, -0.02, "terra"), (0.0, -0.1, "mustard")):
        m.add(shapes.lathe(mug, 16), "mug", "matte", C[name], top @ turned(dx, dy), density=0.6, extra=True)


def basket(m, x, y):
    profile = [
        (0.0, 0.03), (0.2, 0.02), (0.25, 0.06), (0.27, 0.2), (0.285, 0.3), (0.30, 0.315), (0.285, 0.33), (0.265, 0.31),
        (0.25, 0.2), (0.2, 0.08), (0, 0.07),
    ]  # fmt: skip
    at = Matrix.Translation(on_ground(x, y, -0.01))
    m.add(
        shapes.lathe(profile, 24),
        "basket",
        "fabric",
        C["basket"],
        at,
        detail=3,
        density=0.7,
        smooth=60,
        seams=shapes.down_one_side,
    )
    z = ground(x, y) - 0.01
    for dx, dy, up, radius in ((-0.08, 0, 0.3, 0.07), (0.08, 0.04, 0.3, 0.065), (0, -0.05, 0.4, 0.06)):
        log(
            m,
            (x + dx - 0.05, y + dy - 0.19, z + up),
            (x + dx + 0.05, y + dy + 0.2, z + up + 0.05),
            radius,
            C["bark"],
            density=0.6,
        )


#: Open to the sea.
POLES = ((-4.3, 2.0), (-4.6, -1.6), (-2.6, -4.3), (1.9, -4.9), (4.4, -2.9), (4.7, 1.2))


def strings(m):
    for x, y in POLES:
        z = ground(x, y)
        path = [(x, y, z - 0.2), (x + 0.03, y, z + 1.3), (x + 0.02, y + 0.03, z + 2.75)]
        m.add(
            shapes.tube(path, lambda t: 0.045 - 0.012 * t, 8),
            "pole",
            "wood",
            jittered(C["bark"], 0.08, chance),
            detail=1,
            grain=2,
            density=0.5,
        )
    tops = [Vector((x + 0.02, y + 0.03, ground(x, y) + 2.7)) for x, y in POLES]
    cords, bulbs = [], []
    for a, b in zip(tops, tops[1:]):
        points = [a.lerp(b, i / 9) - Vector((0, 0, 1.68 * i / 9 * (1 - i / 9))) for i in range(10)]
        cords.append((shapes.tube(points, 0.006, 3, False), Matrix()))
        bulbs += [p - Vector((0, 0, 0.05)) for p in points[1:-1]]
        spots["strings"].append((a + b) / 2 - Vector((0, 0, 0.5)))
    m.add(shapes.merged(cords), "cord", "matte", C["cord"], density=0.12)
    balls = [(shapes.puff(0.075, 0.075, 0.085, 1, 2.2), Matrix.Translation(p)) for p in bulbs]
    m.add(shapes.merged(balls), "bulbs", "glow", linear("#ffca7d"), smooth=180)
    spots["fairy"] += bulbs


def lanterns(m):
    for x, y in ((-3.8, 2.9), (3.7, 2.7), (3.2, -3.4), (-3.6, -3.0)):
        at = Matrix.Translation(on_ground(x, y))
        spots["lamps"].append(on_ground(x, y, 0.17))
        for z in (0, 0.27):
            cap = [(0, z), (0.10, z), (0.105, z + 0.02), (0.08, z + 0.045), (0, z + 0.05)]
            m.add(shapes.lathe(cap, 14), "lantern cap", "matte", C["char"], at, density=0.4)
        glass = [(0.075, 0.045), (0.085, 0.1), (0.085, 0.2), (0.075, 0.27)]
        m.add(shapes.lathe(glass, 14), "lantern glass", "glow", linear("#ffb65e"), at)
        handle = [(-0.07, 0, 0.3), (-0.05, 0, 0.40), (0.05, 0, 0.40), (0.07, 0, 0.3)]
        m.add(shapes.tube(handle, 0.006, 5), "lantern handle", "matte", C["char"], at, density=0.2)


def fire_lights():
    red = (1.0, 0.40, 0.11)
    return [
        light.point("fire", at, red, watts, 0.13)
        for at, watts in (((0, 0, 0.35), 34), ((0.1, -0.08, 0.6), 24), ((-0.1, 0.08, 0.6), 24))
    ]


def lamp_lights():
    lamps = [
        light.point("lamps", p + Vector((0, 0, 0.02)), (1.0, 0.55, 0.22), 3.2, 0.06) for p in spots["lamps"]
    ]
    return lamps + [light.point("lamps", p, (1.0, 0.62, 0.30), 6.5, 0.5) for p in spots["strings"]]


def build(m):
    fire(m)
    stump(m)
    for angle, name in ((0.05, "mustard"), (92, "rose"), (150, "teal"), (268, "cream")):
        cushion(m, angle, name)
    crate(m, 3.75, -0.3, 0.4)
    basket(m, -3.75, -0.5)
    strings(m)
    lanterns(m)

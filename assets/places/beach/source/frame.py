"""The lie of the land, and the colours of the cove (metres; x east, y north to the sea, z up)."""

import math
import random

from mathutils import Vector, noise

from kit.colour import palette, step

C = palette(
    sand="#e6c79c", sand_wet="#b98f66", ash="#7d6a58", drift="#b8a48b", drift_dark="#a08b73", bark="#8f6f52", wood="#9b7450",
    grass="#8d9a4e", grass_dry="#cbb870", frond="#76853c", frond_dark="#46582f", frond_dry="#c2a24e", shrub="#66794a",
    rock="#9c8f88", rock_cool="#857a78", rock_pale="#b3a396", terra="#c2704f", mustard="#d8ab5c", blue="#6f93a6",
    cream="#f0e3ca", rose="#d2968c", teal="#4e8183", char="#2b2421", rope="#cdb58c", basket="#c29a63", cord="#4a3b2e",
)  # fmt: skip

chance = random.Random(23)

WATER = -0.36
SEAT_HEIGHT = 0.43


def rough(x, y, scale=1.0):
    return noise.noise(Vector((x * scale, y * scale, 3.7)))


def shore(x):
    """Where the sea begins: a crescent."""
    return 8.2 + 0.016 * x * x + 0.5 * math.sin(x * 0.23 + 1)


def dunes(x, y):
    """Long crests behind the beach, higher the farther from the sea."""
    rise = step(5.2, 13, -y) * 1.9 + step(9, 19, abs(x)) * 1.6
    crest = 0.5 + 0.5 * math.sin(0.42 * y + 0.5 * math.sin(x * 0.21) + 0.11 * x)
    return rise * (0.55 + 0.35 * crest + 0.5 * rough(x, y, 0.13))


def ground(x, y):
    out = y - shore(x)
    if out < -6.5:
        z = 0.0
    elif out < 0:
        z = WATER * ((out + 6.5) / 6.5) ** 1.35
    else:
        z = WATER - 0.085 * out - 0.002 * out * out
    z = max(z, -3.2)
    land, r = 1 - step(-7.5, -2.5, out), math.hypot(x, y)
    z += land * dunes(x, y)
    z += land * step(3.2, 5.5, r) * (0.13 * rough(x, y, 0.45) + 0.06 * rough(x + 9, y, 1.1))
    z += 0.022 * step(0.7, 2.2, r) * rough(x, y, 2.1) * (1 - step(-1.5, 0.5, out))
    # A hollow for the fire, and the sand that was dug from it.
    return z - 0.05 * (1 - step(0.45, 0.75, r)) + 0.035 * math.exp(-(((r - 0.95) / 0.22) ** 2))


def on_ground(x, y, above=0.0):
    return Vector((x, y, ground(x, y) + above))


#: Filled while the cove is built; told to the client.
spots = {"lamps": [], "fairy": [], "strings": []}

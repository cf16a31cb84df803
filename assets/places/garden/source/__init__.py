"""The garden: eight old walls around herbs and roses, a paved circle, a fire bowl, a pond."""

import math
import random

from mathutils import Vector

from kit import light
from kit.model import Model, circle, place_point

from . import far, frame, ground, growth, middle, pergola, trees, walls
from . import seat as chair


def build():
    m = Model(13)
    for part in (ground, walls, pergola, middle, growth, trees, far):
        part.build(m)
    return m


def eyes():
    """From where people look: everywhere inside the walls, seated or standing."""
    chance, found = random.Random(1), []
    for _ in range(90):
        a, r = chance.uniform(0, 6.283), 5.0 * math.sqrt(chance.random())
        found.append(Vector((r * math.sin(a), r * math.cos(a), chance.choice([0.9, 1.25, 1.6, 2.0]))))
    return found


def bearing(degrees, height):
    a, h = math.radians(degrees), math.radians(height)
    return Vector((math.sin(a) * math.cos(h), math.cos(a) * math.cos(h), math.sin(h)))


#: A forenoon from the south-east; at night the moon stands there. In the evening low over the western wall.
HIGH, LOW = bearing(128, 46), bearing(-68, 19)


def lights():
    return {
        "sun": {"lamps": [light.sun("sun", HIGH, 3.6, math.radians(1.2))], "weight": 0.8},
        "low": {"lamps": [light.sun("low", LOW, 3.6, math.radians(2.0))], "weight": 0.8},
        "sky": {"switch": light.dome(0.85)},
        "lamps": {"lamps": pergola.lights()},
        "fire": {"lamps": middle.lights()},
    }


def seat():
    return chair.build()


def facts():
    radius = lambda n: {4: 1.6, 5: 1.65, 6: 1.72, 7: 1.8, 8: 1.95, 9: 2.1, 10: 2.2, 11: 2.3}.get(n, 2.4)  # noqa: E731
    corners = []
    for x, y in ((-4.4, -0.6), (4.3, -1.2), (-3.2, -3.3), (2.9, 3.9)):
        corners.append({"at": place_point((x, y, 0)), "yaw": round(math.atan2(-x, y), 4)})
    x, y, top = middle.STONE
    return {
        "seats": circle(radius, frame.SEAT_HEIGHT + 0.03),
        "corners": corners,
        "door": {"at": [0, 0, 4.9], "yaw": 0},
        "pieceStand": place_point((x, y + 0.07, top + 0.06)),
        "bell": place_point((x + 0.13, y - 0.04, top)),
        "candle": place_point((x - 0.13, y - 0.04, top)),
        "scene": {
            "fire": [0, middle.FIRE, 0],
            "candles": [],
            "lamps": [place_point(p) for p in frame.spots["lamps"]],
            "fairy": [place_point(p) for p in frame.spots["fairy"]],
        },
    }

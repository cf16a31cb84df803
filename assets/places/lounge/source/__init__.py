"""The lounge: a round timber house with a hearth, books, a rug and four windows on quiet land."""

import math
import random

from mathutils import Vector

from kit import light
from kit.model import Model, circle, place_point

from . import frame, furnishings, hearth, lamps, mantel, outside, plants, rug, shell, shelves, table
from . import seat as chair


def build():
    m = Model(5)
    for part in (shell, rug, hearth, mantel, shelves, plants, furnishings, table, lamps, outside):
        part.build(m)
    return m


def eyes():
    """From where people look: seated or standing, everywhere on the floor."""
    chance, found = random.Random(1), []
    for i in range(14 * 6):
        a = 2 * math.pi * (i % 14) / 14 + chance.uniform(-0.2, 0.2)
        r = (0.3, 1.0, 1.7, 2.7, 3.3, 3.9)[i // 14]
        found.append(Vector((r * math.sin(a), r * math.cos(a), chance.choice([0.75, 1.15, 1.3, 1.7, 2.1]))))
    chance.shuffle(found)
    return found


def _sky():
    """White light through the windows and the oculus: times of day tint it."""
    white = (1, 1, 1)
    panes = []
    for k in frame.WINDOWS:
        at = frame.panel(k)
        inwards = at.to_3x3() @ Vector((0, -1, -0.15))
        panes.append(light.panel("sky", at @ Vector((0, 0.75, 1.75)), inwards, white, 105, 1.9))
    panes.append(light.panel("sky", (0, 0, frame.OCULUS_HEIGHT + 0.3), (0, 0, -1), white, 55, 1.5))
    return panes


#: Towards the sun of an afternoon (south-west, through two windows), and the moon at night. x east, y north.
SUN = (-0.72, -0.42, 0.52)


def lights():
    return {
        "sun": {"lamps": [light.sun("sun", SUN, 4.0, math.radians(1.6))], "weight": 0.8},
        "sky": {"lamps": _sky()},
        "lamps": {"lamps": lamps.lights(), "weight": 1.1},
        "fire": {"lamps": hearth.lights(), "weight": 1.2},
    }


def seat():
    return chair.build()


def facts():
    """What place.json says because the model says it."""
    radius = lambda n: {4: 1.6, 5: 1.65, 6: 1.75, 7: 1.85, 8: 2.12, 9: 2.14, 10: 2.16, 11: 2.2}.get(n, 2.24)  # noqa: E731
    corners = []
    for k in frame.WINDOWS:
        at = frame.panel(k) @ Vector((0, -1.15, 0))
        corners.append({"at": place_point(at), "yaw": round(-math.radians(30 * k), 4)})
    return {
        "seats": circle(radius, frame.SEAT_HEIGHT),
        "corners": corners,
        "scene": {
            "candles": [place_point(p) for p in frame.spots["candles"]],
            "lamps": [place_point(p) for p, _, _ in frame.spots["lamps"]],
            "fairy": [place_point(p) for p in frame.spots["fairy"]],
        },
    }

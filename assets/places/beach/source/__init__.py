"""The beach: a cove at the sea with a fire in the sand, palms, lanterns and driftwood to sit on."""

import math
import random

from mathutils import Vector

from kit import light
from kit.model import Model, circle, place_point

from . import camp, far, finds, frame, growth, shore
from . import seat as driftwood


def build():
    m = Model(9)
    for part in (shore, camp, growth, finds, far):
        part.build(m)
    return m


def eyes():
    """From where people look: everywhere around the fire, seated or standing."""
    chance, found = random.Random(1), []
    for _ in range(90):
        a, r = chance.uniform(0, 6.283), 6.5 * math.sqrt(chance.random())
        found.append(frame.on_ground(r * math.sin(a), r * math.cos(a), chance.choice([0.9, 1.3, 1.7, 2.1])))
    return found


def bearing(degrees, height):
    """A direction by compass bearing and height above the horizon, both in degrees."""
    a, h = math.radians(degrees), math.radians(height)
    return Vector((math.sin(a) * math.cos(h), math.cos(a) * math.cos(h), math.sin(h)))


#: Over the sea, a little to the left; look.json says the same to the sky.
SUNSET = bearing(-14, 8.5)
#: A forenoon from the right; at night the moon stands there.
HIGH = bearing(62, 48)


def lights():
    return {
        "sun": {"lamps": [light.sun("sun", HIGH, 3.6, math.radians(1.2))], "weight": 0.8},
        "low": {"lamps": [light.sun("low", SUNSET, 3.6, math.radians(2.2))], "weight": 0.8},
        "sky": {"switch": light.dome(0.85)},
        "lamps": {"lamps": camp.lamp_lights()},
        "fire": {"lamps": camp.fire_lights()},
    }


def seat():
    return driftwood.build()


def facts():
    radius = lambda n: {4: 1.75, 5: 1.8, 6: 1.85, 7: 1.95, 8: 2.1, 9: 2.2, 10: 2.3, 11: 2.4}.get(n, 2.5)  # noqa: E731
    corners = []
    for x, y in ((-5.2, 3.4), (5.4, 3.6), (5.6, -4.6), (-5.3, -5.2)):
        corners.append({"at": place_point(frame.on_ground(x, y)), "yaw": round(math.atan2(-x, y), 4)})
    x, y, top = camp.STUMP
    return {
        "seats": circle(radius, frame.SEAT_HEIGHT),
        "corners": corners,
        "door": {"at": place_point(frame.on_ground(-0.3, -5.6)), "yaw": 0},
        "pieceStand": place_point((x, y + 0.06, top + 0.06)),
        "bell": place_point((x + 0.14, y - 0.03, top)),
        "candle": place_point((x - 0.14, y - 0.03, top)),
        "scene": {
            "candles": [],
            "lamps": [place_point(p) for p in frame.spots["lamps"]],
            "fairy": [place_point(p) for p in frame.spots["fairy"]],
        },
    }

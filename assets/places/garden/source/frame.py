"""Sizes and colours of the walled garden (metres; x east, y north, z up)."""

import math
import random

from mathutils import Matrix

from kit.colour import palette

#: An eight-sided wall: apothem to its inner face, height, thickness.
APOTHEM, WALL, THICK = 6.3, 1.75, 0.36
SIDES = 8
WIDTH = 2 * APOTHEM * math.tan(math.pi / SIDES)
#: The paved circle, and its rim of bricks.
PAVED, RIM = 3.35, 3.62
BED_DEEP, BED_HIGH = 0.8, 0.36
GATE, PERGOLA = 4, 0
SEAT_HEIGHT = 0.47

C = palette(
    stone="#c4b59b", stone_cool="#aaa08f", stone_pale="#d6cab3", brick="#b08370", brick_dark="#916a5b", lawn="#879a62",
    lawn_dark="#6c8350", soil="#57432f", wood="#a1805c", wood_dark="#7c5f44", oak="#b9976c", iron="#2e2b2a", char="#2b2421",
    leaf="#5f8a4d", leaf_dark="#38572f", leaf_pale="#93b26a", silver="#8fa58a", lavender="#8d7cc0", rose="#d98f9a",
    cream="#f2e8d2", apple="#c8553d", terra="#c0714f", pot="#bd7453", pond="#3f6f6c", pond_deep="#234a50", bark="#77604a",
    cord="#4a3b2e", wisteria="#a594d6",
)  # fmt: skip

chance = random.Random(31)


def side(k):
    """The frame of one length of wall: x along it, −y into the garden."""
    return Matrix.Rotation(-math.radians(45 * k), 4, "Z") @ Matrix.Translation((0, APOTHEM, 0))


#: Filled while the garden is built; told to the client.
spots = {"lamps": [], "fairy": []}

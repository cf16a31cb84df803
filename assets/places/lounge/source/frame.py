"""Sizes and colours that all parts of the lounge share (metres; x east, y north, z up)."""

import math
import random

from mathutils import Matrix

from kit.colour import palette

#: A round house of twelve panels: apothem, panels, height of the walls.
APOTHEM = 4.4
PANELS = 12
WIDTH = 2 * APOTHEM * math.tan(math.pi / PANELS)
WALL = 2.55
CORNER = APOTHEM / math.cos(math.pi / PANELS)
#: The round window at the top of the roof.
OCULUS_RADIUS, OCULUS_HEIGHT = 0.85, 3.95
WINDOWS = (2, 4, 8, 10)
WINDOW_SEATS = (4, 8)
HEARTH, DOOR = 0, 6
ARCH = {"width": 1.36, "sill": 0.86, "spring": 1.62}
SEAT_HEIGHT = 0.46

C = palette(
    plaster="#ead9bd", green="#48695a", green_dark="#3b5548", walnut="#6e4e39", oak="#a67a4e", oak_light="#c79a64",
    beam="#5f4634", stone="#a39586", stone_cool="#8c8078", stone_pale="#b9a894", mortar="#74685c", soot="#4a3d35",
    terra="#bb6f52", mustard="#cfa65a", sage="#8fa687", blue="#7491a3", cream="#eee2cb", rose="#c7958a", ink="#3b5259",
    leaf="#4c7d4a", leaf_light="#6f9a55", leaf_dark="#35603f", pot="#c67d5b", pot_white="#e8dfd0", wax="#f4e8cf",
    brass="#b98a45", linen="#e3d3b6", floor="#b98757", cord="#3a3028", basket="#b58a55",
)  # fmt: skip

chance = random.Random(11)


def panel(k):
    """The frame of one wall panel: x along it, −y into the room, z up."""
    return Matrix.Rotation(-math.radians(30 * k), 4, "Z") @ Matrix.Translation((0, APOTHEM, 0))


def arch(width, sill, spring, steps=18, inset=0.0):
    """Outline of a window or door with a half circle on top."""
    half = width / 2 - inset
    round_top = [(math.pi - math.pi * i / steps) for i in range(1, steps)]
    return [
        (-half, sill + inset),
        (-half, spring),
        *[(half * math.cos(a), spring + half * math.sin(a)) for a in round_top],
        (half, spring),
        (half, sill + inset),
    ]


#: Filled while the room is built; told to the client.
spots = {"candles": [], "lamps": [], "fairy": []}

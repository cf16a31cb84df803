"""Soft contact shade in the vertex colours of a seat, which is drawn many times and so has no light map."""

import math
import random

import numpy as np
from mathutils import Vector
from mathutils.bvhtree import BVHTree

RAYS = 96
REACH_M = 0.7
#: From here on the floor does not darken any more.
HIGH_M = 0.6


def _directions():
    """Evenly over the sphere (a Fibonacci spiral)."""
    golden = math.pi * (3 - math.sqrt(5))
    for i in range(RAYS):
        z = 1 - 2 * (i + 0.5) / RAYS
        r = math.sqrt(1 - z * z)
        yield Vector((r * math.cos(golden * i), r * math.sin(golden * i), z))


def _open(at, normal, tree, floor, directions):
    """Share of the hemisphere that is open; the floor reflects a little."""
    total = seen = 0.0
    start = at + normal * 0.006
    for way in directions:
        facing = way.dot(normal)
        if facing <= 0.02:
            continue
        total += facing
        hit = tree.ray_cast(start, way, REACH_M)[3]
        if hit is not None:
            seen += facing * 0.75 * (hit / REACH_M)
        elif way.z < 0 and (start.z - floor) / -way.z < REACH_M:
            seen += facing * (0.25 + 0.6 * (start.z - floor) / -way.z / REACH_M)
        else:
            seen += facing
    return seen / total if total else 1.0


def shade(part, floor):
    """Multiplies the paint by how open each corner is; `floor` is the height of the ground in the seat's own space."""
    mesh = part.data
    tree = BVHTree.FromPolygons([v.co for v in mesh.vertices], [list(p.vertices) for p in mesh.polygons])
    directions = list(_directions())
    random.Random(1).shuffle(directions)
    known = {}
    count = len(mesh.loops)
    normals = np.empty(count * 3, np.float32)
    mesh.corner_normals.foreach_get("vector", normals)
    normals = normals.reshape(-1, 3)
    paint = np.empty(count * 4, np.float32)
    data = mesh.color_attributes["Col"].data
    data.foreach_get("color", paint)
    paint = paint.reshape(-1, 4)
    for loop in mesh.loops:
        normal = normals[loop.index]
        key = (loop.vertex_index, *np.round(normal, 2))
        if key not in known:
            known[key] = _open(mesh.vertices[loop.vertex_index].co, Vector(normal), tree, floor, directions)
        # Chairs stand in a room: its floor sends up less light than its lamps send down.
        low = 0.72 + 0.28 * min(1, (mesh.vertices[loop.vertex_index].co.z - floor) / HIGH_M)
        paint[loop.index, :3] *= (0.25 + 0.75 * known[key]) * low
    data.foreach_set("color", paint.ravel())

"""Faces nobody can see cost triangles and light map for nothing: backs of books, undersides of shelves."""

import math

import bmesh
from mathutils.bvhtree import BVHTree


def _tree(parts):
    verts, polys = [], []
    for part in parts:
        base = len(verts)
        verts += [v.co.copy() for v in part.data.vertices]
        polys += [[i + base for i in p.vertices] for p in part.data.polygons]
    return BVHTree.FromPolygons(verts, polys, epsilon=0.0)


def _samples(face, corners):
    """The middle, and points near corners and edges: a face is often hidden in its middle only."""
    c = face.center
    nearly = [c.lerp(v, 0.88) for v in corners]
    half = [c.lerp(v, 0.5) for v in corners]
    edges = [c.lerp((a + b) / 2, 0.8) for a, b in zip(corners, corners[1:] + corners[:1])]
    return [c, *nearly, *half, *edges]


def _seen(face, corners, eyes, first, tree):
    normal = face.normal
    # Quads are not quite flat: start off the surface by a share of their size, or they hide themselves.
    off = max(2e-3, 0.03 * math.sqrt(face.area))
    samples = [s + normal * off for s in _samples(face, corners)]
    for index in [first, *range(len(eyes))]:
        eye = eyes[index]
        if (eye - face.center).dot(normal) <= 1e-4:
            continue
        for sample in samples:
            way = eye - sample
            length = way.length
            if tree.ray_cast(sample, way / length, length)[0] is None:
                return index
    return None


def cull(parts, blockers, eyes):
    """Deletes every face that none of the eyes can see; returns (before, after)."""
    tree = _tree(blockers)
    before = removed = 0
    for part in parts:
        mesh, hidden, last = part.data, [], 0
        for face in mesh.polygons:
            before += 1
            seen = _seen(face, [mesh.vertices[i].co for i in face.vertices], eyes, last, tree)
            if seen is None:
                hidden.append(face.index)
            else:
                last = seen
        if hidden:
            bm = bmesh.new()
            bm.from_mesh(mesh)
            bm.faces.ensure_lookup_table()
            bmesh.ops.delete(bm, geom=[bm.faces[i] for i in hidden], context="FACES")
            bm.to_mesh(mesh)
            bm.free()
            removed += len(hidden)
    return before, before - removed

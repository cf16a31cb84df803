"""Shapes as bmeshes, before they are painted and placed (z is up)."""

import math

import bmesh
import bpy
from mathutils import Matrix, Vector


def turned(x=0, y=0, z=0, rz=0, rx=0, ry=0, s=1):
    scale = (s, s, s) if not isinstance(s, (tuple, list)) else s
    return (
        Matrix.Translation((x, y, z))
        @ Matrix.Rotation(rz, 4, "Z")
        @ Matrix.Rotation(ry, 4, "Y")
        @ Matrix.Rotation(rx, 4, "X")
        @ Matrix.Diagonal((*scale, 1))
    )


def box(sx, sy, sz, bevel=0.01, segments=1):
    bm = bmesh.new()
    bmesh.ops.create_cube(bm, size=1.0)
    bmesh.ops.scale(bm, vec=(sx, sy, sz), verts=bm.verts)
    if bevel > 0:
        bmesh.ops.bevel(
            bm,
            geom=bm.edges[:],
            offset=bevel,
            segments=segments,
            profile=0.5,
            affect="EDGES",
            clamp_overlap=True,
        )
    return bm


def puff(sx, sy, sz, cuts=5, power=4.0, shape=None):
    """A cushion, a pebble, a stone: a superellipsoid from a subdivided cube. `shape` bends the unit form."""
    bm = bmesh.new()
    bmesh.ops.create_cube(bm, size=2.0)
    bmesh.ops.subdivide_edges(bm, edges=bm.edges[:], cuts=cuts, use_grid_fill=True)
    for vert in bm.verts:
        x, y, z = (math.tan(c * math.pi / 4) for c in vert.co)
        d = (abs(x) ** power + abs(y) ** power + abs(z) ** power) ** (1 / power)
        p = Vector((x / d, y / d, z / d))
        p = shape(p) if shape else p
        vert.co = Vector((p.x * sx / 2, p.y * sy / 2, p.z * sz / 2))
    return bm


def outward(bm):
    """Open shells may come out inside out: whoever culls by normals would not see them."""
    bmesh.ops.recalc_face_normals(bm, faces=bm.faces[:])
    if bm.calc_volume(signed=True) < 0:
        bmesh.ops.reverse_faces(bm, faces=bm.faces[:])
    return bm


def lathe(profile, segments=24):
    """Turned on the wheel: `profile` lists (radius, height); radius 0 closes it."""
    bm = bmesh.new()
    rings = []
    for radius, height in profile:
        if radius < 1e-5:
            rings.append([bm.verts.new((0, 0, height))])
            continue
        angles = (2 * math.pi * i / segments for i in range(segments))
        rings.append([bm.verts.new((radius * math.cos(a), radius * math.sin(a), height)) for a in angles])
    for low, high in zip(rings, rings[1:]):
        for i in range(segments):
            j = (i + 1) % segments
            if len(low) == 1 and len(high) == 1:
                continue
            if len(low) == 1:
                bm.faces.new((low[0], high[j], high[i]))
            elif len(high) == 1:
                bm.faces.new((low[i], low[j], high[0]))
            else:
                bm.faces.new((low[i], low[j], high[j], high[i]))
    return outward(bm)


def down_one_side(edge):
    """Seam of a turned thing: opened along one side, its wall becomes one island without facets."""
    return all(v.co.x > 0 and abs(v.co.y) < 1e-5 for v in edge.verts) or len(edge.link_faces) < 2


def below(height):
    """Seam of a stone or cushion: its underside is cut off at a height of its own middle."""

    def seam(edge):
        if len(edge.link_faces) != 2:
            return True
        a, b = (f.calc_center_median().z < height for f in edge.link_faces)
        return a != b

    return seam


def around_edge(edge):
    """Seam of a pillow: where its two sides are sewn together."""
    return len({f.calc_center_median().y > 0 for f in edge.link_faces}) > 1


def tube(path, radius, segments=8, caps=True, squash=1.0):
    """Along a path of points; `radius` is a number or a function of 0…1."""
    bm = bmesh.new()
    path = [Vector(p) for p in path]
    last = len(path) - 1
    rings, side = [], None
    for i, point in enumerate(path):
        along = (path[min(i + 1, last)] - path[max(i - 1, 0)]).normalized()
        if side is None:
            across = Vector((1, 0, 0)) if abs(along.z) > 0.95 else Vector((0, 0, 1))
            side = along.cross(across).normalized()
        else:
            side = (side - along * side.dot(along)).normalized()
        other = along.cross(side).normalized()
        r = radius(i / last) if callable(radius) else radius
        angles = (2 * math.pi * k / segments for k in range(segments))
        rings.append(
            [bm.verts.new(point + side * math.cos(a) * r + other * math.sin(a) * r * squash) for a in angles]
        )
    for low, high in zip(rings, rings[1:]):
        for i in range(segments):
            j = (i + 1) % segments
            bm.faces.new((low[i], low[j], high[j], high[i]))
    if caps:
        bm.faces.new(list(reversed(rings[0])))
        bm.faces.new(rings[-1])
    bmesh.ops.recalc_face_normals(bm, faces=bm.faces[:])
    return bm


def leaf(length, width, bend=0.6, parts=5, fold=0.15, tip=1.3, base=0.9):
    """A leaf along +x, folded at its rib, curling down."""
    bm = bmesh.new()
    rows = []
    x = z = 0.0
    for i in range(parts + 1):
        t = i / parts
        half = width * 0.5 * max(0.0, math.sin(math.pi * min(1, t**base))) ** 0.8 if 0 < t < 1 else 0.0
        half = width * 0.04 if t == 0 else half
        rows.append([bm.verts.new((x, s * half, z + fold * half * abs(s))) for s in (1, 0, -1)])
        angle = -bend * (t**tip)
        x += math.cos(angle) * length / parts
        z += math.sin(angle) * length / parts
    for a, b in zip(rows, rows[1:]):
        bm.faces.new((a[1], b[1], b[0], a[0]))
        bm.faces.new((a[2], b[2], b[1], a[1]))
    bmesh.ops.remove_doubles(bm, verts=bm.verts[:], dist=1e-4)
    return bm


def grid(nu, nv, at, closed=False):
    """A sheet: `at(u, v)` with u and v in 0…1."""
    bm = bmesh.new()
    columns = nu if closed else nu + 1
    rows = [[bm.verts.new(at(i / nu, j / nv)) for i in range(columns)] for j in range(nv + 1)]
    for a, b in zip(rows, rows[1:]):
        for i in range(nu):
            k = (i + 1) % columns
            bm.faces.new((a[i], a[k], b[k], b[i]))
    bm.normal_update()
    return bm


def facing(bm, inward):
    """Turns every face for which inward(face) is negative."""
    bm.normal_update()
    for face in bm.faces:
        if inward(face) < 0:
            face.normal_flip()
    return bm


def towards(bm, axis, sign):
    return facing(bm, lambda face: face.normal[axis] * sign)


def sheets(polygons):
    """Flat polygons, welded where they touch."""
    bm = bmesh.new()
    for polygon in polygons:
        bm.faces.new([bm.verts.new(p) for p in polygon])
    bmesh.ops.remove_doubles(bm, verts=bm.verts[:], dist=1e-4)
    bm.normal_update()
    return bm


def thick(bm, by):
    """Cloth has two sides."""
    bmesh.ops.solidify(bm, geom=bm.faces[:], thickness=by)
    bmesh.ops.recalc_face_normals(bm, faces=bm.faces[:])
    return bm


def merged(items):
    """One bmesh out of many: items are (bmesh, matrix)."""
    out = bmesh.new()
    for bm, matrix in items:
        bm.transform(matrix)
        mesh = bpy.data.meshes.new("part")
        bm.to_mesh(mesh)
        bm.free()
        out.from_mesh(mesh)
        bpy.data.meshes.remove(mesh)
    out.normal_update()
    return out


def ball(radius, subdivisions=1):
    bm = bmesh.new()
    bmesh.ops.create_icosphere(bm, subdivisions=subdivisions, radius=radius)
    return bm

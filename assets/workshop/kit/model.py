"""The parts of one place: every part is painted by vertex colour and wears one material."""

import math
import random

import bpy

#: Drawn by the client without baked light: lamps, coals, the land outside, moving leaves, water.
UNLIT = ("glow", "ember", "view", "frond", "water")


def material(name):
    known = bpy.data.materials.get(name)
    if known:
        return known
    made = bpy.data.materials.new(name)
    made.use_nodes = True
    nodes, links = made.node_tree.nodes, made.node_tree.links
    nodes.clear()
    out = nodes.new("ShaderNodeOutputMaterial")
    paint = nodes.new("ShaderNodeVertexColor")
    paint.layer_name = "Col"
    surface = nodes.new("ShaderNodeBsdfDiffuse")
    links.new(paint.outputs[0], surface.inputs["Color"])
    links.new(surface.outputs[0], out.inputs["Surface"])
    return made


class Model:
    def __init__(self, seed):
        self.chance = random.Random(seed)
        self.parts = []

    def add(
        self,
        bm,
        name,
        wears,
        colour,
        at=None,
        *,
        detail=1.0,
        grain=None,
        density=1.0,
        smooth=40,
        uv=None,
        seams=None,
        extra=False,
        shift=True,
    ):
        """Puts a shape into the place.

        colour   a triple, or a function (point, normal, face) → triple
        detail   repeats of the detail texture per metre; uv(point, face) says it freely
        grain    axis (0, 1, 2) along which wood fibres run
        density  share of the light map's resolution; 0 for what is not baked
        smooth   edges sharper than this many degrees stay hard; None for flat faces
        seams    edges where the light map's islands end; without it they are found by angle
        extra    left out where little is to be drawn
        """
        bm.normal_update()
        self._paint(bm, colour, uv or self._box_uv(detail, grain, shift))
        if seams is not None:
            for edge in bm.edges:
                edge.seam = bool(seams(edge))
        if at is not None:
            bm.transform(at)
        mesh = bpy.data.meshes.new(name)
        bm.to_mesh(mesh)
        bm.free()
        if smooth is not None:
            mesh.set_sharp_from_angle(angle=math.radians(smooth))
        mesh.materials.append(material(wears))
        part = bpy.data.objects.new(name, mesh)
        bpy.context.scene.collection.objects.link(part)
        part["density"] = 0.0 if wears in UNLIT else density
        part["wears"] = wears
        part["seamed"] = int(seams is not None)
        for poly in mesh.polygons:
            poly.use_smooth = smooth is not None
        keep = mesh.attributes.new("extra", "INT", "FACE")
        keep.data.foreach_set("value", [int(extra)] * len(mesh.polygons))
        self.parts.append(part)
        return part

    def _box_uv(self, detail, grain, shift):
        du, dv = (self.chance.random(), self.chance.random()) if shift else (0, 0)

        def uv(co, face):
            flat = max(range(3), key=lambda i: abs(face.normal[i]))
            u, v = [i for i in range(3) if i != flat]
            if grain is not None and grain == u:
                u, v = v, u
            return (co[u] * detail + du, co[v] * detail + dv)

        return uv

    @staticmethod
    def _paint(bm, colour, uv):
        layer = bm.loops.layers.uv.new("UV0")
        bm.loops.layers.uv.new("LM")
        paint = bm.loops.layers.float_color.new("Col")
        low = [math.inf, math.inf]
        for face in bm.faces:
            for loop in face.loops:
                co = loop.vert.co
                loop[layer].uv = uv(co, face)
                low = [min(a, b) for a, b in zip(low, loop[layer].uv)]
                rgb = colour(co, loop.vert.normal, face) if callable(colour) else colour
                loop[paint] = (*rgb, 1.0)
        # Texture coordinates are stored in 16 bits of 0…1: every part starts near 0.
        fu, fv = math.floor(low[0]), math.floor(low[1])
        for face in bm.faces:
            for loop in face.loops:
                loop[layer].uv = (loop[layer].uv[0] - fu, loop[layer].uv[1] - fv)

    def baked(self):
        return [p for p in self.parts if p["density"] > 0 and len(p.data.polygons)]

    def unlit(self, wears):
        return [p for p in self.parts if p["wears"] == wears]


def circle(radius_of, height, turn=0.0):
    """Seats for 4 … 12 people, half a seat away from north, so that the fire shows between two of them."""
    seats = {}
    for count in range(4, 13):
        radius = radius_of(count)
        ring = []
        for i in range(count):
            a = 2 * math.pi * (i + 0.5) / count + turn
            # Blender's north is +y; the place's is −z. Yaw 0 looks to −z: whoever sits in the north looks south.
            at = [round(radius * math.sin(a), 4), height, round(-radius * math.cos(a), 4)]
            yaw = (math.pi - a) % (2 * math.pi)
            ring.append({"at": at, "yaw": round(yaw if yaw <= math.pi else yaw - 2 * math.pi, 4)})
        seats[str(count)] = ring
    return seats


def place_point(p):
    """Blender's z-up point as the place's y-up one."""
    return [round(p[0], 3), round(p[2], 3), round(-p[1], 3)]

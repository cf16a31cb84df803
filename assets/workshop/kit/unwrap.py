"""The second set of texture coordinates: where each face lies in the light map."""

import math

import bpy
import numpy as np


def select(parts):
    bpy.ops.object.select_all(action="DESELECT")
    for part in parts:
        part.select_set(True)
    bpy.context.view_layer.objects.active = parts[0]


def joined(parts, name):
    select(parts)
    if len(parts) > 1:
        bpy.ops.object.join()
    whole = bpy.context.view_layer.objects.active
    whole.name = name
    return whole


def uv_of(mesh, layer):
    uv = np.empty(len(mesh.loops) * 2, np.float32)
    mesh.uv_layers[layer].data.foreach_get("uv", uv)
    return uv.reshape(-1, 2)


def _uv_area(mesh, layer):
    uv, area = uv_of(mesh, layer), 0.0
    for face in mesh.polygons:
        x, y = uv[face.loop_start : face.loop_start + face.loop_total].T
        area += abs(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2
    return area


def _project(seamed):
    bpy.ops.object.mode_set(mode="EDIT")
    bpy.ops.mesh.select_all(action="SELECT")
    if seamed:
        bpy.ops.uv.select_all(action="SELECT")
        bpy.ops.uv.unwrap(method="ANGLE_BASED", margin=0.0)
        bpy.ops.uv.average_islands_scale()
    else:
        bpy.ops.uv.smart_project(
            angle_limit=math.radians(66),
            island_margin=0.0,
            area_weight=0.0,
            correct_aspect=False,
            scale_to_bounds=False,
        )
    bpy.ops.object.mode_set(mode="OBJECT")


def unwrap(parts):
    """Projects parts of one density together, so that a metre is as many texels on each, then joins all."""
    groups = {}
    for part in parts:
        groups.setdefault((round(part["density"], 2), part["seamed"]), []).append(part)
    wholes = []
    for (density, seamed), members in sorted(groups.items()):
        whole = joined(members, f"density-{density}-{seamed}")
        mesh = whole.data
        mesh.uv_layers.active = mesh.uv_layers["LM"]
        _project(seamed)
        area = sum(face.area for face in mesh.polygons)
        scale = density * math.sqrt(area / max(1e-9, _uv_area(mesh, "LM")))
        mesh.uv_layers["LM"].data.foreach_set("uv", (uv_of(mesh, "LM") * scale).ravel())
        wholes.append(whole)
    whole = joined(wholes, "static")
    whole.data.uv_layers.active = whole.data.uv_layers["LM"]
    return whole

"""Triangles of finished parts as raw arrays, for the Node side that writes the GLB (y up)."""

import json

import numpy as np


def _corners(mesh, wanted):
    """Everything the GLB needs about the corners of the wanted triangles, by material."""
    mesh.calc_loop_triangles()
    count = len(mesh.loop_triangles)
    loops = np.empty(count * 3, np.int32)
    mesh.loop_triangles.foreach_get("loops", loops)
    poly = np.empty(count, np.int32)
    mesh.loop_triangles.foreach_get("polygon_index", poly)
    which = np.empty(count, np.int32)
    mesh.loop_triangles.foreach_get("material_index", which)
    total = len(mesh.loops)
    vertex = np.empty(total, np.int32)
    mesh.loops.foreach_get("vertex_index", vertex)
    co = np.empty(len(mesh.vertices) * 3, np.float32)
    mesh.vertices.foreach_get("co", co)
    normal = np.empty(total * 3, np.float32)
    mesh.corner_normals.foreach_get("vector", normal)
    paint = np.empty(total * 4, np.float32)
    mesh.color_attributes["Col"].data.foreach_get("color", paint)

    def uv(layer):
        flat = np.empty(total * 2, np.float32)
        mesh.uv_layers[layer].data.foreach_get("uv", flat)
        return flat.reshape(-1, 2)

    light = uv("LM")
    light[:, 1] = 1 - light[:, 1]  # pictures count their rows from above
    up = lambda a: np.stack([a[:, 0], a[:, 2], -a[:, 1]], 1)  # noqa: E731
    whole = dict(
        position=up(co.reshape(-1, 3)[vertex]),
        normal=up(normal.reshape(-1, 3)),
        uv0=uv("UV0"),
        uv1=light,
        colour=paint.reshape(-1, 4)[:, :3],
    )
    for index, material in enumerate(mesh.materials):
        pick = loops.reshape(-1, 3)[(which == index) & wanted[poly]].ravel()
        if len(pick):
            yield material.name, {key: np.ascontiguousarray(a[pick], np.float32) for key, a in whole.items()}


def dump(parts, path, extras=True):
    """Writes path.json (a list of primitives) and path.bin; without extras, only what the low variant keeps."""
    primitives, blob = [], bytearray()
    for part in parts:
        mesh = part.data
        extra = np.zeros(len(mesh.polygons), np.int32)
        if "extra" in mesh.attributes:
            mesh.attributes["extra"].data.foreach_get("value", extra)
        wanted = np.ones(len(extra), bool) if extras else extra == 0
        for material, arrays in _corners(mesh, wanted):
            entry = {"node": part.name, "material": material, "corners": len(arrays["position"])}
            for key, array in arrays.items():
                entry[key] = [len(blob), array.size]
                blob += array.tobytes()
            primitives.append(entry)
    path.with_suffix(".bin").write_bytes(blob)
    path.with_suffix(".json").write_text(json.dumps(primitives))

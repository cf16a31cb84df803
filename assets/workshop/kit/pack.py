"""A skyline packer for light-map islands: Blender's own wastes two thirds of the map."""

import math

import numpy as np

from .unwrap import uv_of


def _islands(mesh, layer):
    """(uv, island of every loop, count): loops of one face, or at one vertex with one coordinate, belong together."""
    uv = uv_of(mesh, layer)
    count = len(mesh.loops)
    vertex = np.empty(count, np.int32)
    mesh.loops.foreach_get("vertex_index", vertex)
    parent = list(range(count))

    def find(a):
        while parent[a] != a:
            parent[a] = parent[parent[a]]
            a = parent[a]
        return a

    for face in mesh.polygons:
        root = find(face.loop_start)
        for k in range(face.loop_start + 1, face.loop_start + face.loop_total):
            parent[find(k)] = root
    met = {}
    grid = np.round(uv * 2e4).astype(np.int64)
    for i in range(count):
        key = (int(vertex[i]), int(grid[i, 0]), int(grid[i, 1]))
        other = met.setdefault(key, i)
        if other != i:
            a, b = find(i), find(other)
            if a != b:
                parent[a] = b
    roots, label = np.unique(np.array([find(i) for i in range(count)]), return_inverse=True)
    return uv, label, len(roots)


def _tightest(points):
    """The island turned so that its box is smallest; lies flat. A mirrored island is as good for light."""
    best = None
    for a in np.radians(np.arange(0, 90, 3)):
        c, s = math.cos(a), math.sin(a)
        x, y = points[:, 0] * c - points[:, 1] * s, points[:, 0] * s + points[:, 1] * c
        w, h = x.max() - x.min(), y.max() - y.min()
        if best is None or w * h < best[0] * 0.985:
            best = (w * h, x - x.min(), y - y.min(), w, h)
    _, x, y, w, h = best
    return (y, x, h, w) if h > w else (x, y, w, h)


def _sliding_max(values, width):
    span = 1
    while span * 2 <= width:
        values = np.maximum(values[:-span], values[span:])
        span *= 2
    rest = width - span
    return np.maximum(values[:-rest], values[rest:]) if rest else values


def _lay(boxes, size, scale, pad):
    """Lowest place first on a skyline; None when they do not fit at this scale."""
    sky = np.zeros(size, np.int32)
    laid = []
    for i in sorted(range(len(boxes)), key=lambda i: -boxes[i][3]):
        flat = [int(math.ceil(side * scale)) + 1 + pad for side in boxes[i][2:4]]
        best = None
        for turned, (w, h) in enumerate((flat, flat[::-1])):
            if w > size:
                continue
            tops = _sliding_max(sky, w)
            x = int(np.argmin(tops))
            y = int(tops[x])
            score = y + h + float((y - sky[x : x + w]).sum()) / w * 0.5
            if best is None or score < best[0]:
                best = (score, x, y, w, h, turned)
        if best is None or best[2] + best[4] > size:
            return None
        _, x, y, w, h, turned = best
        sky[x : x + w] = y + h
        laid.append((i, x, y, turned))
    return laid


def pack(part, size, pad=3, layer="LM"):
    """Lays all islands into a square of `size` texels, as large as they fit; returns texels per metre at density 1."""
    mesh = part.data
    uv, label, count = _islands(mesh, layer)
    order = np.argsort(label, kind="stable")
    bounds = np.searchsorted(label[order], np.arange(count + 1))
    loops = [order[bounds[i] : bounds[i + 1]] for i in range(count)]
    boxes = [_tightest(uv[idx]) for idx in loops]
    low, high = 0.0, math.sqrt(size * size / sum(w * h for _, _, w, h in boxes))
    scale, best = high * 0.8, None
    for _ in range(10):
        laid = _lay(boxes, size, scale, pad)
        if laid:
            low, best = scale, (laid, scale)
        else:
            high = scale
        scale = (low + high) / 2
    laid, scale = best
    out = np.empty_like(uv)
    for i, x, y, turned in laid:
        px, py = (boxes[i][1], boxes[i][0]) if turned else boxes[i][:2]
        out[loops[i], 0] = (x + pad / 2 + 0.5 + px * scale) / size
        out[loops[i], 1] = (y + pad / 2 + 0.5 + py * scale) / size
    mesh.uv_layers[layer].data.foreach_set("uv", out.ravel())
    return scale

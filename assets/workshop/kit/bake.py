"""Bakes the light that falls on the joined static part, one group at a time, and cleans it."""

import bpy
import numpy as np
import pyoidn

from .unwrap import select

#: Luminance of linear Rec. 709.
LUMA = np.array([0.2126, 0.7152, 0.0722], np.float32)


def prepare(threads):
    scene = bpy.context.scene
    scene.render.engine = "CYCLES"
    scene.render.threads_mode, scene.render.threads = "FIXED", threads
    scene.render.bake.margin = 0
    cycles = scene.cycles
    cycles.device = "CPU"
    cycles.seed = 7
    cycles.use_denoising = False
    cycles.use_adaptive_sampling = False
    cycles.max_bounces, cycles.diffuse_bounces = 5, 4
    cycles.sample_clamp_indirect, cycles.sample_clamp_direct = 2.5, 0
    cycles.caustics_reflective = cycles.caustics_refractive = False
    cycles.use_auto_tile = False


def _target(part, image):
    for material in part.data.materials:
        nodes = material.node_tree.nodes
        node = nodes.get("BAKE") or nodes.new("ShaderNodeTexImage")
        node.name, node.image = "BAKE", image
        nodes.active = node
        for other in nodes:
            other.select = other == node


def bake(part, size, samples):
    """Light alone, without the surface's own colour: (rgb float32, where a face lies)."""
    image = bpy.data.images.new("light", size, size, alpha=True, float_buffer=True)
    image.colorspace_settings.name = "Non-Color"
    image.generated_color = (0, 0, 0, 0)
    bpy.context.scene.cycles.samples = samples
    # Smooth shapes of few faces would shade themselves in steps where the light grazes them.
    part.shadow_terminator_normal_offset = 0.02
    part.shadow_terminator_geometry_offset = 0.1
    _target(part, image)
    select([part])
    part.data.uv_layers.active = part.data.uv_layers["LM"]
    bpy.ops.object.bake(type="DIFFUSE", pass_filter={"DIRECT", "INDIRECT"}, margin=0, use_clear=True)
    raw = np.empty(size * size * 4, np.float32)
    image.pixels.foreach_get(raw)
    bpy.data.images.remove(image)
    raw = raw.reshape(size, size, 4)[::-1]  # Blender counts rows from below, pictures from above
    return np.ascontiguousarray(raw[..., :3]), raw[..., 3] > 0.5


def _grown(image, mask, texels):
    """Carries edge colours outwards, so that filtering never mixes in what lies between islands."""
    image, mask = image * mask[..., None], mask.copy()
    around = [(y, x) for y in (-1, 0, 1) for x in (-1, 0, 1) if y or x]
    for _ in range(texels):
        total = np.zeros_like(image)
        weight = np.zeros(mask.shape, np.float32)
        for shift in around:
            near = np.roll(mask, shift, (0, 1))
            total += np.roll(image, shift, (0, 1)) * near[..., None]
            weight += near
        new = ~mask & (weight > 0)
        image[new] = total[new] / weight[new][:, None]
        mask |= new
    image[~mask] = image[mask].mean(0)
    return image


def clean(light, mask):
    """Denoised with the filter made for light maps, then grown into the gaps."""
    # The filter must not see the empty gaps: their black would bleed into the islands' edges.
    full = _grown(light, mask, 6)
    smooth = pyoidn.denoise(np.ascontiguousarray(full, np.float32), filter_type="RTLightmap")
    smooth = np.maximum(np.nan_to_num(np.asarray(smooth)), 0)
    return _grown(smooth, mask, 12)

"""Lamps, suns and skies, each of one group; a group is baked once and tinted for every time of day afterwards."""

import bpy
from mathutils import Vector


def _put(data, group, at=(0, 0, 0), towards=None):
    lamp = bpy.data.objects.new(group, data)
    lamp.location = at
    if towards is not None:
        lamp.rotation_mode = "QUATERNION"
        lamp.rotation_quaternion = Vector(towards).to_track_quat("-Z", "Y")
    bpy.context.scene.collection.objects.link(lamp)
    lamp["group"] = group
    return lamp


def point(group, at, colour, watts, radius):
    data = bpy.data.lights.new(group, "POINT")
    data.energy, data.color, data.shadow_soft_size = watts, colour, radius
    return _put(data, group, at)


def panel(group, at, towards, colour, watts, size):
    data = bpy.data.lights.new(group, "AREA")
    data.energy, data.color, data.size = watts, colour, size
    return _put(data, group, at, towards)


def sun(group, direction, strength, angle):
    """`direction` points at the sun. White: times of day tint it."""
    data = bpy.data.lights.new(group, "SUN")
    data.energy, data.angle = strength, angle
    return _put(data, group, towards=-Vector(direction))


def dome(strength, ground=0.35):
    """The group "sky" outdoors: white above, a dimmer ground below the horizon. Returns a switch."""
    world = bpy.data.worlds.new("dome")
    world.use_nodes = True
    nodes, links = world.node_tree.nodes, world.node_tree.links
    nodes.clear()
    out = nodes.new("ShaderNodeOutputWorld")
    back = nodes.new("ShaderNodeBackground")
    where = nodes.new("ShaderNodeTexCoord")
    split = nodes.new("ShaderNodeSeparateXYZ")
    ramp = nodes.new("ShaderNodeValToRGB")
    ramp.color_ramp.elements[0].position, ramp.color_ramp.elements[1].position = 0.0, 0.35
    ramp.color_ramp.elements[0].color = (ground, ground, ground, 1)
    links.new(where.outputs["Generated"], split.inputs[0])
    links.new(split.outputs["Z"], ramp.inputs[0])
    links.new(ramp.outputs[0], back.inputs[0])
    links.new(back.outputs[0], out.inputs[0])
    bpy.context.scene.world = world

    def switch(on):
        back.inputs[1].default_value = strength if on else 0.0

    switch(False)
    return switch

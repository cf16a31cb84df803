"""Models one place, bakes its light groups and leaves everything in a work folder for the Node side.

python craft.py PLACE_FOLDER WORK_FOLDER --layout 1536 --size 1536 --samples 64
Lines that begin with "@" tell how far it is: "@ 0.42 baking sky".
"""

import argparse
import importlib
import json
import os
import pathlib
import sys
import time

import bpy
import numpy as np

from kit import bake, contact, cull, dump, model, pack, unwrap

#: Shares of the whole time: until the light is baked, and when only the seat is left.
READY, BAKED = 0.12, 0.98


def say(part, text):
    print(f"@ {part:.3f} {text}", flush=True)


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("place", type=pathlib.Path)
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("--layout", type=int, required=True, help="texels the islands are packed for")
    parser.add_argument("--size", type=int, required=True, help="texels that are baked: drafts bake fewer")
    parser.add_argument(
        "--samples", type=int, required=True, help="0: only the models, for the light that is kept"
    )
    return parser.parse_args()


def shape(source, layout):
    """Culls, unwraps, packs; returns the joined static part, the unlit ones, and texels per metre."""
    place = source.build()
    say(0.03, "hiding what nobody sees")
    # Joining parts removes them: whoever is not baked is found first.
    plain = {name: place.unlit(name) for name in model.UNLIT}
    solid = [part for part in place.baked() if part["wears"] != "leaf"]
    before, after = cull.cull([part for part in solid if part["wears"] != "sand"], solid, source.eyes())
    say(0.07, f"light map for {after} of {before} faces")
    static = unwrap.unwrap(place.baked())
    texels = pack.pack(static, layout)
    unlit = [unwrap.joined(parts, name) for name, parts in plain.items() if parts]
    for part in unlit:
        # Leaves do throw shadows; lamps' shades, sea and far hills are neither lit nor in the way of light.
        part.hide_render = part.name != "frond"
    return static, unlit, texels


def only(groups, shining):
    """Turns all light off but that of one group."""
    for name, group in groups.items():
        for lamp in group.get("lamps", []):
            lamp.hide_render = name != shining
        if "switch" in group:
            group["switch"](name == shining)


def means(light, mask, cells=8):
    """Mean light of each of 8 × 8 squares of the map: what another bake of the same sources must come near to."""
    edge, out = light.shape[0] // cells, []
    for y in range(cells):
        for x in range(cells):
            square = np.s_[y * edge : (y + 1) * edge, x * edge : (x + 1) * edge]
            lit = light[square][mask[square]]
            out.append(round(float(lit.mean()), 4) if len(lit) else 0.0)
    return out


def bake_all(static, groups, asked):
    """Every group's light, cleaned, as raw floats; returns their means."""
    bake.prepare(os.cpu_count() or 2)
    total, done, found = sum(group.get("weight", 1) for group in groups.values()), READY, {}
    for name, group in groups.items():
        say(done, f"baking {name}")
        begun = time.time()
        only(groups, name)
        light, mask = bake.bake(static, asked.size, asked.samples)
        light = bake.clean(light, mask)
        found[name] = means(light, mask)
        light.astype(np.float32).tofile(asked.work / f"{name}.f32")
        seconds, lit = time.time() - begun, light[mask]
        print(f"{name}: {seconds:.0f} s, mean {lit.mean():.4f}, most {lit.max():.2f}", flush=True)
        done += (BAKED - READY) * group.get("weight", 1) / total
    return found


def make_seat(source, work):
    parts, floor = source.seat()
    seat = unwrap.joined(parts.parts, "seat")
    contact.shade(seat, floor)
    dump.dump([seat], work / "seat")


def main():
    asked, begun = arguments(), time.time()
    sys.path.insert(0, str(asked.place))
    bpy.ops.wm.read_factory_settings(use_empty=True)
    source = importlib.import_module("source")
    asked.work.mkdir(parents=True, exist_ok=True)
    say(0.0, "modelling")
    static, unlit, texels = shape(source, asked.layout)
    groups = source.lights()
    say(0.10, f"{texels:.0f} texels a metre")
    dump.dump([static, *unlit], asked.work / "model")
    dump.dump([static, *unlit], asked.work / "low", extras=False)
    (asked.work / "facts.json").write_text(json.dumps(source.facts(), indent=2))
    found = bake_all(static, groups, asked) if asked.samples else {}
    say(BAKED, "the seat")
    make_seat(source, asked.work)
    settings = {
        "layout": asked.layout,
        "size": asked.size,
        "samples": asked.samples,
        "texelsPerMetre": round(texels, 2),
        "bpy": bpy.app.version_string,
        "seconds": round(time.time() - begun),
        "groups": list(groups),
        "means": found,
    }
    (asked.work / "settings.json").write_text(json.dumps(settings))
    say(1.0, "done")


main()

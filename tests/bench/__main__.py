"""`./dev bench [name …] [--json FILE]`: a table, and the same as JSON."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from tests.bench.metingen import METINGEN, Row


def main() -> int:
    """Run the benchmarks that were named, or all."""
    parser = argparse.ArgumentParser(prog="./dev bench")
    parser.add_argument("names", nargs="*", choices=[*METINGEN, []], help="welke metingen")
    parser.add_argument("--json", type=Path, help="schrijf ook naar dit bestand")
    asked = parser.parse_args()
    rows: list[tuple[str, Row]] = []
    for name in asked.names or METINGEN:
        for row in METINGEN[name]():
            rows.append((name, row))
            sys.stdout.write(line(row) + "\n")
            sys.stdout.flush()
    if asked.json:
        asked.json.write_text(json.dumps([{"meting": n, **asdict(r)} for n, r in rows], indent=1))
    return 0


def line(row: Row) -> str:
    """One row of the table."""
    figures = ""
    if row.ms:
        figures = f"{row.median:8.2f} ms CPU ({min(row.ms):.2f}-{max(row.ms):.2f})"
    ratio = f"{row.ratio:6.2f} x kaal" if row.ratio else " " * 13
    facts = ", ".join(f"{name} {value}" for name, value in row.facts.items())
    return f"{row.what:34}{figures:32}{ratio}  {facts}"


if __name__ == "__main__":
    sys.exit(main())

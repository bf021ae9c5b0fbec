"""Finds the folders that stand beside the package in a checkout and inside it in a wheel."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent


def resource(name: str) -> Path:
    """The folder `templates`, `migrations` or `translations`."""
    for place in (PACKAGE / "_data" / name, PACKAGE / name):
        if place.is_dir():
            return place
    return PACKAGE.parent / name

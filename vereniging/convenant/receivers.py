"""What the covenant gives to the packages below."""

from __future__ import annotations

from flask import Flask

from vereniging.convenant.opendata import csv_bestand
from vereniging.core.opendata import register_open_file


def register(_app: Flask) -> None:
    """Give the promises as a file of open data."""
    register_open_file("afspraken.csv", csv_bestand)

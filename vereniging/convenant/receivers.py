"""What the covenant gives to the packages below, and hears of them."""

from __future__ import annotations

from flask import Flask

from vereniging.convenant.opendata import csv_bestand
from vereniging.convenant.wissen import vergeet_reacties
from vereniging.core.opendata import register_open_file
from vereniging.leden.signals import lid_gewist


def register(_app: Flask) -> None:
    """Give the promises as a file of open data; forget who is erased."""
    register_open_file("afspraken.csv", csv_bestand)
    lid_gewist.connect(vergeet_reacties)

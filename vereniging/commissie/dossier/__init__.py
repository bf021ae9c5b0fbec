"""The dossier of an escalation: a PDF to read and a ZIP that proves it, for one kind of reader."""

from vereniging.commissie.dossier.bundel import maak_pdf, maak_zip, pdf_uit
from vereniging.commissie.dossier.plank import BEWAARD, leg_op_plank, map_van_dossiers, van_plank

__all__ = [
    "BEWAARD",
    "leg_op_plank",
    "maak_pdf",
    "maak_zip",
    "map_van_dossiers",
    "pdf_uit",
    "van_plank",
]

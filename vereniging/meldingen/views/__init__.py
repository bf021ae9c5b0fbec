"""The pages of reports: for everyone, behind a link, and for officers."""

from vereniging.meldingen.views import (
    bestuur,
    bewaren,
    fotos,
    inbreng,
    inname,
    kaart,
    links,
    meedoen,
    nieuw,
    open311,
    openbaar,
    opendata,
    permail,
    routering,
    schouw,
    stilte,
    volgen,
    weren,
)
from vereniging.meldingen.views.blueprints import bestuur as bestuur_bp
from vereniging.meldingen.views.blueprints import bp

__all__ = [
    "bestuur",
    "bewaren",
    "blueprints",
    "bp",
    "fotos",
    "inbreng",
    "inname",
    "kaart",
    "links",
    "meedoen",
    "nieuw",
    "open311",
    "openbaar",
    "opendata",
    "permail",
    "routering",
    "schouw",
    "stilte",
    "volgen",
    "weren",
]

blueprints = (bp, bestuur_bp)

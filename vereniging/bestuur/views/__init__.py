"""The board's own pages."""

from vereniging.bestuur import (
    werk_achterstand,
    werk_alv,
    werk_avg,
    werk_convenant,
    werk_geld,
    werk_leden,
    werk_mailing,
    werk_meldingen,
    werk_stembus,
    werk_techniek,
)
from vereniging.bestuur.views import (
    brieven,
    cockpit,
    herstel,
    instellen,
    instellingen,
    mailingbrieven,
    mailingen,
    overdracht,
    post,
    postbak,
)
from vereniging.bestuur.views.blueprint import bp, instellen_bp

blueprints = (bp, instellen_bp)

__all__ = [
    "blueprints",
    "brieven",
    "cockpit",
    "herstel",
    "instellen",
    "instellingen",
    "mailingbrieven",
    "mailingen",
    "overdracht",
    "post",
    "postbak",
    "werk_achterstand",
    "werk_alv",
    "werk_avg",
    "werk_convenant",
    "werk_geld",
    "werk_leden",
    "werk_mailing",
    "werk_meldingen",
    "werk_stembus",
    "werk_techniek",
]

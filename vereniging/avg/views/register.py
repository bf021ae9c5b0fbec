"""The register of processing activities (AVG 30): a page, and a file for who checks it."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Response, render_template
from flask.typing import ResponseReturnValue

from vereniging.avg.verwerkingen import VERWERKINGEN
from vereniging.avg.views.blueprints import bestuur_bp
from vereniging.core.export import write_csv
from vereniging.statuten.queries import instellingen
from vereniging.toegang.doelgroepen import bestuur

KOLOMMEN = ("verwerking", "doel", "grondslag", "van wie", "gegevens", "ontvangers", "bewaren",
            "hoe lang")  # fmt: skip


@bestuur_bp.get("/avg/verwerkingen", allow=bestuur)
def verwerkingen() -> ResponseReturnValue:
    """Everything that is processed, what for and on what ground; made from the program itself."""
    return render_template(
        "avg/verwerkingen.html", verwerkingen=VERWERKINGEN, vereniging_van=instellingen()
    )


@bestuur_bp.get("/avg/verwerkingen.csv", allow=bestuur)
def verwerkingen_csv() -> ResponseReturnValue:
    """The same as a file; it names no person."""
    answer = Response(b"".join(write_csv(KOLOMMEN, _rijen())), mimetype="text/csv")
    answer.headers["Content-Disposition"] = 'attachment; filename="verwerkingsregister.csv"'
    return answer


def _rijen() -> Iterator[tuple[str, ...]]:
    for one in VERWERKINGEN:
        vast = (one.naam, one.doel, "; ".join(map(str, one.grondslag)), one.wie, one.gegevens)
        termijnen = [(regel.wat, regel.termijn) for regel in one.regels()]
        for wat, termijn in (*termijnen, *one.blijft):
            row = (*vast, one.ontvangers, wat, termijn)
            yield tuple(str(cell) for cell in row)

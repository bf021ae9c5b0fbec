"""`/meldingen/kaart`: the list by place, with a drawing beside it that needs no script."""

from __future__ import annotations

from flask import Response, abort, render_template
from flask.typing import ResponseReturnValue

from vereniging.core import clock
from vereniging.core.i18n import _
from vereniging.core.web import done, everyone
from vereniging.meldingen import queries
from vereniging.meldingen.acties.plekken import zet_plekken
from vereniging.meldingen.forms.plekken import PlekkenForm
from vereniging.meldingen.kaart import bron, tegelbestand, teken
from vereniging.meldingen.models import DICHT, Melding
from vereniging.meldingen.opendata import openbaar
from vereniging.meldingen.views.blueprints import bestuur, bp
from vereniging.toegang.doelgroepen import moderatoren


@bp.get("/meldingen/kaart", allow=everyone)
def kaart() -> ResponseReturnValue:
    meldingen = openbaar(Melding.stand.not_in(DICHT))
    straten: dict[str, list[Melding]] = {}
    for melding in sorted(meldingen, key=lambda each: each.straat):
        straten.setdefault(melding.straat, []).append(melding)
    return render_template(
        "meldingen/kaart.html", straten=straten, nu=clock.now(), bron=bron(),
        tekening=teken(queries.plekken(), meldingen), nummers={s: n for n, s in enumerate(straten)},
    )  # fmt: skip


@bp.get("/meldingen/kaart/<int:kolom>/<int:rij>.png", allow=everyone)
def tegel(kolom: int, rij: int) -> ResponseReturnValue:
    path = tegelbestand(kolom, rij)
    if not path.is_file():
        abort(404)
    response = Response(path.read_bytes(), mimetype="image/png")
    response.headers["Cache-Control"] = "public, max-age=604800"
    return response


@bestuur.route("/plekken", allow=moderatoren, methods=["GET", "POST"])
def plekken() -> ResponseReturnValue:
    form = PlekkenForm(data={"regels": PlekkenForm.als_regels(queries.plekken())})
    if form.validate_on_submit():
        aantal = zet_plekken(form.plaatsen)
        return done(".plekken", _("%(aantal)s plekken bewaard.", aantal=aantal))
    page = render_template("meldingen/plekken.html", form=form)
    return page, 422 if form.is_submitted() else 200

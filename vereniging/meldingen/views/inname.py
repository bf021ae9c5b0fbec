"""An officer writes a report down for somebody, and prints a receipt."""

from __future__ import annotations

from dataclasses import replace

from flask import Response, abort, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from vereniging.core import clock
from vereniging.core.db import db
from vereniging.core.i18n import _
from vereniging.core.paper import kan_pdf
from vereniging.core.qr import qr_image
from vereniging.core.web import done
from vereniging.logboek.acties import noteer_inzage
from vereniging.meldingen import papier
from vereniging.meldingen.acties.innemen import innemen
from vereniging.meldingen.forms.inname import InnameForm
from vereniging.meldingen.models import Inname, Melding, MeldingBron
from vereniging.meldingen.views.blueprints import bestuur
from vereniging.meldingen.views.nieuw import OVER, WAT, gegevens_uit, getypt
from vereniging.toegang.doelgroepen import moderatoren
from vereniging.toegang.sessions import current_session


@bestuur.route("/nieuw", allow=moderatoren, methods=["GET", "POST"])
def inname() -> ResponseReturnValue:
    form, sessie = InnameForm(), current_session()
    form.vul_keuzes()
    if form.validate_on_submit() and sessie is not None:
        gegevens = replace(
            gegevens_uit(getypt(form, (*WAT, *OVER))),
            bron=MeldingBron(form.bron.data), telefoon=form.telefoon.data or None,
            postadres=form.postadres.data or None, taal="nl",
        )  # fmt: skip
        melding = innemen(gegevens, sessie.account, clock.now())
        return done(".bon", _("De melding is opgenomen."), kenmerk=melding.kenmerk)
    page = render_template("meldingen/inname.html", form=form)
    return page, 422 if form.is_submitted() else 200


def _inname(kenmerk: str) -> Inname:
    sessie = current_session()
    noteer_inzage("melding.bon", kenmerk, sessie.account_id if sessie else None)
    query = select(Inname).join(Inname.melding).where(Melding.kenmerk == kenmerk)
    return db.session.scalars(query).one_or_none() or abort(404)


@bestuur.get("/<kenmerk:kenmerk>/bon", allow=moderatoren)
def bon(kenmerk: str) -> ResponseReturnValue:
    velden = papier.bon(_inname(kenmerk))
    return render_template(
        "meldingen/bon.html", **velden, kenmerk=kenmerk, kan_pdf=kan_pdf(),
        qr=qr_image(str(velden["adres"])),
    )  # fmt: skip


@bestuur.get("/<kenmerk:kenmerk>/bon.pdf", allow=moderatoren)
def bon_pdf(kenmerk: str) -> ResponseReturnValue:
    if not kan_pdf():
        abort(404)
    response = Response(papier.bon_pdf(_inname(kenmerk)), mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{kenmerk}.pdf"'
    response.headers["Cache-Control"] = "no-store"
    return response

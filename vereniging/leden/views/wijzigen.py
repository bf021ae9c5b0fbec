"""A member's other address: of mail, confirmed on both sides, and of the house."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from vereniging.core import clock
from vereniging.core.db import db
from vereniging.core.i18n import _, kort
from vereniging.core.mailaddress import normal
from vereniging.core.web import done, everyone
from vereniging.leden import acties, mail
from vereniging.leden.access import huidig_lid, ingelogd_account
from vereniging.leden.acties import Adresgegevens, Wijzigbron
from vereniging.leden.forms import JA, EmailForm, LeegForm, VerhuisForm
from vereniging.leden.models import Emailwijziging, Lid
from vereniging.leden.models.emailwijziging import EmaillinkVerlopen
from vereniging.leden.views.bevestigen import register_bevestiging
from vereniging.leden.views.blueprints import bp
from vereniging.statuten.queries import profiel
from vereniging.toegang.doelgroepen import leden_en_donateurs


@bp.route(
    "/mijn/gegevens/e-mail",
    allow=leden_en_donateurs,
    methods=["GET", "POST"],
    fresh=True,
    limit="10/hour",
)
def wijzig_email() -> ResponseReturnValue:
    lid = huidig_lid()
    form = EmailForm()
    if form.validate_on_submit():
        acties.vraag_emailwijziging(lid, normal(form.email.data) or "", clock.now())
        zin = _("Kijk in de mailbox van uw nieuwe adres. Daar staat hoe het verder gaat.")
        return done("leden.gegevens", zin)
    page = render_template("leden/email.html", form=form, lid=lid)
    return (page, 422) if form.errors else page


def _nieuw(kiem: bytes, token: str) -> ResponseReturnValue:
    wijziging = _found(kiem)
    form = LeegForm()
    if form.validate_on_submit():
        acties.bevestig_email(wijziging, clock.now())
        return done("leden.email_klaar")
    return render_template(
        "leden/email_bevestigen.html", form=form, wijziging=wijziging, token=token
    )


def _oud(kiem: bytes, token: str) -> ResponseReturnValue:
    wijziging = _found(kiem)
    form = LeegForm()
    if form.validate_on_submit():
        acties.stop_email(wijziging, clock.now())
        return done("leden.bevestigen", token=token)
    return render_template("leden/email_stoppen.html", form=form, wijziging=wijziging, token=token)


def _found(kiem: bytes) -> Emailwijziging:
    query = select(Emailwijziging).where(Emailwijziging.kiem == kiem)
    wijziging = db.session.scalars(query).one_or_none()
    if wijziging is None:
        raise EmaillinkVerlopen
    return wijziging


@bp.get("/bevestigen/e-mail/klaar", allow=everyone)
def email_klaar() -> ResponseReturnValue:
    return render_template("leden/email_klaar.html")


@bp.route("/mijn/verhuizing", allow=leden_en_donateurs, methods=["GET", "POST"])
def verhuizing() -> ResponseReturnValue:
    lid = huidig_lid()
    form = _verhuisform(lid)
    if not form.validate_on_submit():
        page = render_template("leden/verhuizing.html", form=form, lid=lid, **_gevolgen(lid))
        return (page, 422) if form.errors else page
    reden = _("Verhuisd op %(dag)s.", dag=kort(form.sinds.data))
    bron = Wijzigbron(nu=clock.now(), door=ingelogd_account(), reden=reden)
    acties.verhuis(lid, Adresgegevens(**form.deur()), bron, samen=form.samen.data == JA)
    return done("leden.gegevens", _("Uw nieuwe adres is bewaard."))


def _gevolgen(lid: Lid) -> dict[str, object]:
    dag = clock.today()
    alleen_donateur = profiel(dag).buiten_werkgebied == "donateur"
    return {"soort": lid.soort_op(dag), "vandaag": dag, "alleen_donateur": alleen_donateur}


def _verhuisform(lid: Lid) -> VerhuisForm:
    form = VerhuisForm()
    form.vandaag = clock.today()
    form.woont_alleen = lid.huishouden is None or len(lid.huishouden.leden) < 2
    return form


register_bevestiging(mail.EMAIL_NIEUW, _nieuw)
register_bevestiging(mail.EMAIL_OUD, _oud)

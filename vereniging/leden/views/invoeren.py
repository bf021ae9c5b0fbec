"""The secretary's typing: an application on paper or by telephone, and details put right."""

from __future__ import annotations

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from vereniging.core import clock
from vereniging.core.i18n import _
from vereniging.core.mailaddress import normal
from vereniging.core.web import done
from vereniging.leden import acties
from vereniging.leden.access import ingelogd_account
from vereniging.leden.acties import Adresgegevens, Gegevens, Wijzigbron
from vereniging.leden.forms import (
    JA,
    SOORTEN,
    CorrectieForm,
    PapierenAanmeldForm,
    options,
    read_telefoon,
)
from vereniging.leden.models import Aanmeldkanaal, Lid, LidSoort
from vereniging.leden.queries import lid_met_nummer
from vereniging.leden.views.blueprints import bestuur as bp
from vereniging.leden.views.mijn import adres_getypt
from vereniging.logboek.acties import noteer_inzage
from vereniging.statuten.queries import profiel, statuten_op
from vereniging.toegang.doelgroepen import secretaris

NAMEN = ("voornaam", "voorletters", "tussenvoegsel", "achternaam")


@bp.route("/aanmeldingen/nieuw", allow=secretaris, methods=["GET", "POST"])
def nieuwe_aanmelding() -> ResponseReturnValue:
    form = _papier()
    if not (form.validate_on_submit() and _is_vrij(form)):
        page = render_template("leden/bestuur/aanmelding_nieuw.html", form=form)
        return (page, 422) if form.errors else page
    aanmelding = acties.indienen(
        _gegevens(form),
        clock.now(),
        kanaal=Aanmeldkanaal(form.kanaal.data),
        door=ingelogd_account(),
    )
    zin = _("De aanmelding van %(naam)s staat in de lijst.", naam=aanmelding.naam)
    return done("leden_bestuur.aanmelding", zin, kenmerk=aanmelding.kenmerk)


def _papier() -> PapierenAanmeldForm:
    rules = profiel(clock.today())
    form = PapierenAanmeldForm(data={"taal": "nl"})
    form.minimumleeftijd = rules.minimumleeftijd
    form.bedrijf_mag_lid = rules.bedrijf_mag_lid
    form.alleen_donateur_buiten = rules.buiten_werkgebied == "donateur"
    form.soort.choices = options(SOORTEN if rules.bedrijf_mag_lid else SOORTEN[:2])
    return form


def _is_vrij(form: PapierenAanmeldForm) -> bool:
    email = normal(form.email.data) if form.email.data else None
    if email is None or not acties.is_email_bezet(email, clock.today()):
        return True
    form.email.errors = [_("Dit e-mailadres is van een lid of van een andere aanmelding.")]
    return False


def _gegevens(form: PapierenAanmeldForm) -> Gegevens:
    statuten = statuten_op(clock.today())
    versie = statuten.geldig_vanaf if statuten else _("de wet")
    return Gegevens(
        voornaam=form.voornaam.data or "",
        tussenvoegsel=form.tussenvoegsel.data or "",
        achternaam=form.achternaam.data or "",
        email=normal(form.email.data) if form.email.data else None,
        telefoon=read_telefoon(form.telefoon.data),
        taal=form.taal.data,
        adres=Adresgegevens(**form.deur()),
        soort=LidSoort(form.soort.data),
        is_zestien=form.leeftijd.data == JA,
        huisgenoot_is_lid=form.huisgenoot.data == JA,
        akkoord=f"statuten {versie}; privacy 1; {form.kanaal.data}",
    )


@bp.route("/leden/<int:lidnummer>/wijzig", allow=secretaris, fresh=True, methods=["GET", "POST"])
def wijzig_lid(lidnummer: int) -> ResponseReturnValue:
    if request.method == "GET":
        noteer_inzage("leden.wijzig", str(lidnummer), ingelogd_account())
    lid = lid_met_nummer(lidnummer)
    if lid is None:
        abort(404)
    form = CorrectieForm(data=_nu(lid))
    if not form.validate_on_submit():
        page = render_template("leden/bestuur/wijzig.html", form=form, lid=lid)
        return (page, 422) if form.errors else page
    zin = _("De wijziging is bewaard.") if _bewaar(lid, form) else _("Er was niets te wijzigen.")
    return done("leden_bestuur.toon", zin, lidnummer=lidnummer)


def _nu(lid: Lid) -> dict[str, str | None]:
    eigen = {naam: getattr(lid, naam) for naam in (*NAMEN, "email", "telefoon", "taal")}
    return {**adres_getypt(lid), **eigen}


def _bewaar(lid: Lid, form: CorrectieForm) -> bool:
    bron = Wijzigbron(nu=clock.now(), door=ingelogd_account(), reden=form.reden.data or "")
    velden = {naam: form[naam].data or "" for naam in NAMEN}
    velden |= {"telefoon": read_telefoon(form.telefoon.data), "taal": form.taal.data}
    email = normal(form.email.data) if form.email.data else None
    changed = [
        acties.corrigeer_email(lid, email, bron),
        acties.wijzig_gegevens(lid, velden, bron),
        acties.verhuis(lid, Adresgegevens(**form.deur()), bron),
    ]
    return any(changed)

"""A member's own details and card."""

from __future__ import annotations

from flask import Response, abort, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from vereniging.core import clock
from vereniging.core.db import db, outside
from vereniging.core.i18n import _
from vereniging.core.paper import kan_pdf
from vereniging.core.qr import qr_image
from vereniging.core.secrets import seed_in, token_for
from vereniging.core.security import secret_page
from vereniging.core.web import done, everyone, link
from vereniging.leden import acties, papier
from vereniging.leden.access import huidig_lid, ingelogd_account
from vereniging.leden.acties import Wijzigbron
from vereniging.leden.forms import GegevensForm, read_telefoon
from vereniging.leden.models import Lid
from vereniging.leden.queries import lid_met_nummer, zoek_straat
from vereniging.leden.views.blueprints import bestuur as bestuur_bp
from vereniging.leden.views.blueprints import bp
from vereniging.logboek.acties import noteer_inzage
from vereniging.post.queries import werkt_niet
from vereniging.statuten.queries import instelling
from vereniging.toegang.doelgroepen import leden_en_donateurs, secretaris

KAART = "lidkaart"


@bp.route("/mijn/gegevens", allow=leden_en_donateurs, methods=["GET", "POST"])
def gegevens() -> ResponseReturnValue:
    lid = huidig_lid()
    form = GegevensForm(data={naam: getattr(lid, naam) for naam in acties.EIGEN})
    if form.validate_on_submit():
        velden = {naam: form[naam].data or "" for naam in acties.EIGEN}
        velden["telefoon"] = read_telefoon(form.telefoon.data)
        acties.wijzig_gegevens(lid, velden, Wijzigbron(nu=clock.now(), door=ingelogd_account()))
        return done("leden.gegevens", _("Uw gegevens zijn bewaard."))
    page = render_template("leden/gegevens.html", form=form, lid=lid, **_about(lid))
    return (page, 422) if form.errors else page


def adres_getypt(lid: Lid) -> dict[str, str | None]:
    """The address of a member as a form shows it."""
    adres = lid.adres
    nummer = f"{adres.huisnummer}{adres.letter}"
    known = zoek_straat(adres.postcode, adres.huisnummer) == adres.straat
    return {
        "postcode": f"{adres.postcode[:4]} {adres.postcode[4:]}",
        "huisnummer": f"{nummer}-{adres.toevoeging}" if adres.toevoeging else nummer,
        "straat": "" if known else adres.straat,
        "plaats": "" if adres.plaats == instelling("plaats") else adres.plaats,
    }


def _about(lid: Lid) -> dict[str, object]:
    dag = clock.today()
    return {
        "periode": lid.lidmaatschap_op(dag),
        "soort": lid.soort_op(dag),
        "stand_nu": lid.stand(dag),
        "terug": werkt_niet(lid.email or "", clock.now()),
    }


@bp.get("/mijn/lidkaart", allow=leden_en_donateurs)
def lidkaart() -> ResponseReturnValue:
    """The card on the phone."""
    lid = huidig_lid()
    qr = qr_image(_kaartlink(lid))
    return render_template("leden/lidkaart.html", lid=lid, qr=qr, kan_pdf=kan_pdf(), **_about(lid))


def _kaartlink(lid: Lid) -> str:
    return link("leden.controleer_kaart", token=token_for(lid.kiem, KAART), _external=True)


@bp.get("/mijn/lidkaart.pdf", allow=leden_en_donateurs)
def lidkaart_pdf() -> ResponseReturnValue:
    """The card on paper."""
    return _kaart(huidig_lid())


@bestuur_bp.get("/leden/<int:lidnummer>/lidkaart.pdf", allow=secretaris)
def lidkaart_van(lidnummer: int) -> ResponseReturnValue:
    """The card of a member who has no printer or no mail."""
    noteer_inzage("leden.lidkaart", str(lidnummer), ingelogd_account())
    lid = lid_met_nummer(lidnummer)
    if lid is None or not lid.is_lid_op(clock.today()):
        abort(404)
    return _kaart(lid)


def _kaart(lid: Lid) -> Response:
    if not kan_pdf():
        abort(404)
    druk = papier.lidkaart(lid, _kaartlink(lid))
    with outside():
        made = druk.pdf()
    response = Response(made, mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="lidkaart-{lid.lidnummer}.pdf"'
    return response


@bp.get("/lidkaart/<token:token>", allow=everyone)
def controleer_kaart(token: str) -> ResponseReturnValue:
    secret_page()
    kiem = seed_in(token, KAART)
    lid = db.session.scalars(select(Lid).where(Lid.kiem == kiem)).one_or_none()
    if kiem is None or lid is None:
        abort(404)
    dag = clock.today()
    return render_template("leden/kaart_controle.html", is_geldig=lid.is_lid_op(dag), dag=dag)

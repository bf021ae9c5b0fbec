"""The outbox, the jobs, the log and the decisions."""

from __future__ import annotations

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from vereniging.bestuur import brieven, queries
from vereniging.bestuur.views.blueprint import bp
from vereniging.bestuur.views.postbak import overzicht
from vereniging.core import clock
from vereniging.core.db import locked
from vereniging.core.i18n import _
from vereniging.core.keys import Label, unseal
from vereniging.core.paper import kan_pdf
from vereniging.core.qr import qr_image
from vereniging.core.secrets import keys
from vereniging.core.web import done
from vereniging.leden import papier
from vereniging.logboek.acties import first_fault, noteer_inzage, schrijf
from vereniging.post.bezorging import adres_werkt_weer
from vereniging.post.models import Mail
from vereniging.taken.models import Taak
from vereniging.toegang.doelgroepen import Doelgroep, bestuur, secretaris
from vereniging.toegang.models import Rol
from vereniging.toegang.sessions import current_session

loglezers = Doelgroep(
    "loglezers",
    frozenset({Rol.SECRETARIS, Rol.PENNINGMEESTER, Rol.VOORZITTER, Rol.KASCOMMISSIE}),
)


def _note(wat: str) -> None:
    sessie = current_session()
    noteer_inzage(wat, "post", sessie.account_id if sessie else None)


@bp.get("/post", allow=secretaris)
def post() -> ResponseReturnValue:
    """What waits, what did not arrive, and the letters to print."""
    _note("post.gelezen")
    return render_template(
        "bestuur/post.html",
        wacht=queries.wachtende_post(),
        geweigerd=queries.niet_aangekomen(),
        brieven=(letters := queries.te_printen()),
        van_wie=papier.leden_met([mail.lid_id for mail in letters if mail.lid_id]),
        samen=brieven.te_drukken() if kan_pdf() else [],
        **overzicht(),
    )


def _mail(nummer: int) -> Mail:
    mail = locked(Mail, id=nummer)
    if mail is None:
        abort(404)
    return mail


@bp.post("/post/<int:nummer>/opnieuw", allow=secretaris)
def stuur_opnieuw(nummer: int) -> ResponseReturnValue:
    """Let a refused message go once more."""
    mail = _mail(nummer)
    if mail.mislukt_op is None or mail.tekst is None:
        abort(404)
    mail.opnieuw(clock.now())
    mail.geweigerd = None
    adres_werkt_weer(mail.aan)
    schrijf("post.opnieuw", mail=mail.id)
    return done(".post", _("De e-mail gaat opnieuw op weg."))


@bp.get("/post/<int:nummer>/brief", allow=secretaris)
def brief(nummer: int) -> ResponseReturnValue:
    """One letter, ready to print."""
    _note("brief.gelezen")
    mail = _mail_to_read(nummer)
    text = unseal(keys(Label.MAIL), mail.tekst or b"")
    lid = papier.leden_met([mail.lid_id or 0]).get(mail.lid_id or 0)
    link = papier.eerste_link(text)
    return render_template(
        "bestuur/brief.html",
        mail=mail,
        tekst=text,
        adres=papier.adresregels(lid) if lid else [],
        qr=qr_image(link) if link else "",
    )


def _mail_to_read(nummer: int) -> Mail:
    found = [mail for mail in queries.te_printen() if mail.id == nummer]
    if not found:
        abort(404)
    return found[0]


@bp.post("/post/<int:nummer>/gepost", allow=secretaris)
def is_gepost(nummer: int) -> ResponseReturnValue:
    """The letter is in the letter box: keep the row, forget the text."""
    mail = _mail(nummer)
    if not mail.is_brief:
        abort(404)
    mail.aangekomen(clock.now())
    schrijf("brief.gepost", mail=mail.id)
    return done(".post", _("De brief is op de post."))


@bp.get("/taken", allow=bestuur)
def taken() -> ResponseReturnValue:
    """Jobs that failed, and jobs to come."""
    return render_template(
        "bestuur/taken.html", mislukt=queries.mislukte_taken(), komend=queries.komende_taken()
    )


@bp.post("/taken/<int:nummer>/opnieuw", allow=bestuur)
def taak_opnieuw(nummer: int) -> ResponseReturnValue:
    """Let a failed job run once more."""
    taak = locked(Taak, id=nummer)
    if taak is None:
        abort(404)
    if taak.mislukt_op is not None:
        taak.opnieuw(clock.now())
        schrijf("taak.opnieuw", taak=taak.id, soort_taak=taak.soort)
    return done(".taken", _("De taak wordt opnieuw gedaan."))


@bp.get("/logboek", allow=loglezers)
def logboek() -> ResponseReturnValue:
    """The log, newest first; `?controle=1` tells whether it is whole."""
    _note("logboek.gelezen")
    blad = request.args.get("blad", 1, type=int)
    regels, bladen = queries.logregels(min(max(blad, 1), 10**6))
    is_asked = request.args.get("controle") == "1"
    return render_template(
        "bestuur/logboek.html",
        regels=regels,
        blad=max(blad, 1),
        bladen=bladen,
        gecontroleerd=is_asked,
        fout=first_fault() if is_asked else "",
    )


@bp.get("/besluiten", allow=bestuur)
def besluiten() -> ResponseReturnValue:
    """Every decision with its number."""
    return render_template("bestuur/besluiten.html", besluiten=queries.besluiten())

"""Mail that found no place, mail that came back, and addresses that do not work."""

from __future__ import annotations

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from vereniging.bestuur import queries
from vereniging.bestuur.forms import KoppelForm
from vereniging.bestuur.views.blueprint import bp
from vereniging.core import clock
from vereniging.core.db import db, locked, one_or_404
from vereniging.core.i18n import _, ngettext
from vereniging.core.keys import CannotUnseal, Label, unseal
from vereniging.core.secrets import keys
from vereniging.core.web import done
from vereniging.logboek.acties import noteer_inzage, schrijf
from vereniging.meldingen.acties import koppel
from vereniging.meldingen.post import doorzending_bij_post
from vereniging.meldingen.queries import melding_met
from vereniging.post.bezorging import adres_werkt_weer
from vereniging.post.lezen import Bericht
from vereniging.post.models import Mail, Postbak, Terugbericht
from vereniging.post.queries import kapotte_adressen
from vereniging.toegang.doelgroepen import secretaris
from vereniging.toegang.sessions import current_session


@bp.get("/post/postbak/<int:nummer>", allow=secretaris)
def postbak(nummer: int) -> ResponseReturnValue:
    """One message, and the report that it may belong to."""
    sessie = current_session()
    noteer_inzage("postbak.gelezen", "post", sessie.account_id if sessie else None)
    rij = one_or_404(Postbak, id=nummer)
    bedoeld = doorzending_bij_post(rij.kiem) if rij.kiem else None
    form = KoppelForm(data={"kenmerk": bedoeld.melding.kenmerk if bedoeld else ""})
    return _pagina(rij, form)


def _pagina(rij: Postbak, form: KoppelForm) -> str:
    return render_template("bestuur/postbak.html", rij=rij, form=form, tekst=_tekst(rij))


def _tekst(rij: Postbak) -> str:
    try:
        return unseal(keys(Label.MAIL), rij.tekst)
    except CannotUnseal:
        return ""


@bp.post("/post/postbak/<int:nummer>/koppel", allow=secretaris)
def koppel_bericht(nummer: int) -> ResponseReturnValue:
    """Put it with a report: for our eyes, as an answer or as a line."""
    rij, form = _deze(nummer), KoppelForm()
    if not form.validate_on_submit():
        return _pagina(rij, form), 422
    melding = melding_met(kenmerk=(form.kenmerk.data or "").upper())
    if melding is None:
        form.kenmerk.errors = [_("Wij kennen dit nummer niet.")]
        return _pagina(rij, form), 422
    koppel(melding, _bericht(rij), clock.now(), rij.kiem)
    db.session.delete(rij)
    zin = _("Het bericht staat bij %(kenmerk)s.", kenmerk=melding.kenmerk)
    return done("meldingen_bestuur.toon", zin, kenmerk=melding.kenmerk)


def _bericht(rij: Postbak) -> Bericht:
    weg = ngettext("%(num)s bijlage", "%(num)s bijlagen", rij.bijlagen)
    return Bericht(
        message_id=rij.message_id, van=None, afzender=rij.van, aan="", onderwerp=rij.onderwerp,
        tekst=_tekst(rij), niet_bewaard=(weg,) if rij.bijlagen else (),
    )  # fmt: skip


@bp.post("/post/postbak/<int:nummer>/weg", allow=secretaris)
def gooi_weg(nummer: int) -> ResponseReturnValue:
    """It is for nobody here."""
    rij = _deze(nummer)
    schrijf("post.weggegooid", reden=rij.reden.value)
    db.session.delete(rij)
    return done(".post", _("Het bericht is weg."))


def _deze(nummer: int) -> Postbak:
    """The message as it is now: somebody else may have placed it."""
    rij = locked(Postbak, id=nummer)
    if rij is None:
        abort(404)
    return rij


@bp.post("/post/adressen/<int:nummer>/werkt", allow=secretaris)
def adres_werkt(nummer: int) -> ResponseReturnValue:
    """Somebody asked: mail to this address may go again."""
    terug = one_or_404(Terugbericht, id=nummer)
    adres_werkt_weer(terug.adres)
    return done(".post", _("Er gaat weer e-mail naar dit adres."))


@bp.post("/post/<int:nummer>/per-brief", allow=secretaris)
def per_brief(nummer: int) -> ResponseReturnValue:
    """Print what could not be mailed."""
    mail = locked(Mail, id=nummer)
    if mail is None or mail.mislukt_op is None or mail.tekst is None:
        abort(404)
    mail.als_brief(clock.now())
    schrijf("mail.per_brief", mail=mail.nummer)
    return done(".post", _("De brief ligt klaar om te printen."))


def overzicht() -> dict[str, object]:
    """What the page of all post shows of this."""
    nu = clock.now()
    kapot = kapotte_adressen(nu)
    return {
        "ongeplaatst": queries.ongeplaatst(),
        "kapot": kapot,
        "leden_bij": queries.leden_bij([row.adres for row in kapot]),
        "genegeerd": queries.genegeerd(nu),
    }

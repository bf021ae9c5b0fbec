"""Writing to many members: draft, preview, a second person, progress, stop."""

from __future__ import annotations

from secrets import token_hex
from typing import Any

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from vereniging.bestuur.mailing_forms import MailingForm, ingevuld, uit_adres
from vereniging.bestuur.queries import naam_bij
from vereniging.bestuur.views.blueprint import bp
from vereniging.core import clock
from vereniging.core.db import locked
from vereniging.core.i18n import _
from vereniging.core.paper import kan_pdf
from vereniging.core.web import done
from vereniging.leden.access import mogelijk_lid
from vereniging.leden.forms.selectie import in_woorden
from vereniging.leden.queries import naam_van_account
from vereniging.logboek.acties import noteer_inzage
from vereniging.post import mailing_queries as queries
from vereniging.post import mailingen as verbs
from vereniging.post.mailing_haken import leden, onderwerpen, vraag_van
from vereniging.post.mailing_tekst import Opmaak
from vereniging.post.models import Mailing
from vereniging.toegang.doelgroepen import bestuur
from vereniging.toegang.models import Account
from vereniging.toegang.sessions import current_session

VERVERS = 3  # seconds, while it runs


def _account() -> Account:
    sessie = current_session()
    assert sessie is not None  # noqa: S101  the audience of every view here
    return sessie.account


def _mailing(kenmerk: str) -> Mailing:
    """The mailing as it is now: two may decide at the same moment."""
    found = locked(Mailing, kenmerk=kenmerk)
    if found is None:
        abort(404)
    return found


@bp.get("/post/mailingen", allow=bestuur)
def mailingen() -> ResponseReturnValue:
    """Every mailing, newest first."""
    blad = min(max(request.args.get("blad", 1, type=int), 1), 10**6)
    rijen, bladen = queries.mailingen(blad)
    return render_template(
        "bestuur/mailingen.html", mailingen=rijen, blad=blad, bladen=bladen, over=onderwerpen()
    )


@bp.get("/post/mailingen/nieuw", allow=bestuur)
def nieuwe_mailing() -> ResponseReturnValue:
    """An empty form; the members may be chosen already, or a mailing copied."""
    source = queries.met_kenmerk(request.args.get("kopie", ""))
    data = ingevuld(source) if source else uit_adres(request.args)
    return _form(MailingForm(formdata=None, data=data))


@bp.post("/post/mailingen/nieuw", allow=bestuur)
def stel_mailing_op() -> ResponseReturnValue:
    """Keep the draft."""
    form = MailingForm()
    if not form.validate():
        return _form(form), 422
    mailing = verbs.opstellen(form.velden(), _account().id, clock.now())
    sentence = _("Het concept is bewaard. Er is nog niets verstuurd.")
    return done(".mailing", sentence, kenmerk=mailing.kenmerk)


def _form(form: MailingForm, mailing: Mailing | None = None, *, botst: bool = False) -> str:
    return render_template("bestuur/mailing_form.html", form=form, mailing=mailing, botst=botst)


@bp.get("/post/mailingen/<kenmerk:kenmerk>/wijziging", allow=bestuur)
def mailing_wijzigen(kenmerk: str) -> ResponseReturnValue:
    """The draft in its form."""
    mailing = queries.met_kenmerk(kenmerk)
    if mailing is None or not mailing.mag_wijzigen():
        abort(404)
    return _form(MailingForm(formdata=None, data=ingevuld(mailing)), mailing)


@bp.post("/post/mailingen/<kenmerk:kenmerk>/wijziging", allow=bestuur)
def wijzig_mailing(kenmerk: str) -> ResponseReturnValue:
    """Keep it, unless somebody else kept another text meanwhile."""
    mailing, form = _mailing(kenmerk), MailingForm()
    if not form.validate():
        return _form(form, mailing), 422
    if form.versie.data != str(mailing.versie) and mailing.mag_wijzigen():
        form.versie.data = form.versie.raw_data = str(mailing.versie)
        return _form(form, mailing, botst=True), 409
    verbs.wijzigen(mailing, form.velden())
    return done(".mailing", _("Het concept is bewaard."), kenmerk=kenmerk)


@bp.get("/post/mailingen/<kenmerk:kenmerk>", allow=bestuur)
def mailing(kenmerk: str) -> ResponseReturnValue:
    """The text as somebody really gets it, how many get it, and how far it is."""
    noteer_inzage("mailing.toon", kenmerk, _account().id)
    found = queries.met_kenmerk(kenmerk)
    if found is None:
        abort(404)
    return render_template("bestuur/mailing.html", **_about(found))


def _about(found: Mailing) -> dict[str, Any]:
    vraag, na = vraag_van(found), request.args.get("na", 0, type=int)
    na = min(max(na, 0), 2**31 - 1)
    voorbeelden = leden().ontvangers(vraag, na, 2)
    return {
        "mailing": found,
        "gekozen": in_woorden(found.keuze),
        "brieven": queries.brieven(found),
        "kan_pdf": kan_pdf(),
        "telling": leden().tel(vraag),
        "over": onderwerpen().get(found.onderwerp, found.onderwerp),
        "ontvanger": voorbeelden[0] if voorbeelden else None,
        "volgende": voorbeelden[0].lid_id if len(voorbeelden) > 1 else None,
        "voorbeeld": (
            Opmaak(found).voorbeeld(voorbeelden[0], _("(hier staat de eigen link van dit lid)"))
            if voorbeelden
            else None
        ),
        "stand_van": (counts := queries.tel(found)),
        "totaal": sum(counts.values()) - counts.get("brieven", 0) - counts.get("gepost", 0),
        "geweigerd": queries.geweigerde(found),
        "wie": naam_van_account,
        "ik": _account().id,
        "ververs": VERVERS,
    }


@bp.post("/post/mailingen/<kenmerk:kenmerk>/proef", allow=bestuur)
def stuur_proefmail(kenmerk: str) -> ResponseReturnValue:
    """The text to yourself."""
    found, account, lid = _mailing(kenmerk), _account(), mogelijk_lid()
    nu = clock.now()
    proef = verbs.Proef(
        naam=naam_bij(account, nu),
        email=account.email,
        taal=lid.taal if lid else "nl",
        nummer=token_hex(8),
    )
    verbs.stuur_proef(found, proef, nu)
    sentence = _("De proef gaat naar %(adres)s.", adres=account.email)
    return done(".mailing", sentence, kenmerk=kenmerk)


@bp.post("/post/mailingen/<kenmerk:kenmerk>/voorlegging", allow=bestuur)
def leg_mailing_voor(kenmerk: str) -> ResponseReturnValue:
    """Ask another board member to look."""
    verbs.leg_voor(_mailing(kenmerk), _account().id, clock.now())
    sentence = _("Een ander bestuurslid keurt de mailing goed. Tot dan gaat er niets weg.")
    return done(".mailing", sentence, kenmerk=kenmerk)


@bp.post("/post/mailingen/<kenmerk:kenmerk>/terugname", allow=bestuur)
def neem_mailing_terug(kenmerk: str) -> ResponseReturnValue:
    """Back to the draft, by whoever of the board."""
    verbs.neem_terug(_mailing(kenmerk))
    sentence = _("De mailing is weer een concept. U kunt hem veranderen.")
    return done(".mailing", sentence, kenmerk=kenmerk)


@bp.post("/post/mailingen/<kenmerk:kenmerk>/goedkeuring", allow=bestuur, fresh=True)
def keur_mailing_goed(kenmerk: str) -> ResponseReturnValue:
    """Let it go: a second person, who read this very text."""
    versie = request.form.get("versie", 0, type=int)
    verbs.keur_goed(_mailing(kenmerk), _account().id, versie, clock.now())
    return done(".mailing", _("De mailing gaat nu weg."), kenmerk=kenmerk)


@bp.post("/post/mailingen/<kenmerk:kenmerk>/stop", allow=bestuur)
def stop_mailing(kenmerk: str) -> ResponseReturnValue:
    """Keep back what has not left."""
    verbs.stop(_mailing(kenmerk), clock.now())
    sentence = _("De mailing is gestopt. Wat al weg was, komt niet terug.")
    return done(".mailing", sentence, kenmerk=kenmerk)


@bp.post("/post/mailingen/<kenmerk:kenmerk>/intrekking", allow=bestuur)
def gooi_mailing_weg(kenmerk: str) -> ResponseReturnValue:
    """The draft is not wanted."""
    verbs.gooi_weg(_mailing(kenmerk))
    return done(".mailingen", _("Het concept is weggegooid."))

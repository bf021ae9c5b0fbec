"""A mailing on paper, for members without e-mail: one PDF, and a note that it was posted."""

from __future__ import annotations

from flask import Response, abort, request
from flask.typing import ResponseReturnValue

from vereniging.bestuur.views.blueprint import bp
from vereniging.core import clock
from vereniging.core.db import locked, outside
from vereniging.core.i18n import _, ngettext
from vereniging.core.keys import Label, unseal
from vereniging.core.paper import kan_pdf
from vereniging.core.secrets import keys
from vereniging.core.web import done
from vereniging.leden import papier
from vereniging.leden.access import ingelogd_account
from vereniging.logboek.acties import noteer_inzage
from vereniging.post import mailing_queries as queries
from vereniging.post import mailingen as verbs
from vereniging.post.models import Mail, Mailing
from vereniging.toegang.doelgroepen import bestuur


@bp.get("/post/mailingen/<kenmerk:kenmerk>/brieven.pdf", allow=bestuur)
def mailing_brieven(kenmerk: str) -> ResponseReturnValue:
    """First the list of names, then a letter each."""
    mailing = queries.met_kenmerk(kenmerk)
    mails = _te_drukken(mailing) if mailing else []
    if mailing is None or not mails or not kan_pdf():
        abort(404)
    pile = verbs.stapel(mailing, [mail.id for mail in mails])
    noteer_inzage(verbs.GEPRINT, pile, ingelogd_account())
    druk = papier.brieven(_("Brieven: %(titel)s", titel=mailing.titel), _brieven(mails))
    with outside():
        made = druk.pdf()
    response = Response(made, mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{kenmerk}.pdf"'
    return response


def _te_drukken(mailing: Mailing) -> list[Mail]:
    """The letters to living members that wait."""
    mails = queries.brieven(mailing)
    known = papier.leden_met([mail.lid_id for mail in mails if mail.lid_id])
    return [mail for mail in mails if mail.lid_id in known]


def _brieven(mails: list[Mail]) -> list[papier.Ledenbrief]:
    known, opener = (
        papier.leden_met([mail.lid_id for mail in mails if mail.lid_id]),
        keys(Label.MAIL),
    )
    return [
        papier.Ledenbrief(
            lid=known[mail.lid_id],
            onderwerp=mail.onderwerp,
            tekst=unseal(opener, mail.tekst or b""),
        )
        for mail in mails
        if mail.lid_id in known
    ]


@bp.post("/post/mailingen/<kenmerk:kenmerk>/brieven/gepost", allow=bestuur)
def mailing_gepost(kenmerk: str) -> ResponseReturnValue:
    """The letters up to the last one that was shown are in the letter box, if printed so."""
    mailing = locked(Mailing, kenmerk=kenmerk)
    if mailing is None:
        abort(404)
    tot = request.form.get("tot", 0, type=int)
    nummers = {mail.id for mail in _te_drukken(mailing) if mail.id <= tot}
    aantal = verbs.zijn_gepost(mailing, nummers, clock.now())
    sentence = ngettext("%(num)s brief is op de post.", "%(num)s brieven zijn op de post.", aantal)
    return done(".mailing", sentence, kenmerk=kenmerk)

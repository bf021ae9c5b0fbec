"""The letters for members without e-mail, all at once."""

from __future__ import annotations

from flask import Response, abort, request
from flask.typing import ResponseReturnValue

from vereniging.bestuur import brieven
from vereniging.bestuur.views.blueprint import bp
from vereniging.core import clock
from vereniging.core.db import outside
from vereniging.core.i18n import _, ngettext
from vereniging.core.paper import kan_pdf
from vereniging.core.web import done
from vereniging.leden import papier
from vereniging.leden.access import ingelogd_account
from vereniging.logboek.acties import noteer_inzage
from vereniging.toegang.doelgroepen import secretaris


@bp.get("/post/brieven.pdf", allow=secretaris)
def alle_brieven() -> ResponseReturnValue:
    """A list to tick off, then each letter with its address and a QR code of its link."""
    mails = brieven.te_drukken()
    if not mails or not kan_pdf():
        abort(404)
    noteer_inzage(brieven.GEPRINT, brieven.stapel(mails), ingelogd_account())
    druk = papier.brieven(_("Brieven om te posten"), brieven.als_brieven(mails))
    with outside():
        made = druk.pdf()
    response = Response(made, mimetype="application/pdf")
    response.headers["Content-Disposition"] = 'inline; filename="brieven.pdf"'
    return response


@bp.post("/post/brieven/gepost", allow=secretaris)
def alle_gepost() -> ResponseReturnValue:
    """The letters up to the last one that was shown are in the letter box, if printed so."""
    aantal = brieven.zijn_gepost(request.form.get("tot", 0, type=int), clock.now())
    sentence = ngettext("%(num)s brief is op de post.", "%(num)s brieven zijn op de post.", aantal)
    return done(".post", sentence)

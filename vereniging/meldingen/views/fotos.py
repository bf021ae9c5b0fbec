"""Photos: taken in outside the transaction, served to whom they concern, released by officers."""

from __future__ import annotations

from collections.abc import Callable

from flask import Response, abort, render_template, request, session
from flask.typing import ResponseReturnValue

from vereniging.core import clock
from vereniging.core.db import db, outside
from vereniging.core.files import BestandGeweigerd, develop_photo, locate, store_photo
from vereniging.core.i18n import _
from vereniging.core.refusals import page
from vereniging.core.security import UPLOAD_CSP
from vereniging.core.web import done, everyone
from vereniging.meldingen.acties import fotomap, geef_foto_vrij, trek_foto_in
from vereniging.meldingen.acties.vrijgeven import dek_af
from vereniging.meldingen.forms import FotoForm
from vereniging.meldingen.forms.permail import AfdekForm
from vereniging.meldingen.models import HOOGSTENS, Foto, Melding
from vereniging.meldingen.queries import foto_met, melding_met
from vereniging.meldingen.views.blueprints import bestuur, bp
from vereniging.toegang.doelgroepen import moderatoren

TEGELIJK = 3
BODY = 12 * 1024 * 1024  # bytes of a request with photos
GEZIEN = "fotos"


def neem_aan(al: int) -> tuple[list[str], list[str]]:
    """Develop what came along; the names that are kept and the sentences about the others.

    `al` is how many there are already. The transaction is left: read rows again afterwards.
    """
    sent = [upload.read() for upload in request.files.getlist("fotos") if upload.filename]
    if not sent:
        return [], []
    if len(sent) > TEGELIJK or al + len(sent) > HOOGSTENS:
        sentence = _(
            "Kies hoogstens %(tegelijk)s foto’s tegelijk, en %(alle)s in totaal.",
            tegelijk=TEGELIJK, alle=HOOGSTENS,
        )  # fmt: skip
        return [], [sentence]
    namen, fouten = [], []
    with outside():
        for data in sent:
            try:
                namen.append(store_photo(fotomap(), develop_photo(data)))
            except BestandGeweigerd as refused:
                fouten.append(str(refused))
    return namen, fouten


def ontvang_fotos(al: int) -> tuple[FotoForm, list[str]]:
    """The form of photos that was sent, with its errors, and the names of those we keep.

    The transaction is left: read rows again afterwards.
    """
    form = FotoForm()
    if not form.validate():
        return form, []
    namen, fouten = neem_aan(al)
    if not namen and not fouten:
        fouten = [_("Kies een foto.")]
    form.fotos.errors = list(dict.fromkeys(fouten))
    db.session.expire_all()
    return form, namen


def laat_zien(namen: list[str]) -> None:
    """Remember that this visitor opened the page of these photos by its secret link."""
    known = session.get(GEZIEN, [])
    if extra := [naam for naam in namen if naam not in known]:
        session[GEZIEN] = [*known, *extra][-40:]


@bp.errorhandler(413)
def te_groot(_error: Exception) -> ResponseReturnValue:
    """The words were kept by an earlier step."""
    zin = _("Deze foto’s zijn samen te groot. Kies er minder. Uw tekst is bewaard.")
    return page(413, zin=zin, terug=request.path)


@bp.get("/fotos/<slug:stam>.jpg", allow=everyone)
def foto(stam: str) -> ResponseReturnValue:
    naam = f"{stam}.jpg"
    found = foto_met(naam)
    allowed = found and (found.is_vrijgegeven or naam in session.get(GEZIEN, []) or moderatoren())
    path = locate(fotomap(), naam, small=request.args.get("klein") == "1") if allowed else None
    if path is None or found is None:
        abort(404)
    response = Response(path.read_bytes(), mimetype="image/jpeg")
    response.headers["Content-Security-Policy"] = UPLOAD_CSP
    response.headers["Cache-Control"] = "max-age=86400" if found.is_vrijgegeven else "no-store"
    return response


@bestuur.post("/<kenmerk:kenmerk>/foto/<slug:stam>/vrijgeven", allow=moderatoren)
def foto_vrijgeven(kenmerk: str, stam: str) -> ResponseReturnValue:
    return _zet(kenmerk, stam, geef_foto_vrij, _("Iedereen kan deze foto nu zien."))


@bestuur.post("/<kenmerk:kenmerk>/foto/<slug:stam>/intrekken", allow=moderatoren)
def foto_intrekken(kenmerk: str, stam: str) -> ResponseReturnValue:
    return _zet(kenmerk, stam, trek_foto_in, _("Deze foto is niet meer openbaar."))


@bestuur.route(
    "/<kenmerk:kenmerk>/foto/<slug:stam>/afdekken", allow=moderatoren, methods=["GET", "POST"]
)
def foto_afdekken(kenmerk: str, stam: str) -> ResponseReturnValue:
    """Make a face or a number plate black, for good."""
    melding, gevonden = _foto(kenmerk, stam)
    form, naam = AfdekForm(), gevonden.naam
    path = locate(fotomap(), naam) or abort(404)
    if form.validate_on_submit():
        with outside():
            nieuw = store_photo(fotomap(), develop_photo(path.read_bytes(), cover=form.vak))
        db.session.expire_all()
        dek_af(*_foto(kenmerk, stam), nieuw, clock.now())
        zin = _("Het vak is zwart. De foto zonder vak is weg.")
        return done("meldingen_bestuur.foto_afdekken", zin, kenmerk=kenmerk, stam=nieuw[:-4])
    html = render_template(
        "meldingen/foto_afdekken.html", melding=melding, foto=gevonden, form=form
    )
    return html, 422 if form.is_submitted() else 200


def _foto(kenmerk: str, stam: str) -> tuple[Melding, Foto]:
    melding = melding_met(kenmerk=kenmerk) or abort(404)
    return melding, next((each for each in melding.fotos if each.stam == stam), None) or abort(404)


def _zet(
    kenmerk: str, stam: str, verb: Callable[[Melding, Foto], None], zin: str
) -> ResponseReturnValue:
    verb(*_foto(kenmerk, stam))
    return done("meldingen_bestuur.toon", zin, kenmerk=kenmerk)

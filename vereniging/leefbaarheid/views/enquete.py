"""The survey for who answers it: a GET shows, only a POST counts."""

from __future__ import annotations

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from vereniging.convenant.queries import themas
from vereniging.core import clock
from vereniging.core.i18n import _, current_language
from vereniging.core.mailaddress import normal
from vereniging.core.secrets import seed_in
from vereniging.core.security import secret_page
from vereniging.core.web import done, everyone
from vereniging.leefbaarheid import acties, queries
from vereniging.leefbaarheid.forms import LinkVragenForm, enquete_formulier
from vereniging.leefbaarheid.mail import ENQUETE
from vereniging.leefbaarheid.models import EnqueteLink
from vereniging.leefbaarheid.views.blueprints import bp


def _uitnodiging(token: str) -> EnqueteLink:
    secret_page()
    kiem = seed_in(token, ENQUETE)
    found = queries.link_met(kiem) if kiem else None
    return found if found is not None else abort(404)


@bp.get("/enquete/<token:token>", allow=everyone)
def enquete(token: str) -> ResponseReturnValue:
    """The questions, or that this link was used."""
    uitnodiging = _uitnodiging(token)
    return render_template(
        "leefbaarheid/enquete.html",
        uitnodiging=uitnodiging,
        form=enquete_formulier(themas()),
        token=token,
        nu=clock.now(),
    )


@bp.post("/enquete/<token:token>", allow=everyone)
def antwoord(token: str) -> ResponseReturnValue:
    """Count the answers; the next page holds no token, so nothing kept here does."""
    uitnodiging, form, nu = _uitnodiging(token), enquete_formulier(themas()), clock.now()
    if request.form.get("actie") == "geen-herinnering":
        uitnodiging.niet_herinneren()
        return done(".bedankt", _("U krijgt geen herinnering."))
    if not form.validate_on_submit():
        page = "leefbaarheid/enquete.html"
        told = render_template(page, uitnodiging=uitnodiging, form=form, token=token, nu=nu)
        return told, 422
    acties.antwoord(uitnodiging, form.antwoorden, form.zin.data or "", nu)
    return done(".bedankt", _("Uw antwoorden zijn geteld. Dank u wel."))


@bp.get("/leefbaarheid/enquete", allow=everyone)
def bedankt() -> ResponseReturnValue:
    """What the survey is, and a link for who is no member."""
    return _over(LinkVragenForm(), 200)


@bp.post("/leefbaarheid/enquete", allow=everyone, limit="10/hour")
def vraag_link() -> ResponseReturnValue:
    """Send a link; the answer is the same for everyone."""
    form, lopend = LinkVragenForm(), queries.open_enquete(clock.now())
    if not form.validate_on_submit():
        return _over(form, 422)
    if lopend is None:
        abort(404)
    email = normal(form.email.data)
    acties.stuur_link(lopend, email or "", current_language(), clock.now())
    told = _("U krijgt een link per e-mail, als u nog niet antwoordde. Dat kan één keer per uur.")
    return done(".bedankt", told)


def _over(form: LinkVragenForm, status: int) -> ResponseReturnValue:
    lopend = queries.open_enquete(clock.now())
    return render_template("leefbaarheid/over_enquete.html", form=form, lopend=lopend), status

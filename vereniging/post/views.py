"""Stopping mail with one click: a GET shows, a POST acts, also without a cookie (RFC 8058)."""

from __future__ import annotations

from collections.abc import Callable

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from vereniging.core import clock
from vereniging.core.secrets import seed_in
from vereniging.core.security import secret_page
from vereniging.core.web import Blueprint, everyone
from vereniging.post.forms import AfmeldForm
from vereniging.post.mailing_haken import leden, onderwerpen
from vereniging.post.mailing_tekst import AFMELDEN
from vereniging.post.voorkeuren import WEEK, als_veld, meld_af, meld_weer_aan, uit_veld

bp = Blueprint("post", __name__)
Afmelding = Callable[[bytes, str], ResponseReturnValue]
_afmeldingen: dict[str, Afmelding] = {}


def register_afmelding(doel: str, page: Afmelding) -> None:
    """Another purpose for links to this address: page(kiem, token) answers GET and POST."""
    _afmeldingen[doel] = page


def _van_een_ander(token: str) -> ResponseReturnValue | None:
    for doel, page in _afmeldingen.items():
        if kiem := seed_in(token, doel):
            return page(kiem, token)
    return None


@bp.get("/afmelden/<token:token>", allow=everyone)
def afmelden(token: str) -> ResponseReturnValue:
    """What stops, and the button that does it."""
    if (answer := _van_een_ander(token)) is not None:
        return answer
    _lid(token)
    return _page(token)


# no token of a form and no redirect: the mail program of the reader posts here by itself
@bp.post("/afmelden/<token:token>", allow=everyone, csrf=False)
def meld_mij_af(token: str) -> ResponseReturnValue:
    """Stop, however often it is asked; `weer=ja` undoes it."""
    if (answer := _van_een_ander(token)) is not None:
        return answer
    lid_id, onderwerp = _lid(token), _onderwerp()
    if request.form.get("weer") != "ja":
        gestopt = meld_af(lid_id, onderwerp, clock.now())
        return _page(token, klaar="gestopt", gestopt=als_veld(gestopt))
    terug = uit_veld(request.form.get("gestopt", ""))
    if not terug:
        abort(400)
    meld_weer_aan(lid_id, terug, clock.now())
    return _page(token, klaar="weer")


def _lid(token: str) -> int:
    secret_page()
    kiem = seed_in(token, AFMELDEN)
    lid_id = leden().lid_met(kiem) if kiem else None
    if lid_id is None:
        abort(404)
    return lid_id


def _onderwerp() -> str:
    asked = request.args.get("onderwerp", "")
    return asked if asked in onderwerpen() or asked == WEEK else ""


def _page(token: str, klaar: str = "", gestopt: str = "") -> str:
    onderwerp = _onderwerp()
    return render_template(
        "post/afmelden.html",
        form=AfmeldForm(formdata=None),
        token=token,
        onderwerp=onderwerp,
        naam=onderwerpen().get(onderwerp, ""),
        is_week=onderwerp == WEEK,
        klaar=klaar,
        gestopt=gestopt,
    )

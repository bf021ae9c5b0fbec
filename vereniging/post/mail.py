"""Writes a message: template and facts in, outbox row out."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import render_template

from vereniging.core import clock
from vereniging.core.config import setting
from vereniging.core.i18n import _, in_language
from vereniging.core.keys import Label, seal
from vereniging.core.secrets import key
from vereniging.post.haken import bezorging
from vereniging.post.models import Mail, Spoed

SUBJECT = "Onderwerp: "


def compose(
    template: str, *, sleutel: str, aan: str | None, taal: str = "nl", **feiten: Any
) -> Mail:
    """A message for one person, in their language; the same sleutel is sent once.

    `spoed`, `geldig` (a timedelta), `antwoord_aan`, `draad` (messages of one draad are shown
    together) and `lid_id` (whose it is: the front door for a letter) are settings, the rest goes
    into the text. Without an address a helper gets it, unless the member must read it `zelf`;
    else the row is a letter to print.
    """
    spoed = feiten.pop("spoed", Spoed.GEWOON)
    geldig: timedelta | None = feiten.pop("geldig", None)
    antwoord_aan, draad = feiten.pop("antwoord_aan", None), feiten.pop("draad", None)
    lid_id: int | None = feiten.pop("lid_id", None)
    nu = clock.now()
    hulp = bezorging(lid_id) if lid_id and not aan and not feiten.pop("zelf", False) else None
    with in_language(taal):
        subject, text = render(template, **feiten)
        if hulp:
            aan, text = hulp.email, f"{_waarom(hulp.voor)}\n\n{text}"
    return Mail(
        sleutel=sleutel,
        aan=aan or "",
        onderwerp=subject,
        tekst=seal(key(Label.MAIL), text),
        gemaakt_op=nu,
        klaar_vanaf=nu,
        taal=taal,
        spoed=spoed,
        verloopt_op=nu + geldig if geldig else None,
        antwoord_aan=antwoord_aan,
        draad=draad,
        is_brief=not aan,
        lid_id=lid_id,
    )


def _waarom(voor: str) -> str:
    return str(_("Dit is post voor %(naam)s. U helpt %(naam)s, daarom krijgt u dit.", naam=voor))


def render(template: str, **feiten: Any) -> tuple[str, str]:
    """Subject and text, in the language of this moment; ValueError without a subject."""
    first, _, rest = render_template(template, **feiten).lstrip().partition("\n")
    if not first.startswith(SUBJECT):
        message = f"a mail starts with {SUBJECT!r}, not {first!r}"
        raise ValueError(message)
    return first.removeprefix(SUBJECT).strip(), rest.strip() + "\n"


def sender() -> str:
    """The address that the association writes from."""
    host = setting("BASE_URL").partition("://")[2].partition(":")[0]
    return setting("MAIL_DEFAULT_SENDER") or f"bestuur@{host}"

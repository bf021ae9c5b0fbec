"""Reminders on paper, for payers without e-mail: one PDF with a QR code of the pay link."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import segno
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from vereniging.betalingen.mail import betaallink
from vereniging.contributie.achterstand import stand_van
from vereniging.contributie.mail import HERINNERING
from vereniging.contributie.models import Nota
from vereniging.core.db import db, digest
from vereniging.core.i18n import _, current_language, datum
from vereniging.core.keys import Label, unseal
from vereniging.core.money import NUL
from vereniging.core.resources import resource
from vereniging.core.secrets import keys
from vereniging.core.workdays import amsterdam_day
from vereniging.leden.models import Lid
from vereniging.logboek.acties import is_ingezien, schrijf
from vereniging.post.mailingen import AndereStapel
from vereniging.post.models import Mail
from vereniging.statuten.queries import instelling

GEPRINT = "contributie.brieven"
NIET_NODIG = "niet meer nodig"
STOPT = {"overleden", "geen_lid_meer", "betaling_onderweg", "regeling", "incasso", "pauze"}


@dataclass(frozen=True)
class Brief:
    """One letter that waits for an envelope."""

    mail: Mail
    nota: Nota


def te_posten(nu: datetime) -> list[Brief]:
    """The letters that are still wanted, one for a nota: the last that was written."""
    dag = amsterdam_day(nu)
    last = {brief.nota.id: brief for brief in _wachtende()}
    return [brief for brief in last.values() if _is_gewenst(brief.nota, dag)]


def _wachtende() -> list[Brief]:
    """Every letter without an envelope, oldest first for each nota."""
    query = select(Mail).where(
        Mail.sleutel.startswith(HERINNERING), Mail.is_brief, Mail.gedaan_op.is_(None)
    )
    mails = [(mail.sleutel.split(":")[1], mail) for mail in db.session.scalars(query)]
    wanted = select(Nota).where(Nota.kenmerk.in_({kenmerk for kenmerk, _mail in mails}))
    wanted = wanted.options(joinedload(Nota.betaler).joinedload(Lid.adres))
    notas = {nota.kenmerk: nota for nota in db.session.scalars(wanted)}
    found = [Brief(mail, notas[kenmerk]) for kenmerk, mail in mails if kenmerk in notas]
    return sorted(found, key=lambda brief: (brief.nota.id, brief.mail.id))


def _is_gewenst(nota: Nota, dag: date) -> bool:
    if nota.saldo <= NUL or nota.ingetrokken_op is not None:
        return False
    return stand_van(nota, dag).waarom_niet not in STOPT


def pdf(brieven: list[Brief], dag: date) -> bytes:
    """All letters in one file, a page each."""
    import typst  # noqa: PLC0415  heavy, and only for who prints

    source = (resource("templates") / "contributie" / "brieven.typ").read_bytes()
    data = {
        "titel": _("Herinneringen"),
        "taal": current_language(),
        "vereniging": instelling("naam"),
        "postadres": instelling("postadres"),
        "brieven": [_velden(brief, dag) for brief in brieven],
    }
    inputs = {"data": json.dumps(data)}
    made: bytes = typst.compile(source, sys_inputs=inputs, ignore_system_fonts=True)
    return made


def _velden(brief: Brief, dag: date) -> dict[str, Any]:
    lid, link = brief.nota.betaler, betaallink(brief.nota.kiem)
    adres = lid.adres if lid else None
    tekst = unseal(keys(Label.MAIL), brief.mail.tekst or b"")
    regels = [f"{adres.postcode[:4]} {adres.postcode[4:]}  {adres.plaats}"] if adres else []
    return {
        "adres": [brief.nota.tenaamstelling, *([str(adres)] if adres else []), *regels],
        "plaats_en_datum": f"{instelling('plaats')}, {datum(dag)}",
        "onderwerp": brief.mail.onderwerp,
        "alineas": [part.splitlines() for part in tekst.strip().split("\n\n") if part.strip()],
        "qr": _qr(link),
        "qr_tekst": _("Richt de camera van uw telefoon hierop. Dan opent de pagina om te betalen."),
    }


def _qr(link: str) -> str:
    out = io.BytesIO()
    segno.make(link, error="m").save(out, kind="svg", scale=4, border=4)
    return out.getvalue().decode()


def stapel(brieven: Iterable[Brief]) -> str:
    """The name of exactly this pile of letters, to note what was printed."""
    numbers = sorted(brief.mail.id for brief in brieven)
    return f"stapel {digest(*map(str, numbers)).hex()[:32]}"


def zijn_gepost(tot: int, nu: datetime) -> int:
    """The letters up to this number are in the letter box; how many.

    Raises AndereStapel: this pile was never printed, a letter came or went since.
    """
    done = [brief for brief in te_posten(nu) if brief.mail.id <= tot]
    if done and not is_ingezien(GEPRINT, stapel(done)):
        raise AndereStapel
    for brief in done:
        brief.mail.aangekomen(nu)
    schrijf("herinneringen.gepost", aantal=len(done))
    return len(done)


def ruim_op(nu: datetime) -> None:
    """A letter that nobody needs leaves the pile: paid, come to rest, or a later one waits."""
    wanted = {brief.mail.id for brief in te_posten(nu)}
    for brief in _wachtende():
        if brief.mail.id not in wanted:
            brief.mail.vervallen(nu, NIET_NODIG)

"""A party that does not answer a report is taken up the ladder, and the dossier keeps secrets."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.conftest import Login
from tests.factories import een_lid
from tests.meldingen.factories import een_buurt, een_melding
from tests.support.client import Client
from vereniging.commissie.acties import rond_af
from vereniging.commissie.dossier import maak_zip
from vereniging.commissie.models import Dossierniveau, NogBezig, Opschaling, Stapuitkomst, Trede
from vereniging.core.errors import KanNietMeer
from vereniging.core.secrets import token_for
from vereniging.core.workdays import amsterdam_day
from vereniging.meldingen import acties
from vereniging.meldingen.acties.stilte import WelAntwoord, schaal_doorzending_op
from vereniging.meldingen.bewaren import TEKST, lang_dicht
from vereniging.meldingen.mail import VOLG
from vereniging.meldingen.models import (
    Antwoord,
    AntwoordSoort,
    Doorzending,
    DoorzendingOpLadder,
    Melding,
    Sluitreden,
)

TEKSTEN = ("vuilnis naast de container", "Mila Winkel")
WEEK = timedelta(days=8)


@dataclass
class Geval:
    """A report that a party was asked about, and when its time was over."""

    melding: Melding
    doorzending: Doorzending
    te_laat: datetime


def verstuurd(data: Session, nu: datetime, **anders: object) -> Geval:
    """Sent on and never answered."""
    buurt = een_buurt(data)
    melding = een_melding(buurt, nu, **{"mag_contact_delen": True, **anders})
    acties.bevestigen(melding, nu)
    doorzending = acties.doorsturen(melding, buurt.gemeente, nu)
    data.flush()
    weken = doorzending.antwoord_voor - amsterdam_day(nu)
    return Geval(melding, doorzending, nu + weken + WEEK)


def test_the_reminder_gets_its_week_and_then_comes_the_talk(data: Session, nu: datetime) -> None:
    geval = verstuurd(data, nu)
    with pytest.raises(WelAntwoord):
        schaal_doorzending_op(geval.doorzending, nu)
    with pytest.raises(NogBezig):
        schaal_doorzending_op(geval.doorzending, geval.te_laat - WEEK / 2)
    opschaling = schaal_doorzending_op(geval.doorzending, geval.te_laat)
    data.flush()
    herinnering, gesprek = opschaling.stappen
    assert (herinnering.trede, herinnering.uitkomst) == (Trede.HERINNERING, Stapuitkomst.VERLOPEN)
    assert herinnering.begin == geval.doorzending.antwoord_voor
    assert (gesprek.trede, gesprek.uitkomst) == (Trede.GESPREK, None)
    assert opschaling.partij is geval.doorzending.organisatie.partij
    with pytest.raises(KanNietMeer, match="opgeschaald"):
        schaal_doorzending_op(geval.doorzending, geval.te_laat)


def test_who_answered_is_left_alone(data: Session, nu: datetime) -> None:
    geval = verstuurd(data, nu)
    geval.doorzending.beantwoord(
        Antwoord(op=nu, naam="Sam Bos", soort=AntwoordSoort.OPPAKKEN, tekst="Wij komen.")
    )
    with pytest.raises(WelAntwoord):
        schaal_doorzending_op(geval.doorzending, geval.te_laat)


def test_what_was_closed_does_not_climb(data: Session, nu: datetime) -> None:
    geval = verstuurd(data, nu)
    acties.sluiten(geval.melding, Sluitreden.GEEN_MIDDELEN, "Er is geen geld voor dit jaar.", nu)
    with pytest.raises(WelAntwoord):
        schaal_doorzending_op(geval.doorzending, geval.te_laat)


def test_officers_bring_it_up_and_nobody_reads_what_was_private(
    data: Session, nu: datetime, login: Login, client: Client
) -> None:
    geval = verstuurd(data, nu - timedelta(days=60))
    data.commit()
    pagina = f"/bestuur/meldingen/{geval.melding.kenmerk}"
    omhoog = f"{pagina}/doorzending/{geval.doorzending.id}/opschalen"
    officer = login(een_lid(), "secretaris")
    assert omhoog in officer.get(pagina).text
    assert login(een_lid()).post(omhoog).status_code == 403
    assert officer.post(f"{pagina}/doorzending/999/opschalen").status_code == 404
    answer = officer.post(omhoog)
    assert answer.status_code == 303
    assert answer.location.endswith("/bestuur/opschaling/O-2026-0001")
    assert officer.post(omhoog).status_code == 409
    assert omhoog not in officer.get(pagina).text
    assert "O-2026-0001" in officer.get(pagina).text
    for page in (
        client.get("/opschaling/O-2026-0001").text,
        officer.get("/bestuur/opschaling").text,
        officer.get("/bestuur/opschaling/O-2026-0001").text,
    ):
        assert geval.melding.kenmerk in page
        assert "Da Costastraat" not in page
        assert not any(tekst in page for tekst in TEKSTEN)
    shown = client.get(f"/volg/{token_for(geval.melding.kiem, VOLG)}").text
    assert "wij brengen dit een stap hoger" in shown


def test_a_public_report_is_named_and_linked(data: Session, nu: datetime, client: Client) -> None:
    geval = verstuurd(data, nu)
    acties.openbaar_maken(geval.melding, "Er ligt vuil bij de container.", nu)
    schaal_doorzending_op(geval.doorzending, geval.te_laat)
    data.commit()
    page = client.get("/opschaling/O-2026-0001").text
    assert "Da Costastraat" in page
    assert f'href="/meldingen/{geval.melding.kenmerk}"' in page


@pytest.mark.parametrize(
    ("niveau", "vertrouwelijk", "gelezen"),
    [
        (Dossierniveau.COMMISSIE, False, []),
        (Dossierniveau.BEMIDDELAAR, False, TEKSTEN[:1]),
        (Dossierniveau.RECHTER, False, TEKSTEN),
        (Dossierniveau.BEMIDDELAAR, True, []),
        (Dossierniveau.RECHTER, True, TEKSTEN),
    ],
)
def test_each_reader_of_the_dossier_gets_what_is_theirs(
    data: Session, nu: datetime, niveau: Dossierniveau, *, vertrouwelijk: bool,
    gelezen: tuple[str, ...],
) -> None:  # fmt: skip
    geval = verstuurd(data, nu)
    geval.melding.is_vertrouwelijk = vertrouwelijk
    opschaling = schaal_doorzending_op(geval.doorzending, geval.te_laat)
    geval.doorzending.beantwoord(
        Antwoord(op=nu, naam="Sam Bos", soort=AntwoordSoort.MAIL, tekst="Intern.", is_intern=True)
    )
    data.commit()
    index = dossier(opschaling, niveau)
    assert [tekst for tekst in TEKSTEN if tekst in index] == list(gelezen)
    assert geval.melding.kenmerk in index
    assert ("Da Costastraat" in index) is not vertrouwelijk
    assert "Intern." not in index


def dossier(opschaling: Opschaling, niveau: Dossierniveau) -> str:
    """Everything in it that people read, in one string."""
    with zipfile.ZipFile(io.BytesIO(maak_zip(opschaling, niveau))) as archive:
        log = archive.read("logboek.jsonl").decode()
        assert "melding.doorgestuurd" in log
        return archive.read("index.csv").decode("utf-8-sig") + log


@pytest.mark.parametrize("wat", ["is_doorzendbaar", "mag_contact_delen"])
def test_without_consent_not_even_the_court_reads_it(data: Session, nu: datetime, wat: str) -> None:
    geval = verstuurd(data, nu)
    opschaling = schaal_doorzending_op(geval.doorzending, geval.te_laat)
    setattr(geval.melding, wat, False)
    data.commit()
    index = dossier(opschaling, Dossierniveau.RECHTER)
    gone = TEKSTEN[0] if wat == "is_doorzendbaar" else TEKSTEN[1]
    assert [tekst for tekst in TEKSTEN if tekst not in index] == [gone]


def test_nothing_is_erased_while_it_is_on_the_ladder(data: Session, nu: datetime) -> None:
    geval = verstuurd(data, nu)
    opschaling = schaal_doorzending_op(geval.doorzending, geval.te_laat)
    acties.sluiten(geval.melding, Sluitreden.GEEN_MIDDELEN, "Er is geen geld voor dit jaar.", nu)
    data.flush()
    later = nu + timedelta(days=31 * (TEKST + 1))
    old = select(Melding.id).where(lang_dicht(later, TEKST))
    assert data.scalars(old).all() == []
    rond_af(opschaling, "De gemeente belooft niets.", nu, is_geslaagd=False)
    data.flush()
    assert data.scalars(old).all() == [geval.melding.id]


def test_the_database_knows_one_ladder_for_one_message(data: Session, nu: datetime) -> None:
    geval = verstuurd(data, nu)
    opschaling = schaal_doorzending_op(geval.doorzending, geval.te_laat)
    data.flush()
    tweede = Opschaling(
        kenmerk="O-2026-0099", begonnen_op=amsterdam_day(nu), over="Nog eens",
        over_partij=opschaling.partij,
    )  # fmt: skip
    data.add(DoorzendingOpLadder(opschaling=tweede, doorzending=geval.doorzending))
    with pytest.raises(IntegrityError):
        data.flush()

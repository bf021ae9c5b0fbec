"""A party says by its own link what it thinks of an advice, and what it does with it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.commissie.test_advies import NEE, een_advies
from tests.conftest import Login
from tests.convenant.test_wederhoor import everything, met_contacten
from tests.factories import een_lid
from tests.support.client import Client
from vereniging.commissie import acties
from vereniging.commissie.mail import ADVIES
from vereniging.commissie.models import Advies, Adviesstand, Adviesstem, Adviesvraag
from vereniging.convenant.models import Partijantwoord
from vereniging.core import clock
from vereniging.core.errors import KanNietMeer
from vereniging.core.secrets import token_for
from vereniging.post.models import Mail

JA = {"antwoord": "eens", "naam": "Kim"}


@pytest.fixture
def _klok() -> Iterator[None]:
    yield
    clock.install(clock.system)


def gevraagd(data: Session, nu: datetime) -> Advies:
    """A concept that all five parties were asked about."""
    advies = een_advies(met_contacten(data), nu)
    acties.stel_advies_op(advies)
    assert acties.vraag_partijen(advies, nu) == 5
    data.commit()
    return advies


def link_van(data: Session, code: str) -> str:
    found = [v for v in data.scalars(select(Adviesvraag)) if v.partij.code == code]
    return f"/a/{token_for(found[0].kiem, ADVIES)}"


def mails(data: Session, wat: str) -> list[str | None]:
    query = select(Mail).where(Mail.sleutel.startswith(f"{wat}:"))
    return sorted(mail.aan or "" for mail in data.scalars(query))  # type: ignore[return-value]


def test_each_party_answers_by_its_own_link_and_looking_changes_nothing(
    data: Session, nu: datetime, client: Client
) -> None:
    advies = gevraagd(data, nu)
    assert len(mails(data, "advies_vraag")) == 5
    link = link_van(data, "corporaties")
    before = everything(data)
    for _ in range(5):
        assert "Wat vindt u van dit advies?" in client.get(link).text
    assert everything(data) == before
    kort = {"antwoord": "niet_eens", "toelichting": "Nee.", "naam": "Kim"}
    assert client.post(link, kort).status_code == 422
    assert client.post(link, {**JA, "naam": ""}).status_code == 422
    assert client.post(link, {**kort, "toelichting": NEE}).status_code == 303
    assert "Wij hebben uw antwoord: niet eens." in client.get(link).text
    assert client.post(link, JA).status_code == 303
    stem = data.scalars(select(Adviesstem)).one()
    assert (stem.partij.code, stem.antwoord) == ("corporaties", Partijantwoord.EENS)
    assert advies.stem_van(advies.aan) == "wacht"


@pytest.mark.usefixtures("_klok")
def test_after_ten_working_days_the_link_only_shows_and_asking_again_opens_it(
    data: Session, nu: datetime, client: Client
) -> None:
    advies = gevraagd(data, nu)
    link = link_van(data, "welzijn")
    assert advies.vragen[0].tot == date(2026, 12, 4)
    later = nu + timedelta(days=13)
    clock.install(lambda: later)
    assert "U kunt hierop niet meer antwoorden." in client.get(link).text
    assert client.post(link, JA).status_code == 409
    assert acties.vraag_partijen(advies, later) == 5
    data.commit()
    assert client.post(link, JA).status_code == 303
    assert acties.vraag_partijen(advies, later + timedelta(minutes=1)) == 4
    assert len(data.scalars(select(Adviesvraag)).all()) == 5


@pytest.mark.usefixtures("_klok")
def test_whom_it_is_for_answers_by_link_also_late_and_nobody_else_does(
    data: Session, nu: datetime, client: Client
) -> None:
    advies = gevraagd(data, nu)
    for code in ("bewoners", "gemeente", "corporaties", "veiligheid", "welzijn"):
        assert client.post(link_van(data, code), JA).status_code == 303
    data.refresh(advies)
    acties.breng_advies_uit(advies, nu)
    data.commit()
    assert mails(data, "advies_uitgebracht") == ["gemeente@example.org"]
    with pytest.raises(KanNietMeer):
        acties.vraag_partijen(advies, nu)
    ander, hun = link_van(data, "welzijn"), link_van(data, "gemeente")
    assert client.post(ander, {"stand": "gevolgd", "naam": "Kim"}).status_code == 409
    clock.install(lambda: nu + timedelta(days=50))
    before = everything(data)
    assert "Wat doet u met dit advies?" in client.get(hun).text
    assert everything(data) == before
    nee = {"stand": "niet_gevolgd", "reactie": "Nee.", "naam": "Rob Verzonnen"}
    assert client.post(hun, nee).status_code == 422
    assert client.post(hun, {**nee, "reactie": "Er is geen geld voor."}).status_code == 303
    assert client.post(hun, {**nee, "reactie": "Er is geen geld voor."}).status_code == 409
    assert advies.stand is Adviesstand.NIET_GEVOLGD
    shown = client.get("/adviezen/AV-2026-0001").text
    assert "Er is geen geld voor." in shown
    assert "Rob Verzonnen" not in shown


def test_who_it_is_for_is_asked_also_when_all_spoke_at_the_table(
    data: Session, nu: datetime
) -> None:
    zetels = met_contacten(data)
    advies = een_advies(zetels, nu)
    acties.stel_advies_op(advies)
    for zetel in zetels:
        acties.stem_over_advies(advies, Adviesstem(partij=zetel, antwoord=Partijantwoord.EENS))
    acties.breng_advies_uit(advies, nu)
    data.flush()
    assert mails(data, "advies_uitgebracht") == ["gemeente@example.org"]


def test_an_officer_asks_and_another_link_is_no_advice(
    data: Session, nu: datetime, login: Login, client: Client
) -> None:
    acties.stel_advies_op(een_advies(met_contacten(data), nu))
    data.commit()
    officer, page = login(een_lid(), "afgevaardigde"), "/bestuur/adviezen/AV-2026-0001"
    assert login(een_lid()).post(f"{page}/vragen").status_code == 403
    assert officer.post(f"{page}/vragen").status_code == 303
    shown = officer.get(page).text
    assert "5 e-mails zijn onderweg." in shown
    assert "Gemeente Leiden: gevraagd op" in shown
    assert client.get(f"/a/{token_for(bytes(16), ADVIES)}").status_code == 404


def test_a_party_has_one_link_for_an_advice(data: Session, nu: datetime) -> None:
    advies = gevraagd(data, nu)
    vraag = advies.vragen[0]
    data.add(Adviesvraag(advies=advies, partij=vraag.partij, kiem=bytes(16), gevraagd_op=nu,
                         tot=vraag.tot))  # fmt: skip
    with pytest.raises(IntegrityError):
        data.flush()

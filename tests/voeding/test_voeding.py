"""Voeding: given by members, answered by delegates, its fate always visible."""

from __future__ import annotations

from datetime import datetime

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.conftest import Login
from tests.factories import een_lid, een_thema
from tests.support.client import Client
from vereniging.core.errors import KanNietMeer
from vereniging.leden.models import Lid
from vereniging.post.models import Mail
from vereniging.voeding.models import (
    EigenSteun,
    EigenVoeding,
    Voeding,
    VoedingStand,
)

WAAROM = "Dit ligt bij de provincie, niet bij de gemeente."


def een_voeding(lid: Lid | None = None, **anders: object) -> Voeding:
    """A member asks for more trees."""
    velden: dict[str, object] = {
        "kenmerk": "V-2026-0001",
        "tekst": "Meer bomen in de Da Costastraat.",
        "ingediend_op": datetime.fromisoformat("2026-11-01T12:00:00+00:00"),
        "lid": lid or een_lid(),
        "thema": een_thema(),
    }
    return Voeding(**{**velden, **anders})  # type: ignore[arg-type]  # the fields of Voeding


@pytest.mark.parametrize("stand", [s for s in VoedingStand if s not in {"ingediend", "geplaatst"}])
def test_a_fate_is_decided_once(stand: VoedingStand, nu: datetime) -> None:
    voeding = een_voeding(stand=stand)
    door = een_lid()
    acts = [
        lambda: voeding.niet_overnemen(door, WAAROM, nu),
        lambda: voeding.meenemen(door, WAAROM, nu),
        lambda: voeding.verbergen(WAAROM, nu),
        voeding.intrekken,
        voeding.plaatsen,
    ]
    if stand is not VoedingStand.MEEGENOMEN:  # what goes to a meeting may still become a standpunt
        acts.append(lambda: voeding.opnemen(nu))
    for act in acts:
        with pytest.raises(KanNietMeer, match="deze inbreng"):
            act()
    assert voeding.stand is stand


def test_nobody_decides_on_or_supports_their_own(nu: datetime) -> None:
    voeding = een_voeding(stand=VoedingStand.GEPLAATST)
    with pytest.raises(EigenVoeding, match="andere afgevaardigde"):
        voeding.niet_overnemen(voeding.lid, WAAROM, nu)
    with pytest.raises(EigenVoeding):
        voeding.meenemen(voeding.lid, WAAROM, nu)
    with pytest.raises(EigenSteun):
        voeding.steunen(voeding.lid, nu)


def test_merging_unites_the_supporters_once_each(data: Session, nu: datetime) -> None:
    members = [een_lid() for _ in range(3)]
    een = een_voeding(stand=VoedingStand.GEPLAATST)
    ander = een_voeding(kenmerk="V-2026-0002", stand=VoedingStand.GEPLAATST, thema=een.thema)
    data.add_all([een, ander, *members])
    data.flush()
    for lid in members[:2]:
        een.steunen(lid, nu)
    for lid in members[1:]:
        ander.steunen(lid, nu)
    data.flush()
    ander.samenvoegen(een, nu)
    data.flush()
    assert {steun.lid_id for steun in een.steun} == {lid.id for lid in members}
    assert ander.bij_id == een.id


def give(member: Client, **anders: str) -> str:
    """A member sends the form; where it went."""
    form = {"thema": "groen", "soort": "voorstel", "tekst": "Meer bomen in onze straat."}
    answer = member.post("/voeding", {**form, **anders})
    assert answer.status_code == 303, answer.text
    return str(answer.location)


def test_a_member_gives_voeding_and_reads_the_answer(
    data: Session, login: Login, client: Client
) -> None:
    data.add(een_thema())
    delegate = login(een_lid(), "afgevaardigde")
    member = login(lid := een_lid())
    page = give(member)
    assert login(een_lid()).get(page).status_code == 404
    assert client.get(page).status_code == 303
    given = {"besluit": "niet_overnemen", "tekst": WAAROM}
    assert delegate.post(f"{page}/lot", given).status_code == 303
    assert WAAROM in member.get(page).text
    assert delegate.post(f"{page}/lot", given).status_code == 409
    mails = data.scalars(select(Mail).where(Mail.aan == lid.email).order_by(Mail.id)).all()
    assert [mail.sleutel.partition(":")[0] for mail in mails] == [
        "voeding-ontvangen",
        "voeding-lot",
    ]


def test_placed_voeding_can_be_read_and_supported(data: Session, login: Login) -> None:
    data.add(een_thema())
    page = give(login(een_lid()))
    delegate, other = login(een_lid(), "afgevaardigde"), login(een_lid())
    assert delegate.post(f"{page}/plaatsen").status_code == 303
    for _ in range(2):
        assert other.post(f"{page}/steun").status_code == 303
    assert "1 lid steunt dit." in other.get(page).text
    assert other.post(f"{page}/geen-steun").status_code == 303
    assert "0 leden steunen dit." in other.get(page).text
    assert "Meer bomen" in other.get("/voeding").text
    assert "Meer bomen" in other.get("/themas/groen").text


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"tekst": "Kort"}, "minstens 10 tekens"),
        ({"tekst": "x" * 2134}, "U gebruikte 2.134 tekens, 2.000 is de grens."),
        ({"thema": ""}, "Kies een thema."),
        ({"thema": "anders"}, "Kies een van de mogelijkheden."),
        ({"soort": ""}, "Kies of het een signaal of een voorstel is."),
    ],
)
def test_what_is_not_right_keeps_the_text(
    data: Session, login: Login, anders: dict[str, str], zin: str
) -> None:
    data.add(een_thema())
    form = {"thema": "groen", "soort": "signaal", "tekst": "<script>alert(1)</script> en bomen"}
    answer = login(een_lid()).post("/voeding", {**form, **anders})
    assert answer.status_code == 422
    assert zin in answer.text
    assert "<script>alert" not in answer.text
    assert data.scalar(select(func.count()).select_from(Voeding)) == 0


def test_only_the_author_takes_it_back(data: Session, login: Login) -> None:
    data.add(een_thema())
    member = login(een_lid())
    page = give(member)
    assert login(een_lid(), "afgevaardigde").post(f"{page}/intrekken").status_code == 404
    assert member.post(f"{page}/intrekken").status_code == 303
    assert member.post(f"{page}/intrekken").status_code == 409
    assert "Meer bomen" in member.get("/mijn/voeding").text


def test_a_page_that_does_not_exist_is_the_last_one(data: Session, login: Login) -> None:
    member = login(een_lid())
    for blad in ("0", "-3", "x", "9" * 30):
        assert member.get(f"/voeding?blad={blad}").status_code == 200

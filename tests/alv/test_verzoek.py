"""Members ask for a general meeting (BW 2:41 lid 2 and 3)."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.alv.factories import een_alv, een_punt, leden
from tests.conftest import Login
from tests.factories import een_lid
from vereniging.alv.acties import (
    begin_verzoek,
    meld_termijn,
    roep_op,
    roep_zelf_op,
    steun_verzoek,
    trek_steun_in,
    trek_verzoek_in,
    willig_in,
)
from vereniging.alv.acties.verzoeken import AlGesteund, GeenStemrecht, NietVanU
from vereniging.alv.models import (
    AlvStand,
    Alvverzoek,
    AlvverzoekStand,
    Alvverzoeksteun,
    NietOpTijd,
    NogAanBestuur,
    OproepTeLaat,
)
from vereniging.core.errors import KanNietMeer
from vereniging.leden.models import Functie, FunctieSoort, Lid, LidSoort
from vereniging.post.models import Mail
from vereniging.taken.models import Taak

DAG = timedelta(days=1)


def een_verzoek(lid: Lid, nu: datetime) -> Alvverzoek:
    return begin_verzoek(lid, "Het speeltuinhek", "Het hek is stuk en duur.", nu)


def ingediend(data: Session, nu: datetime) -> tuple[Alvverzoek, list[Lid]]:
    """Twenty members, of whom two ask."""
    wie = leden(20)
    verzoek = een_verzoek(wie[0], nu)
    steun_verzoek(verzoek, wie[1], nu)
    data.flush()
    return verzoek, wie


def test_enough_votes_hand_it_in_at_once_and_everyone_concerned_hears(
    data: Session, nu: datetime
) -> None:
    wie = leden(21)
    secretaris = wie[20]
    data.add(Functie(soort=FunctieSoort.SECRETARIS, lid=secretaris, begin=nu.date()))
    verzoek = een_verzoek(wie[0], nu)
    steun_verzoek(verzoek, wie[1], nu)
    assert (verzoek.nodig, verzoek.stand) == (3, AlvverzoekStand.LOOPT)  # ten percent, rounded up
    steun_verzoek(verzoek, wie[2], nu)
    data.flush()
    assert verzoek.stand is AlvverzoekStand.INGEDIEND
    mails = list(data.scalars(select(Mail)))
    assert sorted(str(each.aan) for each in mails) == sorted(
        str(lid.email) for lid in (*wie[:3], secretaris)
    )
    assert data.scalars(select(Taak).where(Taak.soort == "alv.verzoek")).one().gegevens == {
        "nummer": verzoek.id
    }


def test_support_counts_once_and_can_be_withdrawn_until_it_is_handed_in(
    data: Session, nu: datetime
) -> None:
    wie = leden(40)
    verzoek = een_verzoek(wie[0], nu)
    steun_verzoek(verzoek, wie[1], nu)
    with pytest.raises(AlGesteund):
        steun_verzoek(verzoek, wie[1], nu)
    trek_steun_in(verzoek, wie[1])
    data.flush()
    assert [each.lid for each in verzoek.steun] == [wie[0]]
    with pytest.raises(NietVanU):  # not supported, or who began it
        trek_steun_in(verzoek, wie[1])
    with pytest.raises(NietVanU):
        trek_verzoek_in(verzoek, wie[1])
    trek_verzoek_in(verzoek, wie[0])
    with pytest.raises(KanNietMeer):
        steun_verzoek(verzoek, wie[2], nu)


def test_only_votes_count(data: Session, nu: datetime) -> None:
    verzoek = een_verzoek(leden(20)[0], nu)
    donateur = leden(1, soort=LidSoort.DONATEUR)[0]
    with pytest.raises(GeenStemrecht):
        steun_verzoek(verzoek, donateur, nu)
    with pytest.raises(GeenStemrecht):
        een_verzoek(donateur, nu)


def test_the_database_too_counts_a_member_once(data: Session, nu: datetime) -> None:
    verzoek = een_verzoek(lid := leden(20)[0], nu)
    data.flush()
    verzoek.steun.append(Alvverzoeksteun(lid=lid, op=nu))
    with pytest.raises(IntegrityError):
        data.flush()


def test_the_board_answers_with_a_called_meeting_within_four_weeks(
    data: Session, nu: datetime
) -> None:
    verzoek, wie = ingediend(data, nu)
    laat = een_alv(nu, timedelta(days=30))
    een_punt(laat)
    alv = een_alv(nu)
    een_punt(alv)
    with pytest.raises(NietOpTijd):  # nobody is called to it yet
        willig_in(verzoek, alv, nu)
    roep_op(laat, nu)
    with pytest.raises(NietOpTijd):
        willig_in(verzoek, laat, nu)
    roep_op(alv, nu)
    willig_in(verzoek, alv, nu)
    data.flush()
    assert (verzoek.stand, verzoek.alv) == (AlvverzoekStand.OPGEROEPEN, alv)
    with pytest.raises(KanNietMeer):
        roep_zelf_op(verzoek, wie[0], nu + 60 * DAG, "Speeltuin", nu + 20 * DAG)


def test_after_fourteen_days_who_asked_calls_the_members(data: Session, nu: datetime) -> None:
    verzoek, wie = ingediend(data, nu)
    mailed = len(list(data.scalars(select(Mail))))
    with pytest.raises(NogAanBestuur):
        roep_zelf_op(verzoek, wie[0], nu + 40 * DAG, "Speeltuin", nu + 14 * DAG)
    meld_termijn(verzoek, nu + 14 * DAG)
    data.flush()
    assert len(list(data.scalars(select(Mail)))) == mailed
    later = nu + 15 * DAG
    meld_termijn(verzoek, later)
    data.flush()
    assert len(list(data.scalars(select(Mail)))) == mailed + 2
    with pytest.raises(NietVanU):
        roep_zelf_op(verzoek, wie[5], later + 20 * DAG, "Speeltuin", later)
    with pytest.raises(OproepTeLaat):  # the members get the time that the statutes promise
        roep_zelf_op(verzoek, wie[1], later + 10 * DAG, "Speeltuin", later)
    data.rollback()


def test_the_meeting_that_members_called_is_about_what_they_asked(
    data: Session, nu: datetime
) -> None:
    verzoek, wie = ingediend(data, nu)
    later = nu + 15 * DAG
    alv = roep_zelf_op(verzoek, wie[1], later + 20 * DAG, "Speeltuin", later)
    data.flush()
    assert verzoek.stand is AlvverzoekStand.ZELF_OPGEROEPEN
    assert alv.stand is AlvStand.OPGEROEPEN
    assert [punt.titel for punt in alv.punten] == ["Het speeltuinhek"]


def test_from_asking_to_calling_by_page(data: Session, nu: datetime, login: Login) -> None:
    leden(10)
    ik = een_lid()
    browser = login(ik)
    assert "Niemand vraagt nu om een ledenvergadering." in browser.get("/alv/verzoeken").text
    assert browser.post("/alv/verzoeken/nieuw", {"onderwerp": "x"}).status_code == 422
    velden = {"onderwerp": "Het speeltuinhek", "toelichting": "Het hek is stuk en duur."}
    url = browser.post("/alv/verzoeken/nieuw", velden).headers["Location"]
    page = browser.get(url).text
    assert "Het speeltuinhek" in page
    assert "1 van 2 leden" in page
    ander = login(een_lid())
    assert "Ik vraag dit ook" in ander.get(url).text
    assert ander.post(f"{url}/steun", {}).status_code == 303
    assert "Het bestuur moet uiterlijk" in ander.get(url).text
    assert ander.post(f"{url}/steun/intrekken", {}).status_code == 409
    vroeg = {"dag": f"{nu + 40 * DAG:%Y-%m-%d}", "uur": "19.30", "plaats": "Speeltuin"}
    assert ander.post(f"{url}/oproepen", vroeg | {"uur": "laat"}).status_code == 422
    assert ander.post(f"{url}/oproepen", vroeg).status_code == 409
    alv = een_alv(nu)
    een_punt(alv)
    roep_op(alv, nu)
    data.commit()
    secretaris = login(een_lid(), "secretaris")
    assert "Dit hoort bij de vergadering" in secretaris.get(url).text
    nummer = url.rsplit("/", 1)[1]
    bij = secretaris.post(f"/bestuur/alv/verzoeken/{nummer}", {"alv": alv.slug})
    assert bij.status_code == 303
    assert "Leden zijn opgeroepen" in ander.get("/alv/verzoeken").text

"""Whose time is over goes from every table; the books and the roll keep their rows (P-05, P-06)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.avg.test_inzage import een_nota
from tests.conftest import Login
from tests.factories import TOEN, een_adres, een_huishouden, een_lid
from tests.voeding.test_voeding import een_voeding
from vereniging.betalingen.machtiging import Machtiging, MachtigingStand, Machtigingstekst
from vereniging.contributie.models import Nota
from vereniging.core import clock
from vereniging.core.db import Base, db
from vereniging.core.money import Bedrag
from vereniging.leden.acties.wissen import WissenKanNogNiet, wis_aanmelding, wis_lid
from vereniging.leden.models import (
    Aanmelding,
    AanmeldingStand,
    Adres,
    Emailwijziging,
    Functie,
    FunctieSoort,
    Lid,
    Lidmaatschap,
    LidSoort,
    Lidwijziging,
    Maatregel,
)
from vereniging.leden.models.maatregel import Maatregelgrond, MaatregelSoort
from vereniging.logboek.acties import first_fault
from vereniging.logboek.models import Inzagelog
from vereniging.post.models import Mail, Mailniveau, Mailvoorkeur
from vereniging.statuten.acties import neem_besluit
from vereniging.statuten.models import Orgaan
from vereniging.taken.bewaren import REGELS, ruim_op
from vereniging.toegang.models import Account, Sessie, SessieSoort, hashed

JAAR_TERUG = date(2025, 11, 21)  # more than twelve months before `nu`
ZICHTBAAR = ("Xanthippe", "Wegman", "xanthippe@example.org", "+31687654321", "Verdwijnstraat")


def periode(einde: date | None) -> Lidmaatschap:
    return Lidmaatschap(soort=LidSoort.LID, begin=date(2020, 1, 1), einde=einde, ingevoerd_op=TOEN)


def een_oud_lid(data: Session, einde: date | None = JAAR_TERUG, **anders: Any) -> Lid:
    """Somebody with a name that no other row holds, who left."""
    velden = {
        "voornaam": ZICHTBAAR[0], "achternaam": ZICHTBAAR[1], "email": ZICHTBAAR[2],
        "telefoon": ZICHTBAAR[3], "adres": een_adres(straat=ZICHTBAAR[4]),
        "lidmaatschappen": [periode(einde)],
    }  # fmt: skip
    data.add(lid := een_lid(**{**velden, **anders}))
    data.flush()
    return lid


def een_aanmelding(data: Session, nu: datetime, **anders: Any) -> Aanmelding:
    """A refused application of the same person."""
    velden: dict[str, Any] = {
        "kenmerk": "AM-2026-0001", "kiem": b"1" * 16, "voornaam": ZICHTBAAR[0],
        "achternaam": ZICHTBAAR[1], "email": ZICHTBAAR[2], "telefoon": ZICHTBAAR[3],
        "adres": een_adres(straat=ZICHTBAAR[4]), "soort": LidSoort.LID, "is_zestien": True,
        "akkoord": "statuten 1", "ingediend_op": nu, "reden": "Wegman woont elders.",
        "stand": AanmeldingStand.AFGEWEZEN, "besloten_op": nu - timedelta(days=100),
    }  # fmt: skip
    data.add(aanmelding := Aanmelding(**{**velden, **anders}))
    data.flush()
    return aanmelding


def alles_erbij(data: Session, lid: Lid, nu: datetime) -> None:
    """What several packages keep of a former member."""
    account = Account(email=str(lid.email), gemaakt_op=nu, lid_id=lid.id)
    data.add_all([
        account,
        Sessie(sleutel_hash=hashed("x"), account=account, soort=SessieSoort.MAILCODE,
               bevestigd_op=nu, verloopt_op=nu),
        Lidwijziging(lid=lid, op=nu, veld="achternaam", oud="Wegman", nieuw="Wegman-Oud"),
        Emailwijziging(lid=lid, oud="xanthippe@example.org", nieuw="x2@example.org",
                       gevraagd_op=nu),
        Mailvoorkeur(lid_id=lid.id, onderwerp="nieuws", niveau=next(iter(Mailniveau)),
                     gewijzigd_op=nu),
        Mail(sleutel="m", aan=str(lid.email), onderwerp="Dag Xanthippe", tekst=None,
             gemaakt_op=nu, klaar_vanaf=nu),
        Mail(sleutel="b", aan="", onderwerp="Brief aan Wegman", tekst=None, gemaakt_op=nu,
             klaar_vanaf=nu, is_brief=True, lid_id=lid.id),
        Maatregel(lid=lid, besluit=neem_besluit(Orgaan.BESTUUR, "Einde", "Besluit", nu),
                  soort=MaatregelSoort.OPZEGGING,
                  grond=Maatregelgrond.VEREISTEN, redenen="Wegman riep.", van=nu.date()),
        een_voeding(lid=lid, naam_zichtbaar=True),
    ])  # fmt: skip
    nota = een_nota(lid, nu)
    nota.saldo = Bedrag(0)
    data.add(nota)
    een_aanmelding(data, nu, lid_id=None, stand=AanmeldingStand.TOEGELATEN).lid_id = lid.id
    data.flush()


def dump() -> Iterator[tuple[str, str]]:
    """Every value of every table as text."""
    for table in Base.metadata.sorted_tables:
        for row in db.session.execute(select(table)):
            yield from ((table.name, str(value)) for value in row)


def found(data: Session) -> set[tuple[str, str]]:
    """In which tables the person still stands, and by which of their details."""
    data.flush()
    small = [word.casefold() for word in ZICHTBAAR]
    return {(t, word) for t, value in dump() for word in small if word in value.casefold()}


def test_no_table_names_a_member_who_was_erased(data: Session, nu: datetime) -> None:
    alles_erbij(data, lid := een_oud_lid(data), nu)
    assert {"lid", "adres", "nota", "account", "mail"} <= {table for table, _word in found(data)}
    assert wis_lid(lid, nu)
    assert found(data) == set()
    assert data.scalars(select(Mailvoorkeur)).all() == []
    assert not wis_lid(lid, nu)


def test_the_books_keep_number_and_amount(data: Session, nu: datetime) -> None:
    alles_erbij(data, lid := een_oud_lid(data), nu)
    wis_lid(lid, nu)
    data.expire_all()
    nota = data.scalars(select(Nota)).one()
    assert (nota.kenmerk, nota.bedrag, nota.tenaamstelling) == (
        "N-2026-0031", Bedrag(1000), "Gewist",
    )  # fmt: skip
    assert [p.einde for p in lid.lidmaatschappen] == [JAAR_TERUG]
    data.commit()
    assert first_fault() == ""


def test_the_others_at_home_keep_their_door_and_their_household(
    data: Session, nu: datetime
) -> None:
    lid = een_oud_lid(data)
    ander = een_lid(adres=lid.adres)
    huis = een_huishouden(lid, ander, adres=lid.adres)
    data.add(huis)
    data.flush()
    huis.betaler_id = lid.id
    wis_lid(lid, nu)
    data.expire_all()
    assert ander.huishouden is huis
    assert not huis.betaler_id
    assert huis.adres is ander.adres
    assert ander.adres.straat == ZICHTBAAR[4]
    assert lid.adres.straat == "Onbekend"


def test_a_door_that_nobody_lives_behind_goes(data: Session, nu: datetime) -> None:
    lid = een_oud_lid(data)
    data.add(een_huishouden(lid))
    wis_lid(lid, nu)
    wis_lid(een_oud_lid(data), nu)
    assert [adres.straat for adres in data.scalars(select(Adres))] == ["Onbekend"]


@pytest.mark.parametrize("einde", [None, date(2026, 11, 22)])
def test_who_is_a_member_today_is_not_erased(
    data: Session, nu: datetime, einde: date | None
) -> None:
    lid = een_oud_lid(data, einde)
    with pytest.raises(WissenKanNogNiet, match="lidmaatschap"):
        wis_lid(lid, nu)
    assert lid.achternaam == ZICHTBAAR[1]


@pytest.mark.parametrize("cents", [1000, -1000])
def test_nobody_is_erased_while_money_is_open_either_way(
    data: Session, nu: datetime, cents: int
) -> None:
    lid = een_oud_lid(data)
    nota = een_nota(lid, nu)
    nota.saldo = Bedrag(cents)
    data.add(nota)
    data.flush()
    with pytest.raises(WissenKanNogNiet, match="geld open"):
        wis_lid(lid, nu)
    ruim_op("avg.opruimen", nu)
    assert lid.gewist_op is None


def test_who_holds_an_office_stays(data: Session, nu: datetime) -> None:
    lid = een_oud_lid(data)
    data.add(Functie(lid=lid, soort=FunctieSoort.TELLER, begin=date(2026, 1, 1)))
    data.flush()
    with pytest.raises(WissenKanNogNiet, match="functie"):
        wis_lid(lid, nu)


def test_a_mandate_somebody_signed_stays_with_the_books(data: Session, nu: datetime) -> None:
    lid = een_oud_lid(data)
    words = Machtigingstekst(kenmerk="M1", versie=1, tekst="Ik machtig.", sha256="a" * 64)
    machtiging = Machtiging(
        lid=lid, tekst=words, modus="test", kenmerk="M1", naam="X. Wegman",
        iban_laatste4="1234", aankondiging_dagen=14, getekend_op=nu, vastgelegd_op=nu,
        stand=MachtigingStand.INGETROKKEN, ingetrokken_op=nu,
    )  # fmt: skip
    data.add(machtiging)
    data.flush()
    wis_lid(lid, nu)
    assert {table for table, _word in found(data)} == {"machtiging"}


def test_twelve_months_after_the_last_day_the_nightly_work_erases(
    data: Session, nu: datetime
) -> None:
    erased = een_oud_lid(data)
    today = een_oud_lid(data, date(2025, 11, 22), email="b@example.org")
    again = een_oud_lid(
        data, email="c@example.org", lidmaatschappen=[periode(JAAR_TERUG), periode(None)]
    )
    never = een_oud_lid(data, email="d@example.org", lidmaatschappen=[])
    (regel,) = [r for r in REGELS["avg.opruimen"] if r.model is Lid]
    assert regel.tel(nu) == 1
    ruim_op("avg.opruimen", nu)
    assert erased.gewist_op == nu
    assert [today.gewist_op, again.gewist_op, never.gewist_op] == [None, None, None]
    assert regel.tel(nu) == 0


@pytest.mark.parametrize(
    ("stand", "days", "gone"),
    [
        (AanmeldingStand.AFGEWEZEN, 100, True),
        (AanmeldingStand.INGETROKKEN, 100, True),
        (AanmeldingStand.AFGEWEZEN, 80, False),
        (AanmeldingStand.TOEGELATEN, 100, False),
    ],
)
def test_three_months_after_a_refusal_the_applicant_is_forgotten(
    data: Session, nu: datetime, stand: AanmeldingStand, days: int, gone: bool
) -> None:
    een_aanmelding(data, nu, stand=stand, besloten_op=nu - timedelta(days=days))
    data.add(Account(email=ZICHTBAAR[2], gemaakt_op=nu))
    ruim_op("avg.opruimen", nu)
    assert (found(data) == set()) is gone


def test_an_applicant_with_money_to_get_back_is_kept_until_then(
    data: Session, nu: datetime
) -> None:
    aanmelding = een_aanmelding(data, nu)
    nota = een_nota(een_oud_lid(data, email="c@example.org"), nu)
    nota.lid_id = nota.betaler_id = None
    nota.aanmelding_id, nota.saldo, nota.ingetrokken_op = aanmelding.id, Bedrag(-1000), nu
    data.add(nota)
    data.flush()
    with pytest.raises(WissenKanNogNiet):
        wis_aanmelding(aanmelding, nu)
    nota.saldo = Bedrag(0)
    data.flush()
    assert wis_aanmelding(aanmelding, nu)
    assert not wis_aanmelding(aanmelding, nu)
    data.expire_all()
    assert nota.tenaamstelling == "Gewist"


def test_who_was_refused_and_then_admitted_keeps_account_and_mail(
    data: Session, nu: datetime
) -> None:
    lid = een_oud_lid(data, None)
    data.add(account := Account(email=ZICHTBAAR[2], gemaakt_op=nu, lid_id=lid.id))
    een_aanmelding(data, nu)
    ruim_op("avg.opruimen", nu)
    assert (account.email, lid.email) == (ZICHTBAAR[2], ZICHTBAAR[2])


def test_who_is_erased_stands_in_lists_without_a_name_and_cannot_sign_in(
    data: Session, nu: datetime, login: Login
) -> None:
    lid = een_oud_lid(data)
    alles_erbij(data, lid, nu)
    wis_lid(lid, nu)
    assert data.scalars(select(Sessie)).all() == []
    page = login(een_lid(), "secretaris").get(f"/bestuur/leden/{lid.lidnummer}")
    assert page.status_code == 200
    assert "Gewist" in page.text
    assert clock.now() == nu


def test_the_board_sees_beforehand_who_goes_tonight(
    data: Session, nu: datetime, login: Login
) -> None:
    board = login(een_lid(), "secretaris")
    assert "Vannacht wordt niemand gewist." in board.get("/bestuur/avg").text
    een_oud_lid(data)
    een_aanmelding(data, nu, achternaam="Geweigerd")
    page = board.get("/bestuur/avg").text
    for seen in (
        "Vannacht worden 2 personen gewist.",
        "Wegman",
        "Geweigerd",
        "Wie oud-leden waren",
    ):
        assert seen in page, seen
    assert found(data)  # a look changes nothing
    assert data.scalars(select(Inzagelog).where(Inzagelog.wat == "avg.bewaren")).all()
    assert login(een_lid()).get("/bestuur/avg").status_code == 403

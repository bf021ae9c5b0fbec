"""Decisions stand on a page at once; who was not there is asked, and silence is no yes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.commissie.test_tafel import NEE, PAGINA, allen_er, consensus, zegt
from tests.commissie.test_vergadering import een_vergadering
from tests.conftest import Login
from tests.convenant.factories import een_geldende_afspraak
from tests.convenant.test_wederhoor import everything, met_contacten
from tests.factories import een_lid
from tests.support.client import Client
from vereniging.commissie import acties
from vereniging.commissie.acties import WieWasEr
from vereniging.commissie.besluitenlijst import velden
from vereniging.commissie.blokken import agenda
from vereniging.commissie.mail import STANDPUNT
from vereniging.commissie.models import (
    Actiepunt,
    Agendapunt,
    Openstand,
    Standpuntvraag,
    Toezegging,
    Uitkomst,
    UitkomstSoort,
    Vergadering,
    ZonderAfloop,
)
from vereniging.commissie.queries import zonder_instemming
from vereniging.convenant.models import Partij, Partijantwoord
from vereniging.core import clock
from vereniging.core.errors import KanNietMeer
from vereniging.core.secrets import token_for
from vereniging.post.models import Mail
from vereniging.statuten.acties import neem_besluit
from vereniging.statuten.models import Besluit, Orgaan

DAG = date(2026, 11, 22)
LIJST = "/vergaderingen/2026-12-08/besluiten"
JA = {"antwoord": "eens", "naam": "Kim Verzonnen"}


@pytest.fixture
def _klok() -> Iterator[None]:
    yield
    clock.install(clock.system)


def aan_tafel(data: Session, nu: datetime) -> tuple[list[Partij], Vergadering, Agendapunt]:
    """A meeting that has begun, with one item, and contacts that can be asked."""
    zetels, vergadering = met_contacten(data), een_vergadering(nu)
    data.add(vergadering)
    punt = acties.zet_op_agenda(vergadering, "Parkeren op zaterdag")
    acties.begin_vergadering(vergadering, nu)
    data.flush()
    return zetels, vergadering, punt


def gesloten(data: Session, nu: datetime, behalve: str = "") -> tuple[list[Partij], Agendapunt]:
    """The parties that were there agreed, and the meeting is over."""
    zetels, vergadering, punt = aan_tafel(data, nu)
    allen_er(vergadering, zetels, behalve)
    acties.leg_vast(punt, consensus(nu), nu)
    acties.sluit_vergadering(vergadering, nu)
    data.commit()
    return zetels, punt


def link(data: Session) -> str:
    return f"/a/{token_for(data.scalars(select(Standpuntvraag)).one().kiem, STANDPUNT)}"


def test_what_all_five_said_is_a_decision_with_a_number_on_a_page_at_once(
    data: Session, nu: datetime, client: Client, login: Login
) -> None:
    zetels, vergadering, punt = aan_tafel(data, nu)
    allen_er(vergadering, zetels)
    for zetel in zetels[:4]:
        acties.leg_standpunt_vast(punt, zegt(zetel))
    acties.leg_standpunt_vast(punt, zegt(zetels[4], Partijantwoord.ONTHOUDING, NEE))
    acties.leg_vast(punt, consensus(nu), nu)
    data.add(Toezegging(agendapunt=punt, partij=zetels[1], tekst="Een telling houden",
                        voor_datum=date(2027, 1, 10)))  # fmt: skip
    data.commit()
    officer = login(een_lid(), "afgevaardigde")
    assert client.get(LIJST).status_code == 404  # not before the meeting is over
    assert officer.get(LIJST).status_code == 200
    assert officer.post(f"{PAGINA}/sluiten").status_code == 303
    besluit = data.scalars(select(Besluit)).one()
    assert (besluit.orgaan, besluit.is_openbaar) == (Orgaan.COMMISSIE, True)
    assert data.scalars(select(Mail)).all() == []
    page = client.get(LIJST).text
    for words in (besluit.kenmerk, "8.1 Parkeren op zaterdag", "Wij doen het.", NEE,
                  "Een telling houden", "Het verslag is een concept."):  # fmt: skip
        assert words in page
    assert "Lees de besluitenlijst" in client.get("/vergaderingen/2026-12-08").text
    assert client.get("/vergaderingen/2026-12-09/besluiten").status_code == 404


def test_the_list_prints_with_dissent_and_without_names(
    data: Session, nu: datetime, client: Client
) -> None:
    pytest.importorskip("typst")
    zetels, vergadering, punt = aan_tafel(data, nu)
    acties.leg_standpunt_vast(punt, zegt(zetels[2], Partijantwoord.NIET_EENS, NEE))
    geen = Uitkomst(soort=UitkomstSoort.GEEN_CONSENSUS, tekst="Nee.", vastgelegd_op=nu)
    acties.leg_vast(punt, geen, nu)
    actie = Actiepunt(vergadering=vergadering, agendapunt=punt, partij=zetels[0],
                      wie="Kim Verzonnen", wat="Een telling regelen",
                      voor_datum=date(2027, 1, 5))  # fmt: skip
    acties.geef_actiepunt(actie)
    acties.sluit_vergadering(vergadering, nu)
    data.commit()
    (item,) = velden(vergadering, DAG)["punten"]
    assert item["partijen"] == [["Woningbouwcorporaties", f"Niet eens. {NEE}"]]
    assert item["acties"] == [["Bewoners", "Een telling regelen, voor 5 januari 2027."]]
    assert (item["besluit"], item["wacht"]) == ("", "")
    assert "Verzonnen" not in str(velden(vergadering, DAG))
    sent = client.get(f"{LIJST}.pdf")
    assert (sent.mimetype, sent.data[:4]) == ("application/pdf", b"%PDF")
    assert "Kim Verzonnen" not in client.get(LIJST).text


def test_nobody_agrees_on_behalf_of_who_was_not_there(data: Session, nu: datetime) -> None:
    zetels, vergadering, punt = aan_tafel(data, nu)
    acties.leg_vast(punt, consensus(nu), nu)
    with pytest.raises(WieWasEr):
        acties.sluit_vergadering(vergadering, nu)
    allen_er(vergadering, zetels, "welzijn")
    acties.maak_besluiten(vergadering, nu)
    assert punt.uitkomst is not None
    assert punt.uitkomst.soort is UitkomstSoort.VOORBEHOUD
    assert punt.uitkomst.wacht_tot == date(2026, 12, 4)  # ten working days
    assert data.scalars(select(Besluit)).all() == []
    mail = data.scalars(select(Mail)).one()
    assert (mail.aan, mail.sleutel.split(":")[0]) == ("welzijn@example.org", "punt")


def test_the_absent_party_answers_by_link_and_then_it_is_a_decision(
    data: Session, nu: datetime, client: Client
) -> None:
    _zetels, punt = gesloten(data, nu, "welzijn")
    page = link(data)
    assert "Dit is nog geen besluit. Welzijn was er niet" in client.get(LIJST).text
    before = everything(data)
    for _ in range(5):
        assert "Bent u het eens?" in client.get(page).text
    assert everything(data) == before
    nee = {"antwoord": "niet_eens", "naam": "Kim", "toelichting": "Nee."}
    assert client.post(page, nee).status_code == 422
    assert client.post(page, {**nee, "toelichting": NEE}).status_code == 303
    assert punt.uitkomst is not None
    data.refresh(punt.uitkomst)
    assert punt.uitkomst.soort is UitkomstSoort.GEEN_CONSENSUS
    assert NEE in client.get(LIJST).text
    assert client.post(page, JA).status_code == 303
    data.refresh(punt.uitkomst)
    assert punt.uitkomst.soort.value == "consensus"
    besluit = data.scalars(select(Besluit)).one()
    shown = client.get(LIJST).text
    assert besluit.kenmerk in shown
    assert "Kim Verzonnen" not in shown
    assert client.post(page, nee).status_code == 409  # five said yes: it is decided


@pytest.mark.usefixtures("_klok")
def test_silence_is_no_yes_and_is_reminded_once(
    data: Session, nu: datetime, client: Client, login: Login
) -> None:
    _zetels, punt = gesloten(data, nu, "welzijn")
    assert acties.herinner_afwezigen(nu) == 0
    bijna = nu + timedelta(days=10)
    assert acties.herinner_afwezigen(bijna) == 1
    data.flush()
    assert acties.herinner_afwezigen(bijna) == 0
    data.commit()
    clock.install(lambda: nu + timedelta(days=13))
    assert "U kunt hierop niet meer antwoorden." in client.get(link(data)).text
    assert client.post(link(data), JA).status_code == 409
    assert punt.uitkomst is not None
    assert punt.uitkomst.soort is UitkomstSoort.VOORBEHOUD
    assert zonder_instemming(clock.today()) == [punt]
    assert "Welzijn was er niet en antwoordde niet." in client.get(LIJST).text
    page = login(een_lid(), "secretaris").get("/bestuur").text
    assert "Geen antwoord van Welzijn: Parkeren op zaterdag" in page


def test_what_went_a_step_up_is_not_answered_by_link(
    data: Session, nu: datetime, client: Client
) -> None:
    _zetels, punt = gesloten(data, nu, "welzijn")
    nee = {"antwoord": "niet_eens", "naam": "Kim", "toelichting": NEE}
    assert client.post(link(data), nee).status_code == 303
    data.refresh(punt.uitkomst)
    acties.schaal_punt_op(punt, nu)
    data.commit()
    assert client.post(link(data), JA).status_code == 409


def test_what_is_to_be_done_comes_back_on_each_agenda_until_it_is_done(
    data: Session, nu: datetime, login: Login, client: Client
) -> None:
    _zetels, vergadering, punt = aan_tafel(data, nu)
    officer, page = login(een_lid(), "secretaris"), f"{PAGINA}/actiepunten"
    velden_ = {"wat": "Een telling regelen", "partij": "gemeente", "wie": "Rob Verzonnen",
               "voor_datum": "2027-01-05", "punt": str(punt.id)}  # fmt: skip
    assert officer.post(page, {**velden_, "voor_datum": "2026-01-05"}).status_code == 422
    assert officer.post(page, {**velden_, "wie": ""}).status_code == 422
    assert officer.post(page, {**velden_, "punt": "999"}).status_code == 422
    assert officer.post(page, velden_).status_code == 303
    assert "Rob Verzonnen" in officer.get(page).text
    for dagen in (60, 120):
        later = nu + timedelta(days=dagen)
        data.add(een_vergadering(nu, slug=f"{later:%Y-%m-%d}", begin=later))
    data.flush()
    eerste, tweede = (f"{nu + timedelta(days=dagen):%Y-%m-%d}" for dagen in (60, 120))
    for slug in (eerste, tweede):
        shown = client.get(f"/vergaderingen/{slug}").text
        assert "Een telling regelen" in shown
        assert "Verzonnen" not in shown
    actie = data.scalars(select(Actiepunt)).one()
    klaar = f"/bestuur/vergaderingen/{eerste}/openstaand/actiepunt/{actie.id}"
    assert officer.post(klaar, {"stand": "gedaan", "afloop": "Ja."}).status_code == 422
    gedaan = {"stand": "gedaan", "afloop": "De telling is op 4 januari gehouden."}
    assert login(een_lid()).post(klaar, gedaan).status_code == 403
    assert officer.post(klaar, gedaan).status_code == 303
    assert officer.post(klaar, gedaan).status_code == 409
    assert officer.get(f"{klaar}9").status_code == 404
    assert "Een telling regelen" not in client.get(f"/vergaderingen/{tweede}").text
    assert vergadering.is_gehouden is False


@pytest.mark.usefixtures("_klok")
def test_the_made_parts_are_fixed_on_papers_day_and_an_item_after_that_needs_a_reason(
    data: Session, nu: datetime, login: Login, client: Client
) -> None:
    zetels, vergadering = met_contacten(data), een_vergadering(nu)
    data.add(vergadering)
    een_geldende_afspraak(zetels, voor_datum=date(2026, 11, 1))
    data.commit()
    page = "/vergaderingen/2026-12-08"
    titels = [deel.titel for deel in agenda(vergadering, date(2026, 11, 22))]
    assert len(titels) == 13
    assert "Lampen op het pad" in client.get(page).text
    assert acties.bevries_agendas(nu) == 0
    papers = nu + timedelta(days=9)
    assert acties.bevries_agendas(papers) == 1
    assert acties.bevries_agendas(papers) == 0
    een_geldende_afspraak(zetels, kenmerk="A-2026-002", tekst="Een nieuwe bank",
                          voor_datum=date(2026, 11, 2))  # fmt: skip
    data.commit()
    clock.install(lambda: papers + timedelta(days=1))
    officer = login(een_lid(), "secretaris")
    shown = client.get(page).text
    assert "Lampen op het pad" in shown
    assert "Een nieuwe bank" not in shown
    punt = {"titel": "Losse tegels", "thema": "groen", "toelichting": "", "reden": ""}
    assert officer.post(f"{PAGINA}/punten", punt).status_code == 409
    met_reden = {**punt, "reden": "Er is iemand gevallen."}
    assert officer.post(f"{PAGINA}/punten", met_reden).status_code == 303
    assert "Later toegevoegd: Er is iemand gevallen." in client.get(page).text
    verzet = {"dag": "2027-02-09", "uur": "19.30", "plaats": "Speeltuin", "versie": "0"}
    assert officer.post(f"{PAGINA}/verzetten", verzet).status_code == 303
    assert "Een nieuwe bank" in client.get(page).text  # its papers day comes again


def test_two_officers_see_each_others_words_and_lose_nothing(
    data: Session, nu: datetime, login: Login
) -> None:
    zetels, vergadering, punt = aan_tafel(data, nu)
    officer = login(een_lid(), "afgevaardigde")
    page = f"{PAGINA}/punten/{punt.id}/partijen"
    acties.leg_standpunt_vast(punt, zegt(zetels[4], Partijantwoord.NIET_EENS, NEE))
    data.commit()
    mijn = {"partij": "welzijn", "antwoord": "eens", "toelichting": "Zij waren om.", "versie": "1"}
    botst = officer.post(page, mijn)
    assert botst.status_code == 409
    assert "Iemand anders bewaarde dit net ook" in botst.text
    assert NEE in botst.text
    assert "Zij waren om." in botst.text
    assert punt.standpunt_van(zetels[4]) == "niet_eens"
    ander = {**mijn, "partij": "gemeente"}  # who writes about another party is in nobody's way
    assert officer.post(page, ander).status_code == 303
    assert officer.post(page, {**mijn, "versie": str(punt.versie)}).status_code == 303
    tekst = {"verslag": "De partijen spraken over parkeren.", "niveau": "leden", "versie": "0"}
    assert officer.post(f"{PAGINA}/verslag", tekst).status_code == 303
    botst = officer.post(f"{PAGINA}/verslag", {**tekst, "verslag": "Mijn eigen hele verslag."})
    assert botst.status_code == 409
    assert "De partijen spraken over parkeren." in botst.text
    assert "Mijn eigen hele verslag." in botst.text
    again = {**tekst, "verslag": "Mijn eigen hele verslag.", "versie": "1"}
    assert officer.post(f"{PAGINA}/verslag", again).status_code == 303
    assert vergadering.verslag == "Mijn eigen hele verslag."


def test_the_outcome_that_came_first_stands_and_the_second_is_shown_beside_it(
    data: Session, nu: datetime, login: Login
) -> None:
    _zetels, vergadering, punt = aan_tafel(data, nu)
    page = f"/afgevaardigde/vergadering/{vergadering.slug}/punten/{punt.id}"
    first = {"soort": "ter_kennisname", "tekst": "Wij hebben het gehoord."}
    officer = login(een_lid(), "afgevaardigde")
    assert officer.post(page, first).status_code == 303
    second = officer.post(page, {**first, "tekst": "Wij komen hierop terug."})
    assert second.status_code == 409
    assert "Wij hebben het gehoord." in second.text
    assert "Wij komen hierop terug." in second.text


def test_a_promise_is_crossed_off_once_and_with_a_word(data: Session, nu: datetime) -> None:
    zetels, _vergadering, punt = aan_tafel(data, nu)
    belofte = Toezegging(agendapunt=punt, partij=zetels[1], tekst="Een telling houden",
                         voor_datum=date(2026, 11, 1))  # fmt: skip
    data.add(belofte)
    data.flush()
    assert belofte.is_te_laat(date(2026, 11, 2))
    with pytest.raises(ZonderAfloop):
        acties.rond_openstaande_af(belofte, Openstand.GEDAAN, "Ja.", date(2026, 11, 3))
    acties.rond_openstaande_af(belofte, Openstand.VERVALLEN, "Niet meer nodig.", date(2026, 11, 3))
    with pytest.raises(KanNietMeer):
        acties.rond_openstaande_af(belofte, Openstand.GEDAAN, "Toch gedaan.", date(2026, 11, 4))
    belofte.afloop = "Kort."
    with pytest.raises(IntegrityError):
        data.flush()


def test_only_a_consensus_is_a_decision_also_for_the_database(data: Session, nu: datetime) -> None:
    _zetels, punt = gesloten(data, nu)
    assert punt.uitkomst is not None
    assert punt.uitkomst.besluit is not None
    punt.uitkomst.soort = UitkomstSoort.GEEN_CONSENSUS
    with pytest.raises(IntegrityError):
        data.flush()


def test_a_later_decision_of_all_five_puts_an_outcome_right_beside_it(
    data: Session, nu: datetime, login: Login, client: Client
) -> None:
    zetels, punt = gesloten(data, nu)
    volgende = een_vergadering(nu, slug="2027-02-09", begin=nu + timedelta(days=79))
    data.add(volgende)
    beter = acties.zet_op_agenda(volgende, "Toch een telling")
    later = nu + timedelta(days=79)
    acties.begin_vergadering(volgende, later)
    allen_er(volgende, zetels)
    acties.leg_vast(beter, consensus(later), later)
    acties.sluit_vergadering(volgende, later)
    bestuur = neem_besluit(Orgaan.BESTUUR, "Wij", "Alleen wij.", later)
    data.commit()
    assert punt.uitkomst is not None
    assert punt.uitkomst.besluit is not None
    assert beter.uitkomst is not None
    assert beter.uitkomst.besluit is not None
    officer, page = login(een_lid(), "secretaris"), f"{PAGINA}/punten/{punt.id}/corrigeren"
    assert page in officer.get(LIJST).text
    velden_ = {"besluit": beter.uitkomst.besluit.kenmerk, "tekst": "Eerst tellen, dan kiezen."}
    assert officer.post(page, {**velden_, "tekst": "Nee."}).status_code == 422
    assert officer.post(page, {**velden_, "besluit": "B-2020-999"}).status_code == 422
    for fout in (bestuur.kenmerk, punt.uitkomst.besluit.kenmerk):
        assert officer.post(page, {**velden_, "besluit": fout}).status_code == 409
    assert officer.post(page, velden_).status_code == 303
    shown = client.get(LIJST).text
    assert "Eerst tellen, dan kiezen." in shown
    assert "Wij doen het." in shown  # what was decided first stays
    assert f"Verbeterd met besluit {beter.uitkomst.besluit.kenmerk}" in shown
    assert velden(punt.vergadering, DAG)["punten"][0]["correcties"] == [
        f"Verbeterd met besluit {beter.uitkomst.besluit.kenmerk}: Eerst tellen, dan kiezen."
    ]
    assert login(een_lid()).get(page).status_code == 403
    assert officer.post(page, velden_).status_code == 409  # a decision puts one thing right


def test_a_promise_at_the_table_becomes_an_agreement_that_the_list_links_to(
    data: Session, nu: datetime, login: Login, client: Client
) -> None:
    zetels, punt = gesloten(data, nu)
    data.add(Toezegging(agendapunt=punt, partij=zetels[1], tekst="Een telling houden",
                        voor_datum=date(2027, 1, 10)))  # fmt: skip
    data.commit()
    assert punt.uitkomst is not None
    assert punt.uitkomst.besluit is not None
    kenmerk = punt.uitkomst.besluit.kenmerk
    officer = login(een_lid(), "afgevaardigde")
    shown = officer.get(LIJST).text
    assert "Maak een afspraak van punt 8.1" in shown
    assert "Maak een afspraak" not in client.get(LIJST).text
    vooraf = f"bron={kenmerk}&tekst=Een+telling+houden&partij=gemeente"
    form = officer.get(f"/bestuur/convenant/afspraken/nieuw?{vooraf}").text
    assert 'value="Een telling houden"' in form
    assert '<option selected value="gemeente">' in form
    een_geldende_afspraak(zetels, bron=kenmerk, tekst="Een telling houden")
    data.commit()
    assert "A-2026-001: Een telling houden" in client.get(LIJST).text

"""The road of a concept, what residents say about it, and what changed since the last one."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.conftest import Login
from tests.convenant.factories import (
    een_convenant,
    een_geldende_afspraak,
    een_handtekening,
    een_tafel,
    leg_ter_tekening,
)
from tests.factories import een_lid
from tests.support.client import Client
from vereniging.convenant import acties
from vereniging.convenant.acties import weg
from vereniging.convenant.mail import REACTIE
from vereniging.convenant.models import (
    Artikel,
    Artikelreactie,
    Bespreking,
    Besprekinguitkomst,
    Contact,
    Convenant,
    ConvenantStand,
    Fase,
    GeenReden,
    NogNietAf,
    NogNietBesproken,
    OpvolgingKanNiet,
    Organisatie,
    Partij,
    ReactiesOpen,
    ReactietijdLoopt,
)
from vereniging.convenant.models.fase import WEG
from vereniging.convenant.queries import niet_bindend, partijen_met_organisaties
from vereniging.convenant.verschil import Wijziging, vergelijk, woorden
from vereniging.core import clock
from vereniging.core.errors import KanNietMeer
from vereniging.core.secrets import token_for
from vereniging.post.models import Mail
from vereniging.taken.bewaren import ruim_op

VANDAAG = date(2026, 11, 22)
REACTIE_VELDEN = {"soort": "bezwaar", "tekst": "Zes bomen is te weinig.", "naam_tonen": "y"}
BEZOEKER = {**REACTIE_VELDEN, "naam": "Bo Buur", "email": "bo@example.org"}
PAGINA = "/convenant/2026/artikelen/1"


def een_concept(data: Session, fase: Fase = Fase.WERKGROEP) -> Convenant:
    """A concept with one article, in the hands of the working group."""
    convenant = een_convenant()
    data.add(convenant)
    acties.voeg_artikel_toe(convenant, "Groen", "Wij planten zes bomen terug.", in_het_kort="Bomen")
    convenant.fase = fase
    if fase is Fase.DEFINITIEF_CONCEPT:
        convenant.reacties_tot = VANDAAG + timedelta(days=28)
    data.flush()
    return convenant


def bespreek_overal(convenant: Convenant, zetels: list[Partij]) -> None:
    for zetel in zetels:
        acties.bespreek(convenant, een_bespreking(zetel))


def een_bespreking(zetel: Partij, **anders: object) -> Bespreking:
    velden = {"uitkomst": Besprekinguitkomst.POSITIEF, "samenvatting": "Goed.", "op": VANDAAG}
    return Bespreking(**{**velden, "partij": zetel, **anders})  # type: ignore[arg-type]  # its fields


def test_a_concept_goes_past_everybody_who_must_read_it(data: Session, nu: datetime) -> None:
    zetels, convenant = een_tafel(), een_concept(data)
    with pytest.raises(NogNietBesproken, match="Bewoners, Gemeente"):
        acties.verder(convenant, nu)
    bespreek_overal(convenant, zetels)
    acties.verder(convenant, nu)
    acties.verder(convenant, nu)
    assert convenant.fase is Fase.DEFINITIEF_CONCEPT
    assert convenant.reacties_tot == VANDAAG + timedelta(days=28)
    with pytest.raises(ReactietijdLoopt, match="20-12-2026"):
        acties.verder(convenant, nu)
    later = nu + timedelta(days=29)
    acties.verder(convenant, later)
    with pytest.raises(NogNietAf):
        acties.leg_ter_tekening(convenant)
    acties.verder(convenant, later)
    assert convenant.volgende_fase is None
    with pytest.raises(KanNietMeer):
        acties.verder(convenant, later)
    acties.leg_ter_tekening(convenant)
    assert [wissel.naar for wissel in convenant.wissels] == list(WEG[1:])


def test_a_party_may_change_its_mind_and_counts_once(data: Session) -> None:
    zetels, convenant = een_tafel(), een_concept(data)
    acties.bespreek(convenant, een_bespreking(zetels[0]))
    acties.bespreek(convenant, een_bespreking(zetels[0], uitkomst=Besprekinguitkomst.AFWIJZEND))
    data.flush()
    assert [each.uitkomst.value for each in convenant.besprekingen] == ["afwijzend"]


def test_back_or_given_up_needs_a_reason_and_never_goes_forward(
    data: Session, nu: datetime
) -> None:
    convenant = een_concept(data, Fase.BIJ_JURISTEN)
    with pytest.raises(GeenReden):
        weg.terug(convenant, Fase.WERKGROEP, "Nee.", nu)
    with pytest.raises(KanNietMeer):
        weg.terug(convenant, Fase.BIJ_BENW, "Toch maar verder zo.", nu)
    weg.terug(convenant, Fase.WERKGROEP, "Artikel 1 moet anders.", nu)
    weg.terug(convenant, Fase.AFGEBROKEN, "De partijen stoppen ermee.", nu)
    with pytest.raises(KanNietMeer):
        weg.terug(convenant, Fase.WERKGROEP, "Toch weer begonnen.", nu)
    with pytest.raises(KanNietMeer):
        acties.verder(convenant, nu)
    with pytest.raises(KanNietMeer):
        acties.voeg_artikel_toe(convenant, "Nog iets", "Toch nog een regel.")


@pytest.mark.parametrize("stand", [s for s in ConvenantStand if s is not ConvenantStand.CONCEPT])
def test_a_frozen_text_has_no_phases_any_more(stand: ConvenantStand, nu: datetime) -> None:
    convenant = een_convenant(stand=stand, fase=Fase.BESPROKEN)
    with pytest.raises(KanNietMeer):
        convenant.verder(nu, VANDAAG, [])
    with pytest.raises(KanNietMeer):
        convenant.terug(Fase.WERKGROEP, "Een goede reden.", nu)
    assert not convenant.mag_reageren(VANDAAG)


@pytest.mark.parametrize("fase", [Fase.DEFINITIEF_CONCEPT, Fase.BIJ_BENW, Fase.AFGEBROKEN])
def test_words_stand_still_while_others_read_them(data: Session, fase: Fase) -> None:
    convenant = een_concept(data, fase)
    with pytest.raises(KanNietMeer):
        acties.wijzig_artikel(
            convenant.artikelen[0], "Groen", "Andere woorden.", in_het_kort="", thema=None
        )


def test_a_visitor_reacts_confirms_by_mail_and_reads_the_answer(
    client: Client, login: Login, data: Session, nu: datetime
) -> None:
    een_concept(data, Fase.DEFINITIEF_CONCEPT)
    assert client.post(f"{PAGINA}/reacties", {**BEZOEKER, "email": "bo"}).status_code == 422
    assert client.post(f"{PAGINA}/reacties", BEZOEKER).status_code == 303
    reactie = data.scalars(select(Artikelreactie)).one()
    link = f"/bevestigen/{token_for(reactie.kiem, REACTIE)}"
    assert data.scalars(select(Mail)).one().aan == "bo@example.org"
    for _ in range(3):
        assert "Schreef u dit?" in client.get(link).text
    assert reactie.stand.value == "te_bevestigen"
    moderator = login(een_lid(), "moderator")
    assert "Er wacht geen reactie." in moderator.get("/bestuur/convenant/reacties").text
    assert client.post(link).status_code == 303
    assert client.post(link).status_code == 303
    assert "Zes bomen is te weinig." not in client.get(PAGINA).text
    page = f"/bestuur/convenant/reacties/{reactie.id}"
    assert "Zes bomen" in moderator.get("/bestuur/convenant/reacties").text
    assert moderator.post(f"{page}/plaatsen").status_code == 303
    assert "Bo Buur" in client.get(PAGINA).text
    assert "1 reactie" in client.get("/convenant/2026").text
    officer = login(een_lid(), "afgevaardigde")
    antwoord = {"lot": "deels_overgenomen", "antwoord": "Het worden acht bomen."}
    assert officer.post(f"{page}/antwoord", {**antwoord, "antwoord": "Ja"}).status_code == 422
    assert officer.post(f"{page}/antwoord", antwoord).status_code == 303
    shown = client.get(PAGINA).text
    assert "Het worden acht bomen." in shown
    assert "Deels overgenomen" in shown
    assert len(data.scalars(select(Mail)).all()) == 2


def test_a_member_needs_no_mail_and_stays_nameless_unless_asked(
    client: Client, login: Login, data: Session
) -> None:
    een_concept(data, Fase.DEFINITIEF_CONCEPT)
    lid = een_lid(achternaam="Zonnedauw")
    velden = {k: v for k, v in REACTIE_VELDEN.items() if k != "naam_tonen"}
    assert login(lid).post(f"{PAGINA}/reacties", velden).status_code == 303
    reactie = data.scalars(select(Artikelreactie)).one()
    assert reactie.stand.value == "ingediend"
    acties.plaats(reactie)
    shown = client.get(PAGINA).text
    assert "Zonnedauw" not in shown
    assert "een bewoner" in shown


def test_a_hidden_reaction_is_read_by_nobody_and_its_writer_hears_why(
    client: Client, login: Login, data: Session
) -> None:
    een_concept(data, Fase.DEFINITIEF_CONCEPT)
    login(een_lid()).post(f"{PAGINA}/reacties", REACTIE_VELDEN)
    reactie = data.scalars(select(Artikelreactie)).one()
    page = f"/bestuur/convenant/reacties/{reactie.id}/verbergen"
    moderator = login(een_lid(), "moderator")
    assert moderator.post(page, {"reden": "Nee"}).status_code == 422
    assert login(een_lid(), "afgevaardigde").post(page, {"reden": "Zomaar."}).status_code == 403
    assert moderator.post(page, {"reden": "Er staat een naam van een buur in."}).status_code == 303
    assert "Zes bomen" not in client.get(PAGINA).text
    assert data.scalars(select(Mail)).one().sleutel.endswith("reactie_verborgen")
    with pytest.raises(KanNietMeer):
        acties.plaats(reactie)


def test_reacting_ends_with_the_last_day_and_every_reaction_is_answered_first(
    client: Client, login: Login, data: Session, nu: datetime
) -> None:
    convenant = een_concept(data, Fase.DEFINITIEF_CONCEPT)
    browser = login(een_lid())
    browser.post(f"{PAGINA}/reacties", REACTIE_VELDEN)
    later = nu + timedelta(days=29)
    clock.install(lambda: later)
    assert client.post(f"{PAGINA}/reacties", BEZOEKER).status_code == 409
    assert "Reageren kon tot en met" in client.get(PAGINA).text
    with pytest.raises(ReactiesOpen, match="Nog 1 reacties zonder antwoord"):
        acties.verder(convenant, later)
    assert client.get("/convenant/2026/artikelen/9").status_code == 404
    assert client.get("/convenant/1999/artikelen/1").status_code == 404


def test_a_reaction_nobody_confirmed_is_forgotten_after_a_week(
    client: Client, data: Session, nu: datetime
) -> None:
    een_concept(data, Fase.DEFINITIEF_CONCEPT)
    client.post(f"{PAGINA}/reacties", BEZOEKER)
    reactie = data.scalars(select(Artikelreactie)).one()
    link = f"/bevestigen/{token_for(reactie.kiem, REACTIE)}"
    clock.install(lambda: nu + timedelta(days=8))
    assert client.get(link).status_code == 404
    ruim_op("convenant.opruimen", nu + timedelta(days=8))
    assert data.scalars(select(Artikelreactie)).all() == []


def artikelen(*rijen: tuple[str, str]) -> list[Artikel]:
    return [Artikel(nummer=nr, titel=titel, tekst=tekst) for nr, (titel, tekst) in
            enumerate(rijen, 1)]  # fmt: skip


def test_versions_are_compared_article_by_article() -> None:
    oud = artikelen(("Groen", "Zes bomen."), ("Afval", "Drie bakken."), ("Weg", "Oude regel."))
    nieuw = artikelen(("Groen", "Zes bomen."), ("Afval", "Vijf bakken."), ("Geluid", "Nieuw."),
                      ("Licht", "Lampen."))  # fmt: skip
    paren = vergelijk(oud, nieuw)
    assert [(p.oud.titel if p.oud else "", p.nieuw.titel if p.nieuw else "") for p in paren] == [
        ("Groen", "Groen"), ("Afval", "Afval"), ("Weg", "Geluid"), ("", "Licht"),
    ]  # fmt: skip
    assert [paar.is_gelijk for paar in paren] == [True, False, False, False]
    assert [(s.soort.value, s.tekst) for s in paren[1].tekst] == [
        ("weg", "Drie "), ("nieuw", "Vijf "), ("gelijk", "bakken."),
    ]  # fmt: skip


def test_an_article_that_moved_is_still_the_same_article() -> None:
    paren = vergelijk(artikelen(("A", "Een."), ("B", "Twee.")), artikelen(("B", "Twee.")))
    assert [(p.oud is not None, p.nieuw is not None, p.is_gelijk) for p in paren] == [
        (True, True, True), (True, False, False),
    ]  # fmt: skip


@given(st.text(alphabet="ab \n", max_size=40), st.text(alphabet="ab \n", max_size=40))
def test_a_comparison_loses_no_word(oud: str, nieuw: str) -> None:
    delen = woorden(oud, nieuw)
    assert "".join(d.tekst for d in delen if d.soort is not Wijziging.WEG) == nieuw
    kept = "".join(d.tekst for d in delen if d.soort is not Wijziging.NIEUW)
    assert kept.split() == oud.split()


def test_everyone_reads_what_changed_without_needing_colours(
    client: Client, login: Login, data: Session
) -> None:
    een_concept(data)
    secretaris = login(een_lid(), "secretaris")
    velden = {"versie": "2027", "titel": "Convenant 2027", "tekst": "Wij werken samen.",
              "vanaf": "2026"}  # fmt: skip
    assert secretaris.post("/bestuur/convenant/nieuw", velden).status_code == 303
    assert "De artikelen zijn gelijk." in client.get("/convenant/2027/verschil/2026").text
    wijzig = {"titel": "Groen", "tekst": "Wij planten acht bomen terug.",
              "in_het_kort": "Bomen", "thema": ""}  # fmt: skip
    base = "/bestuur/convenant/versie/2027/artikelen"
    assert "zes bomen" in secretaris.get(f"{base}/1").text
    assert secretaris.post(f"{base}/1", {**wijzig, "tekst": ""}).status_code == 422
    assert secretaris.post(f"{base}/1", wijzig).status_code == 303
    shown = client.get("/convenant/2027/verschil/2026").text
    assert '<del><span class="vh">[weg: </span>zes ' in shown
    assert '<ins><span class="vh">[nieuw: </span>acht ' in shown
    assert "bindt nog niemand" in shown
    assert client.get("/convenant/2027/verschil/2027").status_code == 404
    assert client.get("/convenant/2027/verschil/1900").status_code == 404


def test_the_secretary_walks_the_road_in_the_browser(
    client: Client, login: Login, data: Session
) -> None:
    een_tafel()
    een_concept(data)
    browser, base = login(een_lid(), "secretaris"), "/bestuur/convenant/versie/2026"
    assert browser.post(f"{base}/verder").status_code == 409
    velden = {"uitkomst": "voorbehoud", "samenvatting": "Mits er geld is.", "op": "2026-11-20"}
    assert browser.post(f"{base}/bespreking", velden).status_code == 422
    for code in ("bewoners", "gemeente", "corporaties", "veiligheid", "welzijn"):
        assert browser.post(f"{base}/bespreking", {**velden, "partij": code}).status_code == 303
    assert browser.post(f"{base}/verder").status_code == 303
    assert browser.post(f"{base}/verder").status_code == 303
    page = client.get("/convenant/2026").text
    assert "Mits er geld is." in page
    assert "Geef uw reactie op artikel 1" in page
    terug = {"naar": "werkgroep", "terug_reden": "De juristen willen andere woorden."}
    assert browser.post(f"{base}/terug", {**terug, "terug_reden": "x"}).status_code == 422
    assert browser.post(f"{base}/terug", terug).status_code == 303
    assert "De juristen willen andere woorden." in client.get("/convenant/2026").text
    assert login(een_lid(), "afgevaardigde").post(f"{base}/verder").status_code == 403


def test_an_organisation_hands_over_its_seat_and_the_promise_stays(
    client: Client, login: Login, data: Session
) -> None:
    zetels = een_tafel()
    afspraak = een_geldende_afspraak(zetels)
    oud = zetels[1].organisaties[0]
    page = f"/bestuur/convenant/organisaties/{oud.id}"
    velden = {"naam": "Gemeente Nieuw", "vanaf": "2026-12-01", "contact": "Kim Nieuw",
              "email": "kim@example.org"}  # fmt: skip
    secretaris = login(een_lid(), "secretaris")
    assert secretaris.post(f"{page}/opvolger", {**velden, "email": "x"}).status_code == 422
    assert secretaris.post(f"{page}/opvolger", velden).status_code == 303
    assert oud.tot == date(2026, 11, 30)
    assert afspraak.partij is zetels[1]
    assert secretaris.post(f"{page}/opvolger", {**velden, "naam": "Nog een"}).status_code == 409
    assert "Gemeente Nieuw" in secretaris.get(page).text
    assert login(een_lid(), "afgevaardigde").post(f"{page}/opvolger", velden).status_code == 403


def test_a_successor_starts_after_its_predecessor_did(data: Session) -> None:
    oud = een_tafel()[0].organisaties[0]
    nieuw = Organisatie(partij=oud.partij, naam="Te vroeg", van=oud.van)
    contact = Contact(organisatie=nieuw, naam="Kim", email="kim@example.org", van=oud.van)
    with pytest.raises(OpvolgingKanNiet):
        acties.laat_opvolgen(oud, nieuw, contact)


def test_who_takes_over_during_the_signing_signs_anew(data: Session) -> None:
    """A party has signed when who sits there now has; so four and a successor bind nobody."""
    zetels, convenant = een_tafel(), een_convenant()
    data.add(convenant)
    leg_ter_tekening(convenant)
    for zetel in zetels[:4]:
        acties.teken(convenant, een_handtekening(zetel.organisaties[0], VANDAAG))
    oud = zetels[3].organisaties[0]
    morgen = VANDAAG + timedelta(days=1)
    nieuw = Organisatie(partij=oud.partij, naam="Opvolger", van=morgen)
    contact = Contact(organisatie=nieuw, naam="Kim", email="kim@example.org", van=morgen)
    acties.laat_opvolgen(oud, nieuw, contact)
    acties.teken(convenant, een_handtekening(zetels[4].organisaties[0], morgen))
    data.flush()
    assert not convenant.is_bindend(morgen)
    assert "Veiligheidscoördinator" in niet_bindend(convenant, partijen_met_organisaties(), morgen)


def test_a_promise_under_an_unsigned_covenant_is_called_an_intention(
    client: Client, data: Session
) -> None:
    convenant = een_concept(data)
    een_geldende_afspraak(een_tafel(), artikel=convenant.artikelen[0])
    for page in ("/afspraken", "/afspraken/A-2026-001"):
        assert "Voornemen" in client.get(page).text
    convenant.stand = ConvenantStand.GETEKEND
    data.flush()
    assert "Voornemen" not in client.get("/afspraken/A-2026-001").text

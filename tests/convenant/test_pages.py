"""Everyone reads what was promised; officers keep it."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from tests.conftest import Login
from tests.convenant.factories import (
    een_afspraak,
    een_convenant,
    een_geldende_afspraak,
    een_handtekening,
    een_tafel,
    leg_ter_tekening,
)
from tests.factories import een_lid
from tests.support.client import Client
from vereniging.convenant import acties
from vereniging.convenant.models import AfspraakStand, Convenant, Fase, Organisatie
from vereniging.convenant.queries import (
    afspraak_met,
    alle_opgaven,
    convenant_met,
    partijen_met_organisaties,
)
from vereniging.core.db import locked

WARNING = "Nog niet getekend door Welzijn. Dit convenant bindt nog niemand."


def vier_handtekeningen(data: Session) -> Convenant:
    """All but Welzijn."""
    zetels, convenant = een_tafel(), een_convenant()
    data.add(convenant)
    acties.voeg_artikel_toe(convenant, "Groen", "Wij planten terug wat weg moet.")
    leg_ter_tekening(convenant)
    for zetel in zetels[:4]:
        acties.teken(convenant, een_handtekening(zetel.organisaties[0]))
    return convenant


def test_without_a_covenant_the_page_says_so(client: Client, data: Session) -> None:
    assert "Er is nog geen tekst." in client.get("/convenant").text


def test_an_unsigned_covenant_says_so_wherever_it_is_cited(client: Client, data: Session) -> None:
    convenant = vier_handtekeningen(data)
    zetels = [h.organisatie.partij for h in convenant.ondertekeningen]
    afspraak = een_afspraak(
        zetels[1], artikel=convenant.artikelen[0], stand=AfspraakStand.VAN_KRACHT
    )
    data.add(afspraak)
    for path in ("/convenant", "/convenant/2026", "/afspraken", "/afspraken/A-2026-001"):
        assert WARNING in client.get(path).text, path


def test_a_signed_covenant_warns_nobody_and_names_no_person(client: Client, data: Session) -> None:
    convenant = vier_handtekeningen(data)
    welzijn = een_tafel_welzijn()
    acties.teken(convenant, een_handtekening(welzijn))
    text = client.get("/convenant").text
    assert "bindt nog niemand" not in text
    assert "Sam Contact" not in text


def een_tafel_welzijn() -> Organisatie:
    """The organisation in the fifth seat."""
    return partijen_met_organisaties()[4].organisaties[0]


def test_a_visitor_sees_a_promise_only_when_all_agreed(client: Client, data: Session) -> None:
    zetels = een_tafel()
    data.add(een_afspraak(zetels[1], tekst="Nog niet openbaar", stand=AfspraakStand.VOORGELEGD))
    assert "Nog niet openbaar" not in client.get("/afspraken?stand=alle").text
    assert client.get("/afspraken/A-2026-001").status_code == 404
    assert client.get("/afspraken/A-2026-999").status_code == 404


def test_the_register_filters_by_party_theme_and_late(client: Client, data: Session) -> None:
    een_geldende_afspraak(een_tafel())
    assert "21 dagen te laat" in client.get("/afspraken").text
    shown = {
        "partij=gemeente": True,
        "partij=bewoners": False,
        "thema=inrichting": True,
        "thema=groen": False,
        "stand=laat": True,
        "stand=klaar": False,
        "stand=vreemd&partij=%3Cb%3E": False,
    }
    for vraag, is_shown in shown.items():
        assert ("Lampen op het pad" in client.get(f"/afspraken?{vraag}").text) is is_shown, vraag


def test_the_spreadsheet_holds_what_everyone_may_read(client: Client, data: Session) -> None:
    een_geldende_afspraak(een_tafel())
    answer = client.get("/afspraken.csv")
    assert answer.mimetype == "text/csv"
    assert '"A-2026-001";"Lampen op het pad"' in answer.data.decode("utf-8-sig")


def test_the_secretary_takes_a_covenant_from_concept_to_signatures(
    login: Login, data: Session
) -> None:
    een_tafel()
    browser, ander = login(een_lid(), "secretaris"), login(een_lid(), "voorzitter")
    velden = {"versie": "2026", "titel": "Convenant 2026", "tekst": "Wij werken samen."}
    assert browser.post("/bestuur/convenant/nieuw", velden).status_code == 303
    assert browser.post("/bestuur/convenant/nieuw", velden).status_code == 422
    base = "/bestuur/convenant/versie/2026"
    artikel = {
        "titel": "Groen", "tekst": "Wij planten terug.",
        "in_het_kort": "Voor elke boom een boom.", "thema": "groen",
    }  # fmt: skip
    assert browser.post(f"{base}/artikelen", artikel).status_code == 303
    assert browser.post(f"{base}/ter-tekening").status_code == 409
    convenant = convenant_met("2026")
    assert convenant is not None
    convenant.fase = Fase.BIJ_BENW
    assert browser.post(f"{base}/ter-tekening").status_code == 303
    assert browser.post(f"{base}/ter-tekening").status_code == 409
    for getekend in range(5):
        convenant = convenant_met("2026")
        assert convenant is not None
        assert len(convenant.ondertekeningen) == getekend
        page = browser.get(base).text
        waarde = page.split('<option value="')[2 if '<option value=""' in page else 1].split('"')[0]
        velden = {
            "organisatie": waarde, "naam": "Kim Tekenaar",
            "functie": "directeur", "datum": "2026-11-20", "bevoegdheid": "KVK",
        }  # fmt: skip
        assert browser.post(f"{base}/handtekeningen", velden).status_code == 303
        goed = f"/bestuur/convenant/handtekeningen/{alle_opgaven()[0].id}/goed"
        assert browser.post(goed).status_code == 409
        assert ander.post(goed).status_code == 303
    convenant = convenant_met("2026")
    assert convenant is not None
    assert convenant.is_bindend(date(2026, 11, 22))


def test_a_signature_in_the_future_is_refused_and_the_input_kept(
    login: Login, data: Session
) -> None:
    vier_handtekeningen(data)
    answer = login(een_lid(), "secretaris").post(
        "/bestuur/convenant/versie/2026/handtekeningen",
        {"naam": "Kim <b>", "functie": "x" * 200, "datum": "2027-01-01"},
    )
    assert answer.status_code == 422
    assert "Kim &lt;b&gt;" in answer.text
    assert "Vul een datum in die niet in de toekomst ligt." in answer.text


def test_a_delegate_follows_a_promise_from_writing_to_judging(login: Login, data: Session) -> None:
    een_tafel()
    browser = login(een_lid(), "afgevaardigde", "secretaris")
    velden = {
        "tekst": "Lampen op het pad", "maatstaf": "Ze branden.", "partij": "gemeente",
        "thema": "groen", "voor_datum": "2026-12-01",
    }  # fmt: skip
    assert browser.post("/bestuur/convenant/afspraken/nieuw", velden).status_code == 303
    base = "/bestuur/convenant/afspraken/A-2026-001"
    assert browser.post(f"{base}/voorleggen").status_code == 303
    for code in ("bewoners", "gemeente", "corporaties", "veiligheid", "welzijn"):
        antwoord = {"partij": code, "antwoord": "eens"}
        assert browser.post(f"{base}/instemming", antwoord).status_code == 303
    assert browser.post(f"{base}/begin").status_code == 303
    assert browser.post(f"{base}/klaar", {"bewijs": "Zie de foto."}).status_code == 303
    zelf = {"partij": "gemeente", "oordeel": "nageleefd"}
    assert browser.post(f"{base}/toets", zelf).status_code == 422
    ander = {"partij": "bewoners", "oordeel": "nageleefd"}
    assert browser.post(f"{base}/toets", ander).status_code == 303
    afspraak = afspraak_met("A-2026-001")
    assert afspraak is not None
    assert afspraak.stand is AfspraakStand.NAGEKOMEN
    assert browser.get(base).status_code == browser.get("/afspraken/A-2026-001").status_code == 200
    assert browser.post(f"{base}/opschalen").status_code == 409


@pytest.mark.parametrize("velden", [{}, {"tekst": "x" * 300, "partij": "maan", "thema": "nee"}])
def test_a_bad_promise_is_refused_with_what_to_do(
    login: Login, data: Session, velden: dict[str, str]
) -> None:
    een_tafel()
    answer = login(een_lid(), "afgevaardigde").post("/bestuur/convenant/afspraken/nieuw", velden)
    assert answer.status_code == 422
    assert "Vul een datum in, of hoe vaak het moet." in answer.text


def test_other_roles_stay_out_and_unknown_things_are_not_found(login: Login, data: Session) -> None:
    een_tafel()
    member, officer = login(een_lid()), login(een_lid(), "afgevaardigde")
    assert member.get("/bestuur/convenant").status_code == 403
    assert officer.post("/bestuur/convenant/versie/2026/ter-tekening").status_code == 403
    assert officer.get("/bestuur/convenant/versie/2026").status_code == 404
    assert officer.get("/bestuur/convenant/afspraken/A-2026-404").status_code == 404
    assert locked(Convenant, versie="2026") is None


def test_the_register_asks_the_database_as_often_for_one_promise_as_for_ten(
    client: Client, data: Session
) -> None:
    zetels = een_tafel()
    een_geldende_afspraak(zetels)
    first = count_queries(data, client, "/afspraken")
    for nummer in range(2, 11):
        een_geldende_afspraak(zetels, kenmerk=f"A-2026-{nummer:03}")
    assert count_queries(data, client, "/afspraken") == first
    assert first <= 10


def count_queries(data: Session, client: Client, path: str) -> int:
    """How many statements one page needs."""
    seen: list[str] = []
    connection = data.connection()

    def note(_c: object, _u: object, statement: str, *_rest: object) -> None:
        if statement.startswith("SELECT"):
            seen.append(statement)

    event.listen(connection.engine, "before_cursor_execute", note)
    try:
        assert client.get(path).status_code == 200
    finally:
        event.remove(connection.engine, "before_cursor_execute", note)
    return len(seen)

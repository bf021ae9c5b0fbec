"""Officers page through what waits, and find a report by number, street, word, theme or party."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from tests.conftest import Login
from tests.factories import een_lid
from tests.meldingen.factories import een_buurt, een_melding
from vereniging.meldingen import acties
from vereniging.meldingen.werklijst import PER_BLAD, Werkblad, Werkvraag, werkblad


def gezocht(**vraag: Any) -> Werkblad:
    """What an officer who may see everything finds."""
    return werkblad(Werkvraag(ook_vertrouwelijk=True, **vraag))


def test_everything_is_on_some_page_and_the_oldest_term_is_first(
    data: Session, nu: datetime
) -> None:
    buurt = een_buurt(data)
    for nummer in range(PER_BLAD + 2):
        moment = nu - timedelta(days=nummer)
        acties.bevestigen(een_melding(buurt, moment), moment)
    data.flush()
    eerste = gezocht()
    laatste = gezocht(blad=99)
    assert (eerste.aantal, eerste.bladen, laatste.blad) == (PER_BLAD + 2, 2, 2)
    found = [*eerste.meldingen, *laatste.meldingen]
    assert len({melding.id for melding in found}) == PER_BLAD + 2
    assert [m.termijn for m in found] == sorted(m.termijn for m in found if m.termijn)


def test_a_report_is_found_in_each_way(data: Session, nu: datetime) -> None:
    buurt = een_buurt(data)
    een, ander = een_melding(buurt, nu), een_melding(buurt, nu, tekst="De 100% volle bak stinkt.")
    for melding in (een, ander):
        acties.bevestigen(melding, nu)
    acties.doorsturen(ander, buurt.gemeente, nu)
    data.flush()
    for vraag in ({"zoek": ander.kenmerk}, {"zoek": "100% stinkt"}, {"partij": "gemeente"},
                  {"te_laat_op": nu + timedelta(days=90), "partij": "gemeente"}):  # fmt: skip
        assert gezocht(**vraag).meldingen == [ander]
    assert gezocht(zoek="da costa").aantal == 2
    assert gezocht(thema=buurt.categorie.thema.code).aantal == 2
    assert gezocht(thema="sociaal").aantal == 0
    assert gezocht(te_laat_op=nu).aantal == 0
    acties.verwijzen(een, "de politie", nu)
    data.flush()
    assert gezocht(is_dicht=True).meldingen == [een]


def test_who_may_not_see_confidential_reports_never_gets_them(
    login: Login, data: Session, nu: datetime
) -> None:
    buurt = een_buurt(data)
    geheim = een_melding(buurt, nu)
    acties.bevestigen(geheim, nu)
    geheim.is_vertrouwelijk = True
    data.commit()
    kenmerk = geheim.kenmerk
    url = f"/bestuur/meldingen?zoek={kenmerk}"
    assert "Geen melding past hierbij." in login(een_lid(), "afgevaardigde").get(url).text
    assert f"/bestuur/meldingen/{kenmerk}" in login(een_lid(), "moderator").get(url).text


def test_a_strange_address_is_no_fault(login: Login, data: Session) -> None:
    moderator = login(een_lid(), "moderator")
    for query in ("stand=x&blad=-1", "blad=9999999", "partij=x&thema=%00", "zoek=%25_%5C"):
        assert moderator.get(f"/bestuur/meldingen?{query}").status_code in {200, 400}

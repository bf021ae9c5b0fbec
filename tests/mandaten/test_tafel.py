"""At the table and afterwards: outcome, going back to the members, telling what was reached."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

import pytest
from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from tests.conftest import Login
from tests.factories import een_lid, een_partij, een_thema
from tests.mandaten.factories import TRAPPEN, Gang, een_gang, stemmen, tel_nu
from tests.stembus.factories import om
from tests.support.client import Client
from vereniging.commissie.acties import (
    begin_vergadering,
    plan_vergadering,
    sluit_vergadering,
    zet_op_agenda,
)
from vereniging.commissie.models import (
    Agendapunt,
    NogZonderUitkomst,
    Toezegging,
    Uitkomst,
    UitkomstSoort,
)
from vereniging.core.db import db
from vereniging.core.errors import KanNietMeer
from vereniging.leden.models import Functie, FunctieSoort
from vereniging.mandaten.acties import (
    leg_uitkomst_vast,
    publiceer,
    trek_mandaat_in,
    vraag_de_leden,
)
from vereniging.mandaten.jobs import herinner_afgevaardigden
from vereniging.mandaten.models import (
    BuitenMandaat,
    LegAfwijkingUit,
    Ruggespraak,
    Tafel,
    Terugkoppeling,
    Verhaal,
    dagen_te_laat,
)
from vereniging.mandaten.queries import mandaten_bij, zonder_terugkoppeling
from vereniging.post.models import Mail
from vereniging.statuten.acties import neem_besluit
from vereniging.statuten.models import Orgaan
from vereniging.stembus.acties import breng_uit, open_stemming
from vereniging.stembus.inhoud import Keuzes
from vereniging.stembus.stappen.stemmen import Formulier
from vereniging.voeding.acties import Inbreng, geef

VERHAAL = Verhaal(bereikt="De ochtend wordt vergunning.", verder="In maart begint de proef.")
EENS = {"niveau": "2", "soort": "consensus", "tekst": "Alleen de ochtend, vanaf maart."}


def aan_tafel(nu: datetime) -> Gang:
    """The meeting has begun; the second step is the lower limit."""
    gang = een_gang(nu, stemmen(m1=4, m2=4, m3=2))
    om(gang.vergadering.begin)
    begin_vergadering(gang.vergadering, gang.vergadering.begin)
    return gang


def scherm(gang: Gang) -> str:
    return f"/afgevaardigde/vergadering/{gang.vergadering.slug}/punten/{gang.punt.id}"


def een_tafel(soort: UitkomstSoort, niveau: int | None = 2) -> Tafel:
    return Tafel(soort=soort, tekst="Alleen de ochtend, vanaf maart.", niveau=niveau)


def afgehandeld(nu: datetime, tafel: Tafel) -> tuple[Gang, Uitkomst]:
    gang = aan_tafel(nu)
    uitkomst = leg_uitkomst_vast(gang.punt, tafel, gang.vergadering.begin)
    sluit_vergadering(gang.vergadering, gang.vergadering.begin)
    return gang, uitkomst


def test_a_delegate_records_a_yes_within_the_mandate_on_a_phone(
    data: Session, nu: datetime, login: Login
) -> None:
    gang = aan_tafel(nu)
    delegate = login(een_lid(), "afgevaardigde")
    cards = delegate.get(f"/afgevaardigde/vergadering/{gang.vergadering.slug}").text
    assert TRAPPEN[1] in cards
    fits = delegate.post(scherm(gang), {**EENS, "actie": "past"})
    assert fits.status_code == 200
    assert "Binnen mandaat: u mag instemmen." in fits.text
    assert data.scalars(select(Uitkomst)).first() is None
    assert delegate.post(scherm(gang), EENS).status_code == 303
    uitkomst = data.scalars(select(Uitkomst)).one()
    assert (uitkomst.soort, uitkomst.niveau) == (UitkomstSoort.CONSENSUS, 2)
    assert uitkomst.mandaat_id == gang.mandaat.id
    assert delegate.post(scherm(gang), EENS).status_code == 409
    assert "De uitkomst" in delegate.get(scherm(gang)).text


@pytest.mark.parametrize(
    "buiten",
    [
        {"niveau": "3"},
        {"niveau": "anders"},
        {"niveau": "1", "breekpunt": "y"},
        {"niveau": "9" * 30},
        {"niveau": "\u00b2"},
    ],
)
def test_outside_the_mandate_a_yes_is_refused_and_a_conditional_one_asks_the_members(
    data: Session, nu: datetime, login: Login, buiten: dict[str, str]
) -> None:
    gang = aan_tafel(nu)
    delegate = login(een_lid(), "afgevaardigde")
    fits = delegate.post(scherm(gang), {**EENS, **buiten, "actie": "past"})
    assert "Buiten mandaat." in fits.text
    refused = delegate.post(scherm(gang), {**EENS, **buiten})
    assert refused.status_code == 409
    assert "Dit ligt buiten het mandaat." in refused.text
    assert data.scalars(select(Uitkomst)).first() is None
    answer = delegate.post(scherm(gang), {**EENS, **buiten, "soort": "voorbehoud"})
    assert answer.status_code == 303
    assert data.scalars(select(Ruggespraak)).one().uitkomst.soort is UitkomstSoort.VOORBEHOUD


def test_what_is_not_filled_in_stays_on_the_screen(
    data: Session, nu: datetime, login: Login
) -> None:
    data.add(een_partij())
    gang = aan_tafel(nu)
    delegate = login(een_lid(), "afgevaardigde")
    short = delegate.post(scherm(gang), {"tekst": "Kort <b>"})
    assert short.status_code == 422
    assert "Kies wat de uitkomst is." in short.text
    assert "Kort &lt;b&gt;" in short.text
    assert delegate.post(scherm(gang), {**EENS, "tekst": "x" * 2001}).status_code == 422
    half = delegate.post(scherm(gang), {**EENS, "partij": "gemeente"})
    assert half.status_code == 422
    assert "Vul in wat de partij belooft" in half.text


def test_a_promise_at_the_table_is_kept_with_party_and_day(
    data: Session, nu: datetime, login: Login
) -> None:
    data.add(een_partij())
    gang = aan_tafel(nu)
    belofte = {"partij": "gemeente", "belofte": "Telt in januari.", "voor_datum": "2027-01-31"}
    answer = login(een_lid(), "afgevaardigde").post(scherm(gang), {**EENS, **belofte})
    assert answer.status_code == 303
    found = data.scalars(select(Toezegging)).one()
    assert (found.partij.code, found.tekst) == ("gemeente", "Telt in januari.")


def test_before_the_meeting_nothing_can_be_recorded(
    data: Session, nu: datetime, login: Login
) -> None:
    gang = een_gang(nu, stemmen(m1=1))
    delegate = login(een_lid(), "afgevaardigde")
    assert "nog niet begonnen" in delegate.get(scherm(gang)).text
    assert delegate.post(scherm(gang), {**EENS, "niveau": "1"}).status_code == 409
    with pytest.raises(KanNietMeer, match="deze vergadering"):
        leg_uitkomst_vast(gang.punt, een_tafel(UitkomstSoort.TER_KENNISNAME), nu)


def test_only_the_committee_sits_at_the_table(
    data: Session, nu: datetime, login: Login, client: Client
) -> None:
    gang = aan_tafel(nu)
    member, board = login(een_lid()), login(een_lid(), "penningmeester")
    for path in (scherm(gang), "/afgevaardigde", f"/afgevaardigde/terugkoppeling/{gang.punt.id}"):
        assert [member.get(path).status_code, board.get(path).status_code] == [403, 403], path
        assert client.get(path).status_code == 303
    delegate = login(een_lid(), "afgevaardigde")
    other = f"/afgevaardigde/vergadering/2020-01-01/punten/{gang.punt.id}"
    assert delegate.get(other).status_code == 404
    assert delegate.get(f"/afgevaardigde/terugkoppeling/{gang.punt.id}").status_code == 404


def test_what_is_held_over_takes_its_mandate_to_the_next_meeting(
    data: Session, nu: datetime
) -> None:
    later = plan_vergadering("Vergadering 5", nu + timedelta(days=60), "Speeltuin")
    gang = aan_tafel(nu)
    leg_uitkomst_vast(gang.punt, een_tafel(UitkomstSoort.AANGEHOUDEN), gang.vergadering.begin)
    data.flush()
    data.expire_all()
    (punt,) = later.agendapunten
    assert punt.keer == 2
    assert mandaten_bij([punt])[punt.id].slug == gang.mandaat.slug


def test_a_mandate_that_was_withdrawn_or_ran_out_binds_nobody_at_the_table(
    data: Session, nu: datetime
) -> None:
    gang = een_gang(nu, stemmen(m1=4))
    besluit = neem_besluit(Orgaan.BESTUUR, "Mandaat ingetrokken", "De vraag is vervallen.", nu)
    assert mandaten_bij([gang.punt])
    gang.vergadering.begin += timedelta(days=181)
    assert mandaten_bij([gang.punt]) == {}
    gang.vergadering.begin -= timedelta(days=181)
    trek_mandaat_in(gang.mandaat, besluit, nu)
    data.flush()
    assert mandaten_bij([gang.punt]) == {}


def test_the_page_of_an_outcome_keeps_the_mandate_it_was_reached_under(
    data: Session, nu: datetime
) -> None:
    gang = aan_tafel(nu)
    leg_uitkomst_vast(gang.punt, een_tafel(UitkomstSoort.CONSENSUS, niveau=1), om(nu))
    besluit = neem_besluit(Orgaan.BESTUUR, "Mandaat ingetrokken", "De vraag is vervallen.", nu)
    trek_mandaat_in(gang.mandaat, besluit, nu)
    data.flush()
    assert mandaten_bij([gang.punt])[gang.punt.id] is gang.mandaat


def antwoord_van_leden(gang: Gang, uitkomst: Uitkomst, keuze: str, data: Session) -> None:
    ruggespraak = data.scalars(select(Ruggespraak)).one()
    moment = om(gang.vergadering.begin + timedelta(hours=3))
    stemming = vraag_de_leden(ruggespraak, moment)
    open_stemming(stemming, moment)
    breng_uit(stemming, gang.auteur, Formulier(0, secrets.token_bytes(32), Keuzes({"v1": keuze})))
    tel_nu(stemming)
    data.refresh(uitkomst)


def test_members_who_agree_make_a_new_mandate_of_the_conditional_yes(
    data: Session, nu: datetime
) -> None:
    gang, uitkomst = afgehandeld(nu, een_tafel(UitkomstSoort.VOORBEHOUD, niveau=3))
    eerste = gang.mandaat
    antwoord_van_leden(gang, uitkomst, "voor", data)
    assert uitkomst.soort is UitkomstSoort.CONSENSUS
    assert uitkomst.mandaat_id == gang.mandaat.id != eerste.id
    assert gang.mandaat.inzet == "Alleen de ochtend, vanaf maart"
    assert not gang.mandaat.is_afwijking(uitkomst)


def test_members_who_refuse_make_it_no_consensus(data: Session, nu: datetime) -> None:
    gang, uitkomst = afgehandeld(nu, een_tafel(UitkomstSoort.VOORBEHOUD, niveau=None))
    antwoord_van_leden(gang, uitkomst, "tegen", data)
    assert uitkomst.soort is UitkomstSoort.GEEN_CONSENSUS
    assert len(gang.mandaten) == 1
    with pytest.raises(KanNietMeer, match="ruggespraak"):
        data.scalars(select(Ruggespraak)).one().afronden(nu, aangenomen=True)


def test_members_are_asked_once(data: Session, nu: datetime, login: Login) -> None:
    gang, _uitkomst = afgehandeld(nu, een_tafel(UitkomstSoort.VOORBEHOUD, niveau=3))
    delegate, page = login(een_lid(), "afgevaardigde"), f"/afgevaardigde/ruggespraak/{gang.punt.id}"
    assert "voor of tegen" in delegate.get(page).text
    assert "Wacht op ruggespraak" in login(een_lid()).get(f"/mandaten/{gang.mandaat.slug}").text
    assert delegate.post(page).status_code == 303
    assert delegate.post(page).status_code == 409


def test_who_gave_or_supported_the_input_hears_what_was_reached(
    data: Session, nu: datetime, login: Login, client: Client
) -> None:
    gang, _uitkomst = afgehandeld(nu, een_tafel(UitkomstSoort.CONSENSUS))
    om(gang.vergadering.begin + timedelta(days=1))
    delegate = login(een_lid(), "afgevaardigde")
    page = f"/afgevaardigde/terugkoppeling/{gang.punt.id}"
    assert delegate.post(page, {"bereikt": "Kort"}).status_code == 422
    assert delegate.post(page, vars(VERHAAL)).status_code == 303
    mails = data.scalars(select(Mail).where(Mail.sleutel.startswith("terugkoppeling:"))).all()
    assert {mail.aan for mail in mails} == {gang.auteur.email, gang.steuner.email}
    assert VERHAAL.bereikt in client.get(f"/mandaten/{gang.mandaat.slug}").text
    again = delegate.post(page, vars(VERHAAL))
    assert again.status_code == 409
    assert data.scalar(select(func.count()).select_from(Terugkoppeling)) == 1


def test_a_deviation_is_explained_before_it_is_published(
    data: Session, nu: datetime, login: Login
) -> None:
    gang, uitkomst = afgehandeld(nu, een_tafel(UitkomstSoort.VOORBEHOUD, niveau=3))
    with pytest.raises(LegAfwijkingUit, match="Leg uit waarom"):
        publiceer(uitkomst, VERHAAL, nu)
    delegate, page = (
        login(een_lid(), "afgevaardigde"),
        f"/afgevaardigde/terugkoppeling/{gang.punt.id}",
    )
    refused = delegate.post(page, vars(VERHAAL))
    assert refused.status_code == 422
    assert "U week af van het mandaat. Leg uit waarom." in refused.text
    told = {**vars(VERHAAL), "afwijking": "De wethouder bood dit op het laatst aan."}
    assert delegate.post(page, told).status_code == 303


def test_late_starts_when_the_seventh_day_is_over_and_everyone_sees_it(
    data: Session, nu: datetime, client: Client, login: Login
) -> None:
    gang, uitkomst = afgehandeld(nu, een_tafel(UitkomstSoort.CONSENSUS))
    begin = gang.vergadering.begin  # 20.00 in Amsterdam, winter
    assert dagen_te_laat(uitkomst, begin + timedelta(days=7, hours=3, minutes=59)) == 0
    assert dagen_te_laat(uitkomst, begin + timedelta(days=7, hours=4)) == 1
    om(begin + timedelta(days=9))
    assert "2 dagen te laat" in client.get(f"/mandaten/{gang.mandaat.slug}").text
    cockpit = login(een_lid(), "afgevaardigde").get("/afgevaardigde").text
    assert cockpit.index("Te laat") < cockpit.index("De terugkoppeling is 2 dagen te laat.")


def test_delegates_are_reminded_on_three_days_and_not_once_it_is_told(
    data: Session, nu: datetime
) -> None:
    delegate = een_lid()
    begin = (nu - timedelta(days=400)).date()
    data.add(Functie(lid=delegate, soort=FunctieSoort.AFGEVAARDIGDE, begin=begin))
    gang, uitkomst = afgehandeld(nu, een_tafel(UitkomstSoort.CONSENSUS))
    counts = []
    for dag in (2, 3, 4, 6):
        om(gang.vergadering.begin + timedelta(days=dag))
        herinner_afgevaardigden()
        query = select(Mail).where(Mail.sleutel.startswith("terugkoppeling-herinnering:"))
        counts.append(len(data.scalars(query).all()))
    assert counts == [0, 1, 1, 2]
    publiceer(data.get_one(Uitkomst, uitkomst.id), VERHAAL, nu)
    data.flush()
    assert zonder_terugkoppeling() == []


def test_a_meeting_without_an_outcome_on_an_item_does_not_end(data: Session, nu: datetime) -> None:
    gang = aan_tafel(nu)
    with pytest.raises(NogZonderUitkomst, match="Parkeren"):
        sluit_vergadering(gang.vergadering, nu)
    with pytest.raises(BuitenMandaat):
        leg_uitkomst_vast(gang.punt, een_tafel(UitkomstSoort.CONSENSUS, niveau=3), nu)
    assert data.scalars(select(Agendapunt)).one().uitkomst is None


def test_an_item_without_a_mandate_is_recorded_freely(
    data: Session, nu: datetime, login: Login
) -> None:
    vergadering = plan_vergadering("Vergadering 4", nu, "Speeltuin")
    punt = zet_op_agenda(vergadering, "Losse tegels")
    begin_vergadering(vergadering, nu)
    page = f"/afgevaardigde/vergadering/{vergadering.slug}/punten/"
    delegate = login(een_lid(), "afgevaardigde")
    screen = delegate.get(f"{page}{punt.id}")
    assert "De leden stemden hier niet over." in screen.text
    assert delegate.post(f"{page}{punt.id}", {**EENS, "niveau": ""}).status_code == 303
    assert zonder_terugkoppeling() == []


def test_the_cockpit_says_when_nothing_waits(data: Session, nu: datetime, login: Login) -> None:
    assert "U bent bij." in login(een_lid(), "afgevaardigde").get("/afgevaardigde").text


def queries_for(client: Client, path: str) -> int:
    """How many statements a page takes."""
    seen: list[str] = []

    def listen(*facts: object) -> None:
        seen.append(str(facts[2]))

    db.session.commit()
    event.listen(db.engine, "before_cursor_execute", listen)
    client.get(path)
    event.remove(db.engine, "before_cursor_execute", listen)
    return len(seen)


def test_the_cockpit_asks_no_more_for_ten_than_for_one(
    data: Session, nu: datetime, login: Login
) -> None:
    thema, delegate = een_thema(), login(een_lid(), "afgevaardigde")
    data.add(thema)
    geef(een_lid(), Inbreng(thema=thema, tekst="Meer bomen hier."), nu)
    one = queries_for(delegate, "/afgevaardigde")
    for _each in range(9):
        geef(een_lid(), Inbreng(thema=thema, tekst="Meer bomen hier."), nu)
    assert queries_for(delegate, "/afgevaardigde") == one > 0

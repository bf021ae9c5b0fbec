"""The covenant binds when five signed; a promise holds when five agreed."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.convenant.factories import (
    beoordeel,
    een_afspraak,
    een_convenant,
    een_geldende_afspraak,
    een_handtekening,
    een_tafel,
    leg_ter_tekening,
    stem_in,
)
from tests.factories import BEGIN, een_organisatie
from vereniging.convenant import acties
from vereniging.convenant.acties.afspraken import Afspraakvoorstel
from vereniging.convenant.models import (
    AlGetekend,
    ConvenantStand,
    EigenPartij,
    GeenOwner,
    LegUit,
    NogNietLaat,
    Oordeel,
    Partijantwoord,
    TekentNiet,
)
from vereniging.convenant.queries import niet_bindend, partijen_met_organisaties, themas
from vereniging.core.errors import KanNietMeer
from vereniging.leden.opzegtermijn import Termijneenheid
from vereniging.statuten.acties import neem_besluit
from vereniging.statuten.models import Orgaan

VANDAAG = date(2026, 11, 22)


def test_the_seven_themes_and_five_seats_are_there_once(data: Session) -> None:
    acties.seed_themas_en_partijen()
    acties.seed_themas_en_partijen()
    assert [thema.code for thema in themas()] == [
        "inrichting", "parkeren", "verkeer", "groen", "bovenwijks", "sociaal", "milieu",
    ]  # fmt: skip
    zetels = partijen_met_organisaties()
    assert [zetel.code for zetel in zetels if zetel.is_eigen] == ["bewoners"]
    assert len(zetels) == 5


def test_the_covenant_binds_only_when_the_fifth_party_signed(data: Session) -> None:
    zetels = een_tafel()
    convenant = een_convenant()
    data.add(convenant)
    leg_ter_tekening(convenant)
    for zetel in zetels[:4]:
        acties.teken(convenant, een_handtekening(zetel.organisaties[0]))
    assert not convenant.is_bindend(VANDAAG)
    assert niet_bindend(convenant, partijen_met_organisaties(), VANDAAG) == (
        "Nog niet getekend door Welzijn. Dit convenant bindt nog niemand."
    )
    acties.teken(convenant, een_handtekening(zetels[4].organisaties[0]))
    assert convenant.is_bindend(VANDAAG)
    assert niet_bindend(convenant, partijen_met_organisaties(), VANDAAG) == ""


def test_a_party_with_two_signing_organisations_signed_when_both_did(data: Session) -> None:
    zetels = een_tafel()
    tweede = een_organisatie(partij=zetels[2], naam="Tweede corporatie")
    convenant = een_convenant()
    data.add_all([convenant, tweede])
    data.flush()
    leg_ter_tekening(convenant)
    for zetel in zetels:
        acties.teken(convenant, een_handtekening(zetel.organisaties[0]))
    assert convenant.stand.value == "ter_tekening"
    acties.teken(convenant, een_handtekening(tweede))
    assert convenant.stand.value == "getekend"


def test_a_signature_is_given_once_and_never_changes(data: Session) -> None:
    zetels = een_tafel()
    convenant = een_convenant()
    data.add(convenant)
    leg_ter_tekening(convenant)
    handtekening = een_handtekening(zetels[0].organisaties[0])
    acties.teken(convenant, handtekening)
    with pytest.raises(AlGetekend):
        acties.teken(convenant, een_handtekening(zetels[0].organisaties[0]))
    data.flush()
    handtekening.naam = "Iemand anders"
    with pytest.raises(IntegrityError):
        data.flush()


def test_who_left_the_seat_does_not_sign(data: Session) -> None:
    zetels = een_tafel()
    convenant = een_convenant()
    data.add(convenant)
    leg_ter_tekening(convenant)
    zetels[3].organisaties[0].tot = BEGIN
    with pytest.raises(TekentNiet):
        acties.teken(
            convenant, een_handtekening(zetels[3].organisaties[0], BEGIN + timedelta(days=1))
        )


def test_signing_needs_a_frozen_text_and_a_frozen_text_takes_no_article(data: Session) -> None:
    zetels = een_tafel()
    convenant = een_convenant()
    data.add(convenant)
    acties.voeg_artikel_toe(convenant, "Samen", "Wij zitten op gelijke voet aan tafel.")
    with pytest.raises(KanNietMeer):
        acties.teken(convenant, een_handtekening(zetels[0].organisaties[0]))
    leg_ter_tekening(convenant)
    assert len(convenant.sha256) == 64
    with pytest.raises(KanNietMeer):
        acties.voeg_artikel_toe(convenant, "Nog iets", "Toch nog een regel.")


def test_a_newer_signed_version_replaces_the_older(data: Session) -> None:
    zetels = een_tafel()
    oud, nieuw = een_convenant(versie="2024"), een_convenant(versie="2026")
    data.add_all([oud, nieuw])
    for convenant in (oud, nieuw):
        leg_ter_tekening(convenant)
        for zetel in zetels:
            acties.teken(convenant, een_handtekening(zetel.organisaties[0]))
    assert [oud.stand, nieuw.stand] == [ConvenantStand.VERVANGEN, ConvenantStand.GETEKEND]


def test_a_covenant_past_its_last_day_binds_nobody(data: Session) -> None:
    convenant = een_convenant(geldig_tot=VANDAAG, stand=ConvenantStand.GETEKEND)
    assert convenant.is_bindend(VANDAAG)
    assert not convenant.is_bindend(VANDAAG + timedelta(days=1))


def test_a_promise_has_one_owner_and_a_day(data: Session, nu: datetime) -> None:
    zetels = een_tafel()
    belofte = Afspraakvoorstel(
        tekst="Lampen", maatstaf="Ze branden.", partij=zetels[1], thema=themas()[0]
    )
    with pytest.raises(GeenOwner):
        acties.stel_op(belofte, nu)


def test_a_promise_is_in_force_when_five_answered_and_none_said_no(
    data: Session, nu: datetime
) -> None:
    zetels = een_tafel()
    afspraak = acties.stel_op(
        Afspraakvoorstel(
            tekst="Lampen",
            maatstaf="Ze branden.",
            partij=zetels[1],
            thema=themas()[0],
            elke=12,
            eenheid=Termijneenheid.MAANDEN,
        ),
        nu,
    )
    assert afspraak.kenmerk == "A-2026-001"
    acties.leg_voor(afspraak, nu)
    for zetel in zetels[:3]:
        stem_in(afspraak, zetel, Partijantwoord.EENS, nu)
    stem_in(afspraak, zetels[3], Partijantwoord.ONTHOUDING, nu)
    stem_in(afspraak, zetels[4], Partijantwoord.NIET_EENS, nu, reden="Er is geen geld voor.")
    assert afspraak.stand.value == "voorgelegd"
    stem_in(afspraak, zetels[4], Partijantwoord.GEEN_BEZWAAR, nu)
    assert afspraak.stand.value == "van_kracht"
    assert afspraak.voor_datum == date(2027, 11, 22)


def test_a_party_that_says_no_tells_why(data: Session, nu: datetime) -> None:
    zetels = een_tafel()
    afspraak = een_afspraak(zetels[1])
    data.add(afspraak)
    acties.leg_voor(afspraak, nu)
    with pytest.raises(LegUit):
        stem_in(afspraak, zetels[4], Partijantwoord.NIET_EENS, nu, reden="Nee.")


def test_the_owner_does_not_judge_its_own_promise(data: Session, nu: datetime) -> None:
    zetels = een_tafel()
    afspraak = een_geldende_afspraak(zetels)
    acties.begin(afspraak)
    acties.meld_klaar(afspraak, "Zie de foto.", nu)
    with pytest.raises(EigenPartij):
        beoordeel(afspraak, zetels[1], Oordeel.NAGELEEFD, nu)
    beoordeel(afspraak, zetels[0], Oordeel.NAGELEEFD, nu)
    assert afspraak.stand.value == "nagekomen"
    assert not afspraak.is_te_laat(VANDAAG)


def test_a_negative_finding_waits_fourteen_days_for_an_answer(data: Session, nu: datetime) -> None:
    zetels = een_tafel()
    afspraak = een_geldende_afspraak(zetels)
    acties.meld_klaar(afspraak, "Gedaan.", nu)
    beoordeel(afspraak, zetels[0], Oordeel.NIET, nu)
    assert afspraak.wederhoor_tot(VANDAAG) == date(2026, 12, 7)  # the Sunday is no day to answer
    assert afspraak.wederhoor_tot(VANDAAG + timedelta(days=16)) is None


def test_late_begins_the_day_after_and_only_then_may_it_go_a_step_up(
    data: Session, nu: datetime
) -> None:
    afspraak = een_geldende_afspraak(een_tafel())
    assert not afspraak.is_te_laat(date(2026, 11, 1))
    with pytest.raises(NogNietLaat):
        acties.schaal_op(afspraak, date(2026, 11, 1))
    assert afspraak.dagen_te_laat(date(2026, 11, 2)) == 1
    acties.schaal_op(afspraak, date(2026, 11, 2))
    assert afspraak.stand.value == "opgeschaald"


def test_a_promise_ends_by_a_decision_and_then_nothing_more_happens(
    data: Session, nu: datetime
) -> None:
    afspraak = een_geldende_afspraak(een_tafel())
    besluit = neem_besluit(Orgaan.COMMISSIE, "Vervalt", "Niet meer nodig.", nu)
    acties.trek_in(afspraak, besluit)
    assert afspraak.stand.value == "vervallen"
    with pytest.raises(KanNietMeer):
        acties.begin(afspraak)
    with pytest.raises(KanNietMeer):
        acties.trek_in(afspraak, besluit)

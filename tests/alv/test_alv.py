"""A general meeting: planned, called in time, held, and what it decided."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.alv.factories import een_alv, een_punt, een_stemming, leden, statuten, tijdens
from tests.stembus.factories import met_sleutel, om, stem
from vereniging.alv.acties import (
    geef_volmachten,
    gelast_af,
    haal_punt_weg,
    houd,
    maak_stemming,
    meld_komst,
    roep_op,
    schrijf_notulen,
    stel_notulen_vast,
    trek_volmachten_in,
    wijzig,
    zijn_gepost,
)
from vereniging.alv.acties.notulen import AndereVergadering, GeenNotulen
from vereniging.alv.acties.plannen import AlvdagBezet, HeeftStemming, NietVooruit, StemmingLoopt
from vereniging.alv.acties.stemmen import GeenBesluitpunt, GeenVoorwaarden, TeVroegStemmen
from vereniging.alv.models import (
    Alv,
    AlvStand,
    GeenAgenda,
    Kanaal,
    Oproeping,
    OproepTeLaat,
    Puntsoort,
)
from vereniging.alv.queries import aantal_komt, notulen_van, oproeping_van, te_posten
from vereniging.core.errors import KanNietMeer
from vereniging.leden.acties.toestemmen import geef_toestemming, trek_toestemming_in
from vereniging.leden.models import LidSoort, Toestemmingsdoel
from vereniging.post.models import Mail
from vereniging.statuten.models import Besluit, Orgaan
from vereniging.stembus.acties import open_stemming, sluit, stel_vast, tel
from vereniging.stembus.acties.volmacht import GeenVolmacht, TeVeelVolmachten
from vereniging.stembus.models import Grondslag, NietInDeStatuten, Stemming, StemmingStand
from vereniging.stembus.queries import volmachten_van

ACTS: dict[str, tuple[str, Callable[[Alv, datetime], object]]] = {
    "oproepen": ("concept", lambda alv, nu: alv.oproepen(nu, 14)),
    "houden": ("opgeroepen", lambda alv, _nu: alv.houden(alv.begin)),
    "afgelasten": ("concept opgeroepen", lambda alv, _nu: alv.afgelasten()),
}


@pytest.mark.parametrize("stand", list(AlvStand))
@pytest.mark.parametrize("act", ACTS)
def test_each_step_is_only_possible_from_its_stand(
    data: Session, act: str, stand: AlvStand, nu: datetime
) -> None:
    allowed, run = ACTS[act]
    with data.no_autoflush:
        alv = een_alv(nu)
        een_punt(alv)
        alv.stand = stand
        if stand.value in allowed.split():
            run(alv, nu)
            assert alv.stand is not stand
        else:
            with pytest.raises(KanNietMeer):
                run(alv, nu)
        data.rollback()


def test_members_are_called_by_mail_only_with_their_consent(data: Session, nu: datetime) -> None:
    met, zonder = leden(2)
    (geen_mail,) = leden(1, email=None)
    leden(1, soort=LidSoort.DONATEUR)
    geef_toestemming(met, Toestemmingsdoel.ALV_OPROEP, nu)
    geef_toestemming(geen_mail, Toestemmingsdoel.ALV_OPROEP, nu)
    alv = een_alv(nu)
    een_punt(alv)
    roep_op(alv, nu)
    gevonden = {each.lid_id: each.kanaal for each in data.scalars(select(Oproeping))}
    assert gevonden == {
        met.id: Kanaal.MAIL, zonder.id: Kanaal.POST, geen_mail.id: Kanaal.POST,
    }  # fmt: skip
    mails = data.scalars(select(Mail.aan).where(Mail.sleutel.startswith("alv-oproep"))).all()
    assert mails == [met.email]
    nummers = {each.id for each in te_posten(alv)}
    assert zijn_gepost(alv, nummers, nu) == 2
    assert zijn_gepost(alv, nummers, nu) == 0


def test_consent_can_be_withdrawn_and_given_again(data: Session, nu: datetime) -> None:
    (lid,) = leden(1)
    for _twice in range(2):
        geef_toestemming(lid, Toestemmingsdoel.ALV_OPROEP, nu)
    trek_toestemming_in(lid, Toestemmingsdoel.ALV_OPROEP, nu)
    trek_toestemming_in(lid, Toestemmingsdoel.ALV_OPROEP, nu)
    alv = een_alv(nu)
    een_punt(alv)
    assert roep_op(alv, nu)[0].kanaal is Kanaal.POST
    geef_toestemming(lid, Toestemmingsdoel.ALV_OPROEP, nu + timedelta(days=1))
    data.flush()


@pytest.mark.parametrize(("dagen", "mag"), [(15, True), (14, False)])
def test_the_days_of_the_call_and_of_the_meeting_do_not_count(
    data: Session, nu: datetime, dagen: int, mag: bool
) -> None:
    alv = een_alv(nu, timedelta(days=dagen))
    een_punt(alv)
    if mag:
        roep_op(alv, nu)
        data.flush()
        assert alv.stand is AlvStand.OPGEROEPEN
        return
    with pytest.raises(OproepTeLaat):
        roep_op(alv, nu)
    assert alv.stand is AlvStand.CONCEPT


def test_a_call_has_an_agenda_and_fixes_it(data: Session, nu: datetime) -> None:
    alv = een_alv(nu)
    with pytest.raises(GeenAgenda):
        roep_op(alv, nu)
    punt = een_punt(alv)
    roep_op(alv, nu)
    with pytest.raises(KanNietMeer):
        een_punt(alv)
    with pytest.raises(KanNietMeer):
        haal_punt_weg(punt)
    with pytest.raises(KanNietMeer):
        wijzig(alv, alv.begin, nu, plaats="Elders")
    data.flush()


def test_one_meeting_a_day_and_never_in_the_past(data: Session, nu: datetime) -> None:
    alv = een_alv(nu)
    data.flush()
    with pytest.raises(AlvdagBezet):
        een_alv(nu)
    with pytest.raises(NietVooruit):
        een_alv(nu, timedelta(0))
    wijzig(alv, alv.begin + timedelta(days=1), nu, plaats="De Kooi")
    assert alv.slug == f"{alv.dag}"
    een_alv(nu)


def test_a_called_meeting_without_its_moment_of_calling_cannot_be_stored(
    data: Session, nu: datetime
) -> None:
    een_alv(nu).stand = AlvStand.OPGEROEPEN
    with pytest.raises(IntegrityError):
        data.flush()


def test_a_member_says_to_come_and_may_think_again_until_it_begins(
    data: Session, nu: datetime
) -> None:
    (lid,) = leden(1)
    alv = een_alv(nu)
    een_punt(alv)
    with pytest.raises(KanNietMeer):
        meld_komst(alv, lid, nu, komt=True)
    roep_op(alv, nu)
    meld_komst(alv, lid, nu, komt=True)
    meld_komst(alv, lid, nu, komt=True)
    assert aantal_komt(alv) == 1
    meld_komst(alv, lid, nu, komt=False)
    assert aantal_komt(alv) == 0
    (later,) = leden(1)
    meld_komst(alv, later, nu, komt=True)
    assert oproeping_van(alv, later)
    with pytest.raises(KanNietMeer):
        meld_komst(alv, lid, alv.begin, komt=True)


def test_voting_at_the_meeting_needs_an_article_conditions_and_a_decision_to_take(
    data: Session, nu: datetime
) -> None:
    alv = een_alv(nu)
    punt = een_punt(alv)
    with pytest.raises(NietInDeStatuten):
        maak_stemming(punt, tijdens(alv))
    statuten(nu, "elektronisch_stemmen")
    alv.voorwaarden = ""
    with pytest.raises(GeenVoorwaarden):
        maak_stemming(punt, tijdens(alv))
    alv.voorwaarden = "Log in en stem."
    with pytest.raises(GeenBesluitpunt):
        maak_stemming(een_punt(alv, Puntsoort.BESPREKEN), tijdens(alv))
    stemming = maak_stemming(punt, tijdens(alv))
    assert stemming.grondslag is Grondslag.ALV_STEMMING
    with pytest.raises(HeeftStemming):
        maak_stemming(punt, tijdens(alv))
    with pytest.raises(HeeftStemming):
        haal_punt_weg(punt)
    with pytest.raises(HeeftStemming):
        wijzig(alv, alv.begin + timedelta(days=1), nu)
    vooraf = tijdens(alv, is_vooraf=True, open_op=nu, sluit_op=alv.begin)
    with pytest.raises(NietInDeStatuten):
        maak_stemming(een_punt(alv), vooraf)


@pytest.mark.parametrize("eerder", [timedelta(0), timedelta(minutes=1)])
def test_voting_ahead_begins_at_most_thirty_days_before(
    data: Session, nu: datetime, eerder: timedelta
) -> None:
    statuten(nu, "voorstemmen")
    alv = een_alv(nu, timedelta(days=60))
    open_op = alv.begin - timedelta(days=30) - eerder
    wens = tijdens(alv, is_vooraf=True, open_op=open_op, sluit_op=alv.begin)
    if eerder:
        with pytest.raises(TeVroegStemmen):
            maak_stemming(een_punt(alv), wens)
        return
    stemming = maak_stemming(een_punt(alv), wens)
    assert stemming.grondslag is Grondslag.ALV_VOORSTEMMEN
    assert "artikel 14 lid 2" in stemming.inleiding


def test_a_vote_on_persons_is_secret_and_a_change_of_statutes_wants_two_thirds(
    data: Session, nu: datetime
) -> None:
    alv = een_alv(nu)
    een = een_stemming(alv, nu)
    assert not een.is_geheim
    personen = maak_stemming(een_punt(alv), tijdens(alv, over_personen=True))
    assert personen.is_geheim
    assert personen.gaat_over_personen
    wijziging = maak_stemming(een_punt(alv, Puntsoort.STATUTEN), tijdens(alv))
    assert wijziging.vragen[0]["meerderheid"]["breuk"] == [2, 3]
    assert wijziging.vragen[0]["meerderheid"]["strikt"] is False
    assert len({een.slug, personen.slug, wijziging.slug}) == 3


def gestemd(alv: Alv, nu: datetime, *waarden: str) -> Stemming:
    """A meeting whose members voted so; counted, not declared."""
    met_sleutel()
    wie = leden(len(waarden))
    stemming = een_stemming(alv, nu)
    roep_op(alv, nu)
    open_stemming(stemming, om(alv.begin))
    for lid, waarde in zip(wie, waarden, strict=True):
        stem(stemming, lid, waarde)
    sluit(stemming, om(stemming.sluit_op))
    assert tel(stemming, om(stemming.sluit_op + timedelta(minutes=15)))
    return stemming


def test_a_result_is_a_decision_of_the_meeting_once_the_chair_declares_it(
    data: Session, nu: datetime
) -> None:
    alv = een_alv(nu)
    stemming = gestemd(alv, nu, "voor", "voor", "tegen")
    assert alv.punten[0].besluit is None
    assert stemming.stand is StemmingStand.GETELD
    stel_vast(stemming, stemming.sluit_op + timedelta(minutes=15))
    besluit = alv.punten[0].besluit
    assert besluit is not None
    assert besluit.orgaan is Orgaan.ALV
    assert besluit.tekst == "Stemt u in met het plan? Aangenomen."


def test_what_was_rejected_is_no_decision(data: Session, nu: datetime) -> None:
    alv = een_alv(nu)
    stemming = gestemd(alv, nu, "voor", "tegen")
    stel_vast(stemming, stemming.sluit_op + timedelta(minutes=15))
    assert alv.punten[0].besluit is None
    besluiten = data.scalars(select(Besluit.titel)).all()
    assert besluiten == ["Statuten vastgesteld"]


def test_a_volmacht_holds_for_every_vote_of_the_meeting(data: Session, nu: datetime) -> None:
    een, twee, drie, houder = leden(4)
    alv = een_alv(nu)
    stemmingen = [een_stemming(alv, nu), maak_stemming(een_punt(alv), tijdens(alv))]
    data.flush()
    with pytest.raises(KanNietMeer):
        geef_volmachten(alv, een, houder, nu)
    roep_op(alv, nu)
    for gever in (een, twee):
        assert len(geef_volmachten(alv, gever, houder, nu)) == 2
    with pytest.raises(TeVeelVolmachten):
        geef_volmachten(alv, drie, houder, nu)
    assert trek_volmachten_in(alv, een, nu) == 2
    assert trek_volmachten_in(alv, een, nu) == 0
    assert [len(volmachten_van(each)) for each in stemmingen] == [1, 1]


def test_without_a_vote_there_is_no_volmacht_on_the_site(data: Session, nu: datetime) -> None:
    een, houder = leden(2)
    alv = een_alv(nu)
    een_punt(alv)
    roep_op(alv, nu)
    with pytest.raises(GeenVolmacht):
        geef_volmachten(alv, een, houder, nu)


def test_calling_off_cancels_the_votes_and_tells_who_was_called(
    data: Session, nu: datetime
) -> None:
    leden(2)
    alv = een_alv(nu)
    stemming = een_stemming(alv, nu)
    roep_op(alv, nu)
    gelast_af(alv, nu)
    assert stemming.stand is StemmingStand.GEANNULEERD
    weg = data.scalars(select(Mail).where(Mail.sleutel.startswith("alv-afgelast"))).all()
    assert len(weg) == 2


def test_a_meeting_where_members_vote_is_not_called_off(data: Session, nu: datetime) -> None:
    alv = een_alv(nu)
    gestemd(alv, nu, "voor")
    with pytest.raises(StemmingLoopt):
        gelast_af(alv, nu)


def test_minutes_are_a_concept_until_a_later_meeting_agrees(data: Session, nu: datetime) -> None:
    alv, later = een_alv(nu), een_alv(nu, timedelta(days=90))
    een_punt(alv)
    een_punt(later)
    with pytest.raises(KanNietMeer):
        schrijf_notulen(alv, "De leden stemden in met het plan.", nu)
    roep_op(alv, nu)
    with pytest.raises(KanNietMeer):
        houd(alv, nu)
    houd(alv, om(alv.begin))
    with pytest.raises(GeenNotulen):
        stel_notulen_vast(alv, later, alv.begin)
    schrijf_notulen(alv, "De leden stemden in.", alv.begin)
    schrijf_notulen(alv, "De leden stemden in met het plan.", alv.begin)
    data.flush()
    for verkeerd in (alv, later):
        with pytest.raises(AndereVergadering):
            stel_notulen_vast(alv, verkeerd, alv.begin)
    roep_op(later, alv.begin)
    houd(later, om(later.begin))
    stel_notulen_vast(alv, later, later.begin)
    data.flush()
    notulen = notulen_van(alv)
    assert notulen is not None
    assert notulen.besluit is not None
    with pytest.raises(KanNietMeer):
        schrijf_notulen(alv, "Wij schreven iets anders op.", later.begin)

"""A secret vote: two of three tellers open the box, and nobody else can."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import permutations
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.conftest import Login
from tests.factories import een_lid
from tests.stembus.factories import (
    WACHTZINNEN,
    drie_tellers,
    een_geheime_stemming,
    een_stemming,
    een_tellersleutel,
    een_volle_bus,
    met_sleutel,
    om,
)
from tests.stembus.test_stemming import leden, rijen
from tests.support.work import work
from vereniging.core import clock
from vereniging.core.errors import KanNietMeer
from vereniging.core.keys import Label, unseal
from vereniging.core.secrets import keys
from vereniging.leden.models import Functie, FunctieSoort
from vereniging.logboek.models import Logboek
from vereniging.post.models import Mail
from vereniging.stembus import natellen
from vereniging.stembus.acties import annuleer, open_stemming, stel_vast, tel
from vereniging.stembus.acties.openen import PersonenGeheim
from vereniging.stembus.acties.sleutels import sleutelbestand
from vereniging.stembus.acties.tellers import (
    GeenTeller,
    GetuigenEerst,
    KandidaatTeltNiet,
    Tellerstap,
    benoem_dezelfde,
    benoem_tellers,
    kandidaat_tellers,
    maak_tellersleutel,
    noteer_wortel,
    open_als_teller,
    probeer_wachtzin,
)
from vereniging.stembus.acties.tellers_herinneren import herinner_tellers
from vereniging.stembus.models import (
    DrieTellers,
    StembusBestand,
    Stemming,
    StemmingStand,
    Stemteller,
    Storing,
    TellersNietKlaar,
    Tussenwaarde,
    Uitslag,
    WachtzinGeblokkeerd,
    WortelNietGenoteerd,
)
from vereniging.stembus.models.teller import GeenTellersleutel
from vereniging.stembus.protocol.envelop import NietTeOpenen
from vereniging.stembus.protocol.sleutels import pak_uit
from vereniging.stembus.protocol.tellers import tweede_teller
from vereniging.stembus.queries import tellers_van, tussenwaarde_van
from vereniging.taken.models import Taak

FOUT = "dit is zeker niet de wachtzin"


def open_met(stemming: Stemming, nummer: int, moment: datetime) -> Tellerstap:
    """Teller so and so notes the root and types the right wachtzin."""
    teller = tellers_van(stemming)[nummer - 1]
    noteer_wortel(teller, moment)
    return open_als_teller(teller, WACHTZINNEN[nummer], moment)


def soorten(data: Session) -> list[str]:
    """What the log says, in order."""
    data.commit()
    return list(data.scalars(select(Logboek.soort).order_by(Logboek.volgnr)))


def test_a_secret_vote_waits_for_three_keys_that_were_tried_shortly_before(
    data: Session, nu: datetime
) -> None:
    met_sleutel()
    stemming = een_stemming(nu, niveau="geheim")
    with pytest.raises(DrieTellers):
        open_stemming(stemming, nu)
    benoem_tellers(stemming, drie_tellers(nu), nu)
    een, twee, drie = tellers_van(stemming)
    with pytest.raises(TellersNietKlaar, match=drie.lid.achternaam):
        open_stemming(stemming, nu)
    for teller in (een, twee, drie):
        teller.geef_sleutel(een_tellersleutel(teller.nummer), nu)
        teller.proef_gelukt(nu)
    drie.proef_gelukt(nu - timedelta(days=14, seconds=1))
    with pytest.raises(TellersNietKlaar):
        open_stemming(stemming, nu)
    drie.proef_gelukt(nu - timedelta(days=14))
    open_stemming(stemming, nu)
    assert stemming.stand is StemmingStand.OPEN
    with pytest.raises(KanNietMeer):
        drie.geef_sleutel(een_tellersleutel(3), nu)


def test_a_teller_makes_a_key_and_tries_it(data: Session, nu: datetime) -> None:
    met_sleutel()
    stemming = een_stemming(nu, niveau="geheim")
    benoem_tellers(stemming, drie_tellers(nu), nu)
    teller = tellers_van(stemming)[0]
    with pytest.raises(GeenTellersleutel):
        probeer_wachtzin(teller, FOUT, nu)
    maak_tellersleutel(teller, WACHTZINNEN[1], nu)
    assert not probeer_wachtzin(teller, FOUT, nu)
    assert not teller.is_klaar()
    assert teller.pogingen == 1
    assert probeer_wachtzin(teller, WACHTZINNEN[1], nu)
    assert teller.is_klaar()
    assert teller.pogingen == 0
    kept = [teller.publiek, teller.zout, teller.verpakt]
    assert not any(WACHTZINNEN[1].encode() in (part or b"") for part in kept)
    assert soorten(data)[-3:] == [
        "tellersleutel.gemaakt",
        "tellersleutel.wachtzin_fout",
        "tellersleutel.geprobeerd",
    ]


@pytest.mark.traag(reden="zes keer twee wachtzinnen: elk een derde seconde, met opzet")
def test_every_two_tellers_open_in_both_orders(data: Session, nu: datetime) -> None:
    for eerst, dan in permutations((1, 2, 3), 2):
        om(nu)
        stemming, _tellers, moment = een_volle_bus(data, nu, slug=f"keuze-{eerst}-{dan}")
        assert open_met(stemming, eerst, moment) is Tellerstap.EERSTE
        assert not stemming.is_uitgeteld
        assert open_met(stemming, dan, moment) is Tellerstap.GETELD
        assert stemming.is_uitgeteld
    assert {row.inhoud["stembiljetten"]["aantal"] for row in data.scalars(select(Uitslag))} == {6}


def test_one_alone_learns_nothing_and_the_recount_agrees(
    data: Session, nu: datetime, tmp_path: Path
) -> None:
    stemming, tellers, moment = een_volle_bus(data, nu)
    assert not tel(stemming, moment)
    assert open_met(stemming, 2, moment) is Tellerstap.EERSTE
    tussen = data.scalars(select(Tussenwaarde)).one()
    assert set(tussen.waarden) == {"1", "3"}
    alleen = tellers[1].sleutel.open(WACHTZINNEN[2])
    for nummer, waarde in tussen.voor_tweede().items():
        with pytest.raises(NietTeOpenen):
            tweede_teller(stemming.slug, {nummer: waarde}, nummer, alleen)
    assert open_met(stemming, 2, moment) is Tellerstap.EERSTE
    assert stemming.stand is StemmingStand.GESLOTEN
    assert open_met(stemming, 3, moment) is Tellerstap.GETELD
    assert rijen(data, Tussenwaarde) == 0
    for bestand in data.scalars(select(StembusBestand)):
        (tmp_path / bestand.naam).write_bytes(bestand.inhoud)
    assert b'"niveau":"geheim"' in (tmp_path / "regels.json").read_bytes()
    script = [sys.executable, natellen.__file__, str(tmp_path)]
    recount = subprocess.run(script, capture_output=True, text=True, check=False)  # noqa: S603  our own script
    assert recount.returncode == 0, recount.stdout
    steps = soorten(data)
    assert steps[-4:] == [
        "bus.eerste_teller",
        "stemteller.wortel_genoteerd",
        "bus.tweede_teller",
        "stemming.geteld",
    ]


def test_who_opens_notes_the_root_first_and_witnesses_come_before(
    data: Session, nu: datetime
) -> None:
    stemming, tellers, moment = een_volle_bus(data, nu)
    with pytest.raises(WortelNietGenoteerd):
        open_als_teller(tellers[0], WACHTZINNEN[1], moment)
    noteer_wortel(tellers[0], moment)
    noteer_wortel(tellers[0], moment)
    with pytest.raises(GetuigenEerst):
        open_als_teller(tellers[0], WACHTZINNEN[1], om(stemming.sluit_op + timedelta(minutes=14)))
    assert rijen(data, Tussenwaarde) == 0
    assert soorten(data).count("stemteller.wortel_genoteerd") == 1


@pytest.mark.traag(reden="zes wachtzinnen: elk een derde seconde, met opzet")
def test_after_five_wrong_tries_a_teller_waits_a_quarter_of_an_hour(
    data: Session, nu: datetime
) -> None:
    _stemming, tellers, moment = een_volle_bus(data, nu)
    noteer_wortel(tellers[0], moment)
    for _time in range(5):
        assert open_als_teller(tellers[0], FOUT, moment) is Tellerstap.WACHTZIN_FOUT
    with pytest.raises(WachtzinGeblokkeerd):
        open_als_teller(tellers[0], WACHTZINNEN[1], moment + timedelta(minutes=14))
    later = om(moment + timedelta(minutes=15))
    assert open_als_teller(tellers[0], WACHTZINNEN[1], later) is Tellerstap.EERSTE
    assert (tellers[0].pogingen, tellers[0].geblokkeerd_tot) == (0, None)
    assert soorten(data).count("tellersleutel.wachtzin_fout") == 5


def test_what_the_first_teller_left_lives_for_a_day(data: Session, nu: datetime) -> None:
    stemming, _tellers, moment = een_volle_bus(data, nu)
    assert open_met(stemming, 1, moment) is Tellerstap.EERSTE
    work()
    assert rijen(data, Tussenwaarde) == 1
    later = om(moment + timedelta(hours=24))
    assert tussenwaarde_van(stemming, later) is None
    work()
    assert rijen(data, Tussenwaarde) == 0
    assert open_met(stemming, 2, later) is Tellerstap.EERSTE
    assert stemming.stand is StemmingStand.GESLOTEN


def test_a_key_file_that_is_gone_counts_nothing_and_says_so(data: Session, nu: datetime) -> None:
    stemming, _tellers, moment = een_volle_bus(data, nu)
    kek = sleutelbestand().kek(stemming.slug)
    sleutelbestand().vernietig(stemming.slug)
    assert open_met(stemming, 1, moment) is Tellerstap.STORING
    assert stemming.storing is Storing.SLEUTEL
    sleutelbestand().bewaar(stemming.slug, kek)
    assert open_met(stemming, 1, moment) is Tellerstap.EERSTE
    assert open_met(stemming, 2, moment) is Tellerstap.GETELD
    assert stemming.storing is None


def test_the_declaration_destroys_the_keys_of_the_tellers(data: Session, nu: datetime) -> None:
    stemming, tellers, moment = een_volle_bus(data, nu)
    bewaard, kek = stemming.sleutel_verpakt, sleutelbestand().kek(stemming.slug)
    assert b'"1-2"' in pak_uit(kek, stemming.slug, bewaard or b"")
    open_met(stemming, 1, moment)
    open_met(stemming, 3, moment)
    assert stemming.bezwaar_tot is not None
    stel_vast(stemming, om(stemming.bezwaar_tot))
    work()
    assert stemming.sleutel_verpakt is None
    assert not any(teller.heeft_sleutel for teller in tellers)
    assert stemming.slug not in sleutelbestand().stemmingen()


def test_a_teller_is_replaced_before_the_opening_and_the_others_keep_their_keys(
    data: Session, nu: datetime
) -> None:
    stemming, tellers = een_geheime_stemming(nu)
    (nieuw, _ander, _derde) = drie_tellers(nu)
    een, twee, drie = (teller.lid for teller in tellers)
    benoem_tellers(stemming, [een, nieuw, drie], nu)
    nu_tellers = tellers_van(stemming)
    assert [teller.lid for teller in nu_tellers] == [een, nieuw, drie]
    assert [teller.is_klaar() for teller in nu_tellers] == [True, False, True]
    mailed = data.scalars(select(Mail.aan).where(Mail.sleutel.startswith("teller-benoemd:")))
    assert sorted(filter(None, mailed)) == sorted(
        lid.email or "" for lid in (een, twee, drie, nieuw)
    )
    with pytest.raises(TellersNietKlaar):
        open_stemming(stemming, nu)
    benoem_tellers(stemming, [een, nieuw, drie], nu)
    nu_tellers[1].geef_sleutel(een_tellersleutel(2), nu)
    nu_tellers[1].proef_gelukt(nu)
    open_stemming(stemming, nu)
    with pytest.raises(KanNietMeer):
        benoem_tellers(stemming, [een, twee, drie], nu)


def test_no_candidate_no_treasurer_and_nobody_without_the_office_opens_a_box(
    data: Session, nu: datetime
) -> None:
    wie = drie_tellers(nu)
    kandidaat, vreemd = wie[0], een_lid()
    data.add(vreemd)
    opties = [
        {"sleutel": "a", "tekst": f"{kandidaat.voornaam} {kandidaat.achternaam}"},
        {"sleutel": "b", "tekst": "Iemand anders"},
    ]
    vraag = {
        "sleutel": "v1", "tekst": "Wie wordt voorzitter?", "type": "enkelvoudig",
        "meerderheid": None, "opties": opties,
    }  # fmt: skip
    stemming = een_stemming(nu, niveau="geheim", gaat_over_personen=True, vragen=[vraag])
    data.flush()
    with pytest.raises(KandidaatTeltNiet, match=kandidaat.achternaam):
        benoem_tellers(stemming, wie, nu)
    with pytest.raises(GeenTeller):
        benoem_tellers(stemming, [vreemd, *wie[1:]], nu)
    with pytest.raises(DrieTellers):
        benoem_tellers(stemming, [wie[1], wie[1], wie[2]], nu)
    data.add(Functie(lid=wie[2], soort=FunctieSoort.PENNINGMEESTER, begin=nu.date()))
    data.flush()
    assert set(kandidaat_tellers(nu)) == {wie[0], wie[1]}
    with pytest.raises(GeenTeller):
        benoem_tellers(stemming, wie[::-1], nu)


def test_a_vote_over_persons_is_always_secret(data: Session, nu: datetime) -> None:
    with pytest.raises(PersonenGeheim):
        een_stemming(nu, gaat_over_personen=True)
    stemming = een_stemming(nu, gaat_over_personen=True, niveau="geheim")
    data.flush()
    stemming.niveau = "vertrouwelijk"
    with pytest.raises(IntegrityError), data.begin_nested():
        data.flush()


def test_no_job_opens_a_secret_box_and_the_tellers_hear_that_it_is_shut(
    data: Session, nu: datetime
) -> None:
    stemming, tellers, moment = een_volle_bus(data, nu)
    om(moment + timedelta(hours=2))
    work()
    assert stemming.stand is StemmingStand.GESLOTEN
    assert not _open_taken(data, "stembus.tel")
    mails = data.scalars(select(Mail).where(Mail.sleutel.startswith("teller-dicht:"))).all()
    assert {mail.aan for mail in mails} == {teller.lid.email for teller in tellers}
    assert all(stemming.bus_wortel in unseal(keys(Label.MAIL), mail.tekst or b"") for mail in mails)


def _open_taken(data: Session, soort: str) -> Iterable[Taak]:
    query = select(Taak).where(Taak.soort == soort, Taak.gedaan_op.is_(None))
    return data.scalars(query).all()


def test_a_database_holds_only_whole_keys_and_three_different_people(
    data: Session, nu: datetime
) -> None:
    _stemming, tellers = een_geheime_stemming(nu)
    data.flush()
    for change in ({"zout": None}, {"nummer": 2}, {"pogingen": 6}, {"lid_id": tellers[1].lid_id}):
        with pytest.raises(IntegrityError), data.begin_nested():
            data.execute(
                Stemteller.__table__.update()  # type: ignore[attr-defined]  # a Table
                .where(Stemteller.id == tellers[0].id)
                .values(**change)
            )


def test_members_who_vote_again_get_the_same_tellers_with_new_keys(
    data: Session, nu: datetime
) -> None:
    leden(data, 1)
    stemming, tellers = een_geheime_stemming(nu)
    opnieuw = een_stemming(nu, niveau="geheim", slug="parkeren-b")
    benoem_dezelfde(opnieuw, stemming, nu)
    nieuw = tellers_van(opnieuw)
    assert [teller.lid for teller in nieuw] == [teller.lid for teller in tellers]
    assert not any(teller.heeft_sleutel for teller in nieuw)


def test_a_cancelled_secret_vote_tells_its_tellers(data: Session, nu: datetime) -> None:
    stemming, tellers = een_geheime_stemming(nu)
    annuleer(stemming, nu)
    query = select(Mail.aan).where(Mail.onderwerp.startswith("Deze stemming gaat niet door"))
    assert sorted(data.scalars(query)) == sorted(str(teller.lid.email) for teller in tellers)


def gewekt(data: Session) -> list[str]:
    data.flush()
    return sorted(data.scalars(select(Mail.aan).where(Mail.sleutel.startswith("teller-wacht:"))))


def test_who_has_no_tried_key_shortly_before_the_opening_is_written_each_day(
    data: Session, nu: datetime
) -> None:
    opent = nu + timedelta(days=5)
    stemming, tellers = een_geheime_stemming(nu, open_op=opent, sluit_op=opent + timedelta(days=7))
    laat = tellers[1]
    laat.proef_op = None
    herinner_tellers(nu)
    assert gewekt(data) == []
    herinner_tellers(opent - timedelta(days=2))
    herinner_tellers(opent - timedelta(days=1))
    assert gewekt(data) == [laat.lid.email] * 2
    annuleer(stemming, opent - timedelta(hours=1))
    herinner_tellers(opent - timedelta(hours=1))
    assert len(gewekt(data)) == 2


def test_tellers_are_waited_for_in_sight_until_the_box_is_open(
    data: Session, nu: datetime, login: Login
) -> None:
    stemming, tellers, moment = een_volle_bus(data, nu)
    assert stemming.gesloten_op is not None
    herinner_tellers(stemming.gesloten_op + timedelta(hours=19))
    assert gewekt(data) == []
    herinner_tellers(stemming.gesloten_op + timedelta(hours=21))
    assert gewekt(data) == sorted(teller.lid.email or "" for teller in tellers)

    clock.install(lambda: moment)
    werk = login(een_lid(), "secretaris").get("/bestuur").text
    assert f"Twee van deze tellers openen hem: {tellers[0].lid.naam}" in werk
    open_met(stemming, 1, moment)
    assert open_met(stemming, 2, moment) is Tellerstap.GETELD
    herinner_tellers(stemming.gesloten_op + timedelta(hours=45))
    assert len(gewekt(data)) == 3

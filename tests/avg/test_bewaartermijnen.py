"""Each term is kept to on its own day: a row a day too young stays, a day too old goes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.avg.test_inzage import een_nota
from tests.avg.test_volledig import holds_an_address, points_at_a_person
from tests.convenant.factories import een_convenant
from tests.factories import TOEN, een_lid, een_organisatie
from tests.stembus.factories import een_open_stemming, om
from tools.bewaartermijnen import DOC, document
from vereniging.avg.models import (
    Datalek,
    Inzageverzoek,
    Inzagevorm,
    Lekrisico,
    Wisverzoek,
    Wisverzoekkanaal,
    WisverzoekStand,
)
from vereniging.avg.verwerkingen import VERWERKINGEN, ZONDER_TERMIJN, pakket_van
from vereniging.bestuur.models import Alarm, AlarmSoort
from vereniging.betalingen.machtiging import Machtiging, MachtigingStand, Machtigingstekst
from vereniging.betalingen.models import Betaling, Webhookontvangst
from vereniging.commissie.models import Opschaling, Opschalingstand, Opschalingstap, Trede
from vereniging.contributie.bewaren import laatste_vrije_jaar
from vereniging.contributie.models import Bankregel, Nota
from vereniging.contributie.models.bank import Bankbestand
from vereniging.convenant.models import Artikel, Artikelreactie, Contact, Reactiesoort
from vereniging.core.db import Base
from vereniging.core.forms import Formuliersleutel
from vereniging.core.money import Bedrag
from vereniging.core.workdays import add_months
from vereniging.leden.models import (
    Emailwijziging,
    Functie,
    FunctieSoort,
    Lid,
    Lidmaatschap,
    LidSoort,
)
from vereniging.logboek.models import Inzagelog
from vereniging.post.models import Binnenpost, Mail, Postbak, Postbakreden, Postlot, Terugbericht
from vereniging.statuten.acties import neem_besluit
from vereniging.statuten.models import Orgaan
from vereniging.stembus.models import (
    Kiesregister,
    Stemming,
    StemmingStand,
    Uitslagbezwaar,
    Volmacht,
)
from vereniging.taken.bewaren import REGELS, Bewaring, ruim_op
from vereniging.taken.models import Taak
from vereniging.toegang.models import (
    Account,
    Doel,
    FoutePoging,
    Inlogherstel,
    Inlogverzoek,
    Passkeyvraag,
    Sessie,
    SessieSoort,
)

DAG = timedelta(days=1)
# Terms with tests of their own, that look at more than the day.
ELDERS = {
    "meldingen.bewaren": "tests/meldingen/test_bewaren.py",
    "meldingen.onbevestigd": "tests/meldingen/test_meedoen.py",
    "Wie oud-leden waren": "tests/avg/test_wissen.py",
    "Wie werd afgewezen of zich terugtrok": "tests/avg/test_wissen.py",
    "Aanmeldingen die niemand bevestigde": "tests/leden/test_aanmelden.py",
    "Opzeggingen die niemand bevestigde": "tests/leden/test_opzeggen.py",
    "Ledenbestanden die niet zijn ingevoerd": "tests/leden/test_invoeren_bestand.py",
    "Namen en redenen in het logboek": "tests/taken/test_bewaren.py",
}


@dataclass(frozen=True)
class Geval:
    """A row that counts from a moment, and how long it is kept after that."""

    maak: Callable[[Session, datetime], Base]
    dagen: int = 0
    maanden: int = 0
    leeg: str = ""  # the column that is emptied, when the row stays

    def grens(self, nu: datetime) -> datetime:
        """What counts from before this moment goes."""
        if not self.maanden:
            return nu - timedelta(days=self.dagen)
        return datetime.combine(add_months(nu.date(), -self.maanden), nu.timetz())


def account(data: Session) -> Account:
    data.add(made := Account(email=f"a{data.query(Account).count()}@example.org", gemaakt_op=TOEN))
    data.flush()
    return made


def lid(data: Session) -> Lid:
    data.add(made := een_lid())
    data.flush()
    return made


def mail(moment: datetime, **anders: Any) -> Mail:
    return Mail(sleutel="m", aan="a@example.org", onderwerp="Dag", tekst=None, gemaakt_op=moment,
                klaar_vanaf=moment, **anders)  # fmt: skip


def machtiging(data: Session, op: datetime) -> Machtiging:
    words = Machtigingstekst(kenmerk="M1", versie=1, tekst="Ik machtig.", sha256="a" * 64)
    return Machtiging(
        lid=lid(data), tekst=words, modus="test", kenmerk="M1", naam="X. Wegman",
        iban_laatste4="1234", aankondiging_dagen=14, getekend_op=op - DAG, vastgelegd_op=op,
        stand=MachtigingStand.INGETROKKEN, ingetrokken_op=op,
    )  # fmt: skip


def contact(data: Session, op: datetime) -> Contact:
    data.add(organisatie := een_organisatie())
    return Contact(organisatie=organisatie, naam="Sam Contact", email="sam@example.org",
                   van=date(2020, 1, 1), tot=op.date())  # fmt: skip


def webhook(data: Session, op: datetime) -> Webhookontvangst:
    data.add(nota := een_nota(lid(data), op))
    data.flush()
    data.add(betaling := Betaling(nota_id=nota.id, modus="test", bedrag=Bedrag(1000), verzoek={},
                                  gemaakt_op=op, volgende_controle_op=None))  # fmt: skip
    data.flush()
    return Webhookontvangst(tijd=op, betaling_id=betaling.id, uitkomst="toegepast")


def reactie(data: Session, op: datetime) -> Artikelreactie:
    convenant = een_convenant()
    convenant.artikelen.append(artikel := Artikel(nummer=1, titel="Groen", tekst="Wij planten."))
    data.add(convenant)
    return Artikelreactie(artikel=artikel, soort=next(iter(Reactiesoort)), tekst="Goed.",
                          naam="Sam", naam_tonen=True, kiem=b"r" * 16, op=op,
                          email="sam@example.org")  # fmt: skip


def sessie(data: Session, op: datetime) -> Sessie:
    return Sessie(sleutel_hash=b"s" * 32, account=account(data), soort=SessieSoort.MAILCODE,
                  bevestigd_op=op - DAG, verloopt_op=op)  # fmt: skip


def inlogverzoek(data: Session, op: datetime) -> Inlogverzoek:
    return Inlogverzoek(doel=next(iter(Doel)), token_hash=b"t" * 32, code_hmac=b"c" * 32,
                        browser_hash=b"b" * 32, gevraagd_op=op, verloopt_op=op,
                        adres_hash=b"a" * 32, adres=b"x")  # fmt: skip


def wisverzoek(data: Session, op: datetime) -> Wisverzoek:
    return Wisverzoek(kenmerk="W-2020-0001", kanaal=Wisverzoekkanaal.WEB, ingediend_op=op,
                      account=account(data), stand=WisverzoekStand.INGETROKKEN)  # fmt: skip


def emailwijziging(data: Session, op: datetime) -> Emailwijziging:
    return Emailwijziging(lid=lid(data), oud="a@example.org", nieuw="b@example.org",
                          gevraagd_op=op)  # fmt: skip


def functie(data: Session, op: datetime) -> Functie:
    del data
    return Functie(naam="Sam", email="sam@example.org", soort=FunctieSoort.TELLER,
                   begin=date(2000, 1, 1), einde=op.date())  # fmt: skip


GEVALLEN = {
    "Verstuurde e-mail": Geval(lambda _d, op: mail(op, gedaan_op=op), dagen=30),
    "E-mail die niet aankwam": Geval(lambda _d, op: mail(op, mislukt_op=op), dagen=90),
    "Postbak: e-mail zonder plaats": Geval(
        lambda _d, op: Postbak(message_id="p", op=op, van="a@example.org", onderwerp="?",
                               tekst=b"x", reden=next(iter(Postbakreden))), dagen=30),
    "Nummers van ontvangen e-mail": Geval(
        lambda _d, op: Binnenpost(message_id="b", op=op, lot=next(iter(Postlot))), dagen=90),
    "Terugberichten van mailservers": Geval(
        lambda _d, op: Terugbericht(mailnummer="n", adres="a@example.org", op=op, is_hard=True),
        dagen=90),
    "Sessies": Geval(sessie),
    "Vragen om een passkey": Geval(
        lambda _d, op: Passkeyvraag(vraag_hash=b"v" * 32, browser_hash=b"b" * 32, verloopt_op=op)),
    "Codes om in te loggen": Geval(inlogverzoek, dagen=1),
    "Foute codes": Geval(lambda d, op: FoutePoging(account_id=account(d).id, op=op), dagen=1),
    "Wijzigingen van e-mailadres": Geval(emailwijziging, dagen=30),
    "Verzoeken om weer te mogen inloggen": Geval(
        lambda d, op: Inlogherstel(account=account(d), gevraagd_op=op), maanden=24),
    "Wanneer de betaaldienst zich meldde": Geval(webhook, dagen=90),
    "Reacties op artikelen die niemand bevestigde": Geval(reactie, dagen=7),
    "Wie een machtiging tekende": Geval(machtiging, maanden=84, leeg="naam"),
    "E-mailadres van wie een functie had": Geval(functie, maanden=12, leeg="email"),
    "Contactpersonen van partijen": Geval(contact, maanden=12, leeg="naam"),
    "Wanneer iemand eigen gegevens ophaalde": Geval(
        lambda d, op: Inzageverzoek(account_id=account(d).id, vorm=Inzagevorm.CSV, op=op),
        dagen=30),
    "Verzoeken om te wissen": Geval(wisverzoek, maanden=24),
    "Datalekken die zijn gesloten": Geval(
        lambda d, op: Datalek(kenmerk="DL-2020-0001", ontdekt_op=op, vastgelegd_op=op,
                              door_id=account(d).id, wat="Weg", gegevens="Naam",
                              risico=Lekrisico.GEEN, beoordeeld_op=op, gesloten_op=op),
        maanden=60),
    "Sleutels van formulieren": Geval(
        lambda _d, op: Formuliersleutel(sleutel=b"f" * 32, antwoord="/", op=op), dagen=2),
    "Taken die klaar zijn": Geval(
        lambda _d, op: Taak(soort="proef", sleutel="proef", klaar_vanaf=op, gedaan_op=op),
        dagen=30),
    "Alarmen die voorbij zijn": Geval(
        lambda _d, op: Alarm(soort=next(iter(AlarmSoort)), sinds=op, voorbij_op=op), maanden=24),
    "Wie gegevens van leden bekeek": Geval(
        lambda _d, op: Inzagelog(op=op, account_id=1, wat="leden.toon", over="7"), maanden=24),
}  # fmt: skip


def regel(wat: str) -> Bewaring:
    (found,) = [r for soort in REGELS.values() for r in soort if str(r.wat) == wat]
    return found


@pytest.mark.parametrize("wat", sorted(GEVALLEN))
def test_a_row_goes_after_its_term_and_not_before(data: Session, nu: datetime, wat: str) -> None:
    geval, term = GEVALLEN[wat], regel(wat)
    data.add(row := geval.maak(data, geval.grens(nu) + DAG))
    data.flush()
    assert (term.tel(nu), term.ruim_op(nu)) == (0, 0)
    later = nu + 2 * DAG
    assert (term.tel(later), term.ruim_op(later), term.tel(later)) == (1, 1, 0)
    data.expire_all()
    if geval.leeg:
        assert getattr(row, geval.leeg) in {None, "", "Gewist"}


@pytest.mark.parametrize(
    ("dag", "maand", "jaar"),
    [
        (date(2033, 12, 31), 1, 2025),
        (date(2034, 1, 1), 1, 2026),  # the year 2026 ended seven years ago, to the day
        (date(2034, 6, 30), 7, 2025),
        (date(2034, 7, 1), 7, 2026),
    ],
)
def test_a_fiscal_year_is_kept_seven_years_after_its_last_day(
    dag: date, maand: int, jaar: int
) -> None:
    assert laatste_vrije_jaar(dag, maand) == jaar


def test_the_names_leave_the_books_after_seven_years_and_the_amounts_stay(
    data: Session, nu: datetime
) -> None:
    data.add(nota := een_nota(lid(data), nu))
    bestand = Bankbestand(sha256="a" * 64, laatste4="0000", van=nu.date(), tot=nu.date(),
                          begin=Bedrag(0), eind=Bedrag(1000), gelezen_op=nu,
                          overgeslagen=0)  # fmt: skip
    bankregel = Bankregel(bestand=bestand, boekdatum=nu.date(), bedrag=Bedrag(1000),
                          tegennaam="X. Wegman", omschrijving="Contributie Wegman",
                          vingerafdruk="v", tegenrekening=b"t" * 32, laatste4="1234")  # fmt: skip
    data.add(bankregel)
    data.flush()
    for moment, gone in ((datetime(2033, 12, 31, tzinfo=nu.tzinfo), False),
                         (datetime(2034, 1, 2, tzinfo=nu.tzinfo), True)):  # fmt: skip
        for wat in ("Namen op nota’s", "Namen en rekeningen bij bankregels"):
            assert regel(wat).ruim_op(moment) == int(gone)
    data.expire_all()
    assert (nota.tenaamstelling, nota.bedrag) == ("Gewist", Bedrag(1000))
    assert (bankregel.tegennaam, bankregel.tegenrekening, bankregel.omschrijving) == ("", None, "")
    assert bankregel.bedrag == Bedrag(1000)
    assert isinstance(nota, Nota)


def een_oude_stemming(data: Session, nu: datetime) -> Stemming:
    """A vote that closed today and is declared, with one member on its roll."""
    member = een_lid()
    member.lidmaatschappen[:] = [
        Lidmaatschap(soort=LidSoort.LID, begin=date(2020, 1, 1), ingevoerd_op=TOEN)
    ]
    data.add(member)
    data.flush()
    stemming = een_open_stemming(om(nu - 7 * DAG))
    stemming.sluit_op, stemming.stand = nu, StemmingStand.VASTGESTELD
    om(nu)
    data.flush()
    return stemming


def bij_de_rol(data: Session) -> list[int]:
    return [data.query(model).count() for model in (Kiesregister, Volmacht, Uitslagbezwaar)]


def test_the_roll_goes_fifteen_months_after_the_close(data: Session, nu: datetime) -> None:
    stemming = een_oude_stemming(data, nu)
    gever = data.scalars(select(Kiesregister)).one().lid
    data.add_all([
        Volmacht(stemming=stemming, gever=gever, houder=lid(data), kiem=b"v" * 16, gegeven_op=nu),
        Uitslagbezwaar(stemming=stemming, lid=gever, tekst="Er ging iets mis.", ingediend_op=nu),
    ])  # fmt: skip
    data.flush()
    assert bij_de_rol(data) == [1, 1, 1]
    ruim_op("stembus.bewaren", datetime(2028, 2, 22, 12, tzinfo=nu.tzinfo))
    stemming.stand = StemmingStand.GETELD  # nobody declared the result: it can still change
    ruim_op("stembus.bewaren", datetime(2028, 2, 24, tzinfo=nu.tzinfo))
    assert bij_de_rol(data) == [1, 1, 1]
    stemming.stand = StemmingStand.VASTGESTELD
    ruim_op("stembus.bewaren", datetime(2028, 2, 24, tzinfo=nu.tzinfo))
    assert bij_de_rol(data) == [0, 0, 0]


def test_a_case_in_court_stops_the_clock_of_the_roll(data: Session, nu: datetime) -> None:
    een_oude_stemming(data, nu)
    data.add(partij := een_organisatie().partij)
    data.flush()
    ladder = Opschaling(kenmerk="O-2026-0001", begonnen_op=nu.date(), over="Parkeren")
    ladder.over_partij = partij
    besluit = neem_besluit(Orgaan.BESTUUR, "Rechter", "Wij gaan naar de rechter.", nu)
    ladder.stappen.append(
        Opschalingstap(trede=Trede.RECHTER, begin=nu.date(), tot=None, besluit=besluit,
                       machtiging="stemming:parkeren")
    )  # fmt: skip
    data.add(ladder)
    data.flush()
    later = datetime(2028, 2, 24, tzinfo=nu.tzinfo)
    term = regel("Wie er op een kiesregister stond")
    assert term.ruim_op(later) == 0
    ladder.stand = Opschalingstand.GESTAAKT
    data.flush()
    assert term.ruim_op(later) == 1


def test_every_term_has_a_test() -> None:
    hier = {"Namen op nota’s", "Namen en rekeningen bij bankregels",
            "Wie er op een kiesregister stond", "Wie een volmacht gaf",
            "Bezwaren tegen een uitslag"}  # fmt: skip
    without = [
        str(r.wat)
        for soort, regels in REGELS.items()
        for r in regels
        if not {soort, str(r.wat)} & (set(ELDERS) | set(GEVALLEN) | hier)
    ]
    assert without == []
    for path in ELDERS.values():
        assert Path(path).is_file(), path


def test_every_table_about_a_person_has_a_term_or_a_reason_and_a_purpose(app: Flask) -> None:
    tables = Base.metadata.tables.values()
    about = {t.name for t in tables if points_at_a_person(t) or holds_an_address(t)}
    ruled = {r.model.__tablename__ for soort in REGELS.values() for r in soort}
    assert sorted(about - ruled - set(ZONDER_TERMIJN)) == []
    assert sorted(set(ZONDER_TERMIJN) & ruled) == []
    assert sorted(set(ZONDER_TERMIJN) - about) == []
    packages = [name for v in VERWERKINGEN for name in v.pakketten]
    assert len(packages) == len(set(packages))
    mapped = {pakket_van(m.class_) for m in Base.registry.mappers}
    assert sorted(mapped - set(packages)) == []


def test_every_term_is_told_once_in_the_register() -> None:
    told = [r for v in VERWERKINGEN for r in v.regels()]
    assert sorted(str(r.wat) for r in told) == sorted(
        str(r.wat) for soort in REGELS.values() for r in soort
    )


def test_the_page_about_privacy_and_the_document_tell_every_term(client: Any) -> None:
    page = client.get("/privacy").text
    for soort in REGELS.values():
        for r in soort:
            assert str(r.wat) in page, r.wat
            assert str(r.termijn) in page, r.termijn
    assert DOC.read_text(encoding="utf-8") == document()
    assert not re.search(r"https?://", document())

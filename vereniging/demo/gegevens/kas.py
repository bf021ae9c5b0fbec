"""What the treasurer finds this week: next year's prices, a statement, money to give back."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import select

from vereniging.betalingen.models import Terugweg
from vereniging.contributie.acties.afsluiten import Kasuitspraak, Opgave, sluit_jaar, teken
from vereniging.contributie.acties.bank import lees_afschrift, zet_opzij
from vereniging.contributie.acties.boeken import Regel, boek_ontvangst
from vereniging.contributie.acties.jaren import besluit_tarieven
from vereniging.contributie.acties.kwijtschelden import stel_voor
from vereniging.contributie.acties.minima import vraag_minima
from vereniging.contributie.acties.terugbetalen import Terugvraag, vraag_terugbetaling
from vereniging.contributie.jaarboek import jaarboek
from vereniging.contributie.models import (
    Bankregel,
    Bron,
    Categorie,
    Contributiejaar,
    Kasoordeel,
    Nota,
    Regelsoort,
)
from vereniging.core.db import db
from vereniging.core.money import NUL, Bedrag
from vereniging.demo.gegevens.ambt import account
from vereniging.demo.gegevens.verhaal import Geschiedenis
from vereniging.leden.models import FunctieSoort
from vereniging.statuten.queries import instelling

TARIEVEN = {
    Categorie.HUISHOUDEN: Bedrag(1000),
    Categorie.MINIMA: Bedrag(250),
    Categorie.LID: Bedrag(1000),
    Categorie.BEDRIJF: Bedrag(3000),  # more than this year: a firm may leave at once
    Categorie.DONATEUR: Bedrag(500),
}
VORIG_JAAR = Opgave(
    andere_inkomsten=Bedrag(25_000), uitgaven=Bedrag(61_250), reserve=Bedrag(184_030)
)
ANDER = "NL20INGB0001234567"


def vertel(verhaal: Geschiedenis) -> None:
    """After the notas: what waits for the treasurer and the rest of the board."""
    _sluit_vorig_jaar(verhaal)
    _volgend_jaar(verhaal)
    _dubbel_betaald(verhaal)
    _kwijtschelding(verhaal)
    _afschrift(verhaal)


def _sluit_vorig_jaar(verhaal: Geschiedenis) -> None:
    """Last year's books are closed; one of the audit committee signed, the other still looks."""
    jaar = verhaal.vandaag.year - 1
    with verhaal.daad(verhaal.op(date(jaar + 1, 1, 20))) as nu:
        fixed = db.session.scalars(select(Contributiejaar).filter_by(jaar=jaar)).one()
        door = account(verhaal, FunctieSoort.PENNINGMEESTER)
        closed = sluit_jaar(jaar, VORIG_JAAR, jaarboek(fixed).sha256, nu, door)
    with verhaal.daad(verhaal.op(date(jaar + 1, 2, 10))) as nu:
        gezien = Kasuitspraak(oordeel=Kasoordeel.AKKOORD, opmerkingen="Alle bonnen waren er.")
        teken(closed, gezien, account(verhaal, FunctieSoort.KASCOMMISSIE), nu)


def _volgend_jaar(verhaal: Geschiedenis) -> None:
    jaar = verhaal.vandaag.year + 1
    with verhaal.daad(verhaal.moment(-12)) as nu:
        tekst = (
            f"De contributie voor {jaar} blijft 10 euro. Wie weinig geld heeft, betaalt 2,50. "
            "Een bedrijf betaalt 30 euro in plaats van 25."
        )
        besluit_tarieven(jaar, TARIEVEN, (verhaal.dag(-13), tekst), nu)
    with verhaal.daad(verhaal.moment(-8)) as nu:
        query = select(Nota).where(Nota.saldo == NUL, Nota.betaler_id.is_not(None))
        nota = db.session.scalars(query.order_by(Nota.id).offset(4).limit(1)).one()
        if nota.betaler is not None:
            vraag_minima(nota.betaler, jaar, nu)


def _dubbel_betaald(verhaal: Geschiedenis) -> None:
    """Somebody paid twice; the treasurer asked for a refund, which waits for another."""
    with verhaal.daad(verhaal.moment(-6)) as nu:
        query = select(Nota).where(Nota.saldo == NUL, Nota.jaar == verhaal.vandaag.year)
        nota = db.session.scalars(query.order_by(Nota.id).limit(1)).one()
        regel = Regel(
            soort=Regelsoort.BETALING,
            bedrag=-nota.bedrag,
            valutadatum=verhaal.dag(-7),
            bron=Bron.BANK,
            bron_id=f"voorbeeld-dubbel-{nota.kenmerk}",
            uitleg="Nog een keer overgemaakt",
        )
        boek_ontvangst(nota, regel, nu)
        vraag = Terugvraag(
            weg=Terugweg.BANK, bedrag=nota.bedrag, reden="Per ongeluk twee keer overgemaakt."
        )
        vraag_terugbetaling(nota, vraag, account(verhaal, FunctieSoort.PENNINGMEESTER), nu)


def _kwijtschelding(verhaal: Geschiedenis) -> None:
    """Who lies in hospital asked for half; the treasurer proposed it, another decides."""
    with verhaal.daad(verhaal.moment(-5)) as nu:
        query = select(Nota).where(Nota.pauze_tot.is_not(None), Nota.saldo > NUL)
        nota = db.session.scalars(query.order_by(Nota.id).limit(1)).one_or_none()
        if nota is not None:
            door = account(verhaal, FunctieSoort.PENNINGMEESTER)
            stel_voor(nota, nota.saldo.deel(1, 2), "Lang ziek en weinig inkomen.", nu, door)


def _afschrift(verhaal: Geschiedenis) -> None:
    """A statement of this week: one sure line, one with doubt, one that is no dues."""
    dag = verhaal.vandaag - timedelta(days=3)
    with verhaal.daad(verhaal.moment(-2)) as nu:
        query = select(Nota).where(Nota.saldo > NUL, Nota.jaar == verhaal.vandaag.year)
        sure, doubt = db.session.scalars(query.order_by(Nota.id.desc()).limit(2))
        lines = [
            (sure.saldo, sure.tenaamstelling, sure.betaalkenmerk),
            (doubt.saldo, doubt.tenaamstelling, "contributie"),
            (Bedrag(-5500), "Speeltuin Westerkwartier", "Huur zaal"),
        ]
        lees_afschrift(_mt940(f"{dag:%y%m%d}", lines), nu)
        rent = db.session.scalars(select(Bankregel).where(Bankregel.bedrag < NUL)).one()
        zet_opzij(rent.id, "Huur van de zaal voor de ALV", nu)


def _mt940(dag: str, lines: list[tuple[Bedrag, str, str]]) -> bytes:
    begin = Bedrag(124_035)
    rekening = str(instelling("iban")).replace(" ", "")
    rows = [":20:VOORBEELD", f":25:{rekening}", ":28C:1/1", f":60F:C{dag}EUR{begin.voor_csv()}"]
    for bedrag, naam, tekst in lines:
        sign = "C" if bedrag > NUL else "D"
        rows.append(f":61:{dag}{dag[2:]}{sign}{abs(bedrag).voor_csv()}N944NONREF")
        rows.append(f":86:/TRTP/SEPA/IBAN/{ANDER}/BIC/INGBNL2A/NAME/{naam}/REMI/{tekst}")
    end = sum((bedrag for bedrag, _naam, _tekst in lines), begin)
    return "\n".join([*rows, f":62F:C{dag}EUR{end.voor_csv()}", "-", ""]).encode()

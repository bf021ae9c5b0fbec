"""140 invented members in 96 households, their offices, and everything that happens to members."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import select

from vereniging.core.db import db
from vereniging.core.workdays import DAY, add_months
from vereniging.demo.gegevens.buurt import POSTCODE
from vereniging.demo.gegevens.verhaal import Geschiedenis
from vereniging.demo.namen import PLAATS, Bewoner, Woning, bewoner, losse_bewoners, woningen
from vereniging.leden.acties.aanmelden import Adresgegevens, Gegevens, bevestigen, indienen
from vereniging.leden.acties.functies import Benoeming, benoem
from vereniging.leden.acties.maatregelen import (
    Maatregelbesluit,
    leg_maatregel_vast,
    maak_maatregel_bekend,
)
from vereniging.leden.acties.opzeggen import zeg_op
from vereniging.leden.acties.termijnen import geef_door_aan_kvk
from vereniging.leden.acties.toelaten import toelaten
from vereniging.leden.models import FunctieSoort, Huishouden, Lid, LidSoort
from vereniging.leden.models.maatregel import Maatregelgrond, MaatregelSoort
from vereniging.statuten.models import Orgaan

VASTE_MENSEN = (
    ("Noor", "Achterberg", (FunctieSoort.VOORZITTER,)),
    ("Daan", "Wouterlood", (FunctieSoort.SECRETARIS,)),
    ("Mirjam", "Osseweijer", (FunctieSoort.PENNINGMEESTER,)),
    ("Samira", "Belhadji", (FunctieSoort.AFGEVAARDIGDE,)),
    ("Henk", "Tolmeijer", (FunctieSoort.AFGEVAARDIGDE,)),
    ("Lotte", "Kruisman", (FunctieSoort.AFGEVAARDIGDE,)),
    ("Pim", "Roodenrijs", (FunctieSoort.BESTUURSLID,)),
    ("Ans", "Veldkant", (FunctieSoort.KASCOMMISSIE,)),
    ("Idris", "Sahan", (FunctieSoort.MODERATOR,)),
    ("Bo", "Lindenhoek", (FunctieSoort.TELLER,)),
    ("Gerda", "Vliegenthart-Mooi", (FunctieSoort.TELLER,)),
    ("Ferhat", "Kanalioğlu", (FunctieSoort.TELLER,)),
)
PLAATSVERVANGER = "Kruisman"
OPRICHTING = -750
AKKOORD = "privacy-1, statuten-1"


def vertel(verhaal: Geschiedenis) -> None:
    """Let the neighbourhood join over two years; a few leave, one never had e-mail."""
    homes = _met_vaste_mensen(woningen())
    for plaats, home in enumerate(homes):
        _trek_in(verhaal, home, OPRICHTING + 3 * plaats if plaats > 12 else OPRICHTING)
    _benoem(verhaal)
    _anderen(verhaal, homes)
    _vertrek(verhaal)


def _met_vaste_mensen(homes: list[Woning]) -> list[Woning]:
    """The people with an office live in the first homes, one each."""
    known = [
        Woning(home.straat, home.huisnummer, (bewoner(voornaam, achternaam), *home.bewoners[1:]))
        for home, (voornaam, achternaam, _functies) in zip(homes, VASTE_MENSEN, strict=False)
    ]
    return known + homes[len(known) :]


def _gegevens(wie: Bewoner, straat: str, nummer: int, **anders: object) -> Gegevens:
    adres = Adresgegevens(
        straat=straat,
        huisnummer=nummer,
        postcode=str(anders.pop("postcode", POSTCODE)),
        plaats=PLAATS,
        in_werkgebied=bool(anders.pop("in_werkgebied", True)),
    )
    velden: dict[str, object] = {
        "voornaam": wie.voornaam,
        "tussenvoegsel": wie.tussenvoegsel or "",
        "achternaam": wie.achternaam,
        "email": wie.email,
        "akkoord": AKKOORD,
        "adres": adres,
    }
    return Gegevens(**{**velden, **anders})  # type: ignore[arg-type]  # the fields of Gegevens


def _trek_in(verhaal: Geschiedenis, home: Woning, dagen: int) -> None:
    """Everyone of a home applies and is admitted on the same evening."""
    with verhaal.daad(verhaal.moment(min(dagen, -40))) as nu:
        huishouden: Huishouden | None = None
        for wie in home.bewoners:
            gegevens = _gegevens(
                wie, home.straat, home.huisnummer, huisgenoot_is_lid=huishouden is not None
            )
            aanmelding = indienen(gegevens, nu)
            bevestigen(aanmelding, nu)
            lid = toelaten(aanmelding, nu, bij=huishouden)
            huishouden = lid.huishouden


def lid_met(achternaam: str) -> Lid:
    """The member of the demo with this surname."""
    return db.session.scalars(select(Lid).where(Lid.achternaam == achternaam)).first() or _missing(
        achternaam
    )


def _missing(achternaam: str) -> Lid:
    raise LookupError(achternaam)


def _benoem(verhaal: Geschiedenis) -> None:
    with verhaal.daad(verhaal.moment(OPRICHTING + 14)) as nu:
        for _voornaam, achternaam, functies in VASTE_MENSEN:
            for soort in functies:
                benoem(
                    Benoeming(
                        soort=soort,
                        begin=verhaal.dag(OPRICHTING + 14),
                        einde=_einde(verhaal, soort),
                        besluit=f"De leden kiezen een {soort.value}.",
                        lid=lid_met(achternaam.rpartition(" ")[2]),
                        is_plaatsvervanger=achternaam == PLAATSVERVANGER,
                        orgaan=Orgaan.ALV,
                    ),
                    nu,
                )
        geef_door_aan_kvk(verhaal.vandaag)


def _einde(verhaal: Geschiedenis, soort: FunctieSoort) -> date:
    """Three years; the moderator's term ends soon, so that somebody must be found."""
    if soort is FunctieSoort.MODERATOR:
        return verhaal.dag(45)
    return add_months(verhaal.dag(OPRICHTING + 14), 36) - DAY


def _anderen(verhaal: Geschiedenis, homes: list[Woning]) -> None:
    """A donor, a firm, two applicants inside and outside the area, one unconfirmed."""
    donateur, firma, binnen, buiten, stil = losse_bewoners(5, homes)
    with verhaal.daad(verhaal.moment(-300)) as nu:
        ver = {"postcode": "2399AA", "in_werkgebied": False, "soort": LidSoort.DONATEUR}
        aanmelding = indienen(_gegevens(donateur, "Verderop", 3, **ver), nu)
        bevestigen(aanmelding, nu)
        toelaten(aanmelding, nu)
        zaak = indienen(_gegevens(firma, "Potgieterlaan", 48, soort=LidSoort.BEDRIJF), nu)
        bevestigen(zaak, nu)
        toelaten(zaak, nu)
    with verhaal.daad(verhaal.moment(-4, 10)) as nu:
        bevestigen(indienen(_gegevens(binnen, "Oltmansstraat", 41), nu), nu)
    with verhaal.daad(verhaal.moment(-2, 15)) as nu:
        bevestigen(indienen(_gegevens(buiten, "Verderop", 9, **ver), nu), nu)
    with verhaal.daad(verhaal.moment(-1, 9)) as nu:
        indienen(_gegevens(stil, "Ten Katestraat", 33), nu)


def _vertrek(verhaal: Geschiedenis) -> None:
    """One member gave notice, one was suspended, one has no e-mail."""
    gewoon = [
        lid
        for lid in db.session.scalars(select(Lid).order_by(Lid.lidnummer.desc()).limit(40))
        if lid.huishouden_id is not None
    ]
    with verhaal.daad(verhaal.moment(-20)) as nu:
        zeg_op(db.session.get_one(Lid, gewoon[3].id), nu)
        schorsing = db.session.get_one(Lid, gewoon[5].id)
        maatregel = leg_maatregel_vast(schorsing, _schorsing(_dag(verhaal, 75)), nu)
        maak_maatregel_bekend(maatregel, _dag(verhaal, -20), nu)
        zonder_mail = db.session.get_one(Lid, gewoon[7].id)
        zonder_mail.email = None


def _schorsing(tot: date) -> Maatregelbesluit:
    return Maatregelbesluit(
        soort=MaatregelSoort.SCHORSING,
        grond=Maatregelgrond.IN_STRIJD,
        redenen="Dit lid deelde twee keer het adres van een melder in de buurtapp. Dat mag niet "
        "volgens het besluit over persoonsgegevens. Een gesprek hielp niet.",
        tot=tot,
    )


def _dag(verhaal: Geschiedenis, dagen: int) -> date:
    return verhaal.vandaag + timedelta(days=dagen)

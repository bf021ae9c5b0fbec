"""Statutes as parameters with an article each, settings, and recorded decisions."""

from __future__ import annotations

import enum
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.core.db import Base
from vereniging.core.errors import DomainError
from vereniging.core.i18n import _l


class ArtikelOntbreekt(DomainError):
    """Another value than the law's or the usual one needs an article (domain.md section 5)."""

    message = _l("Vul het artikel van de statuten in.")


class NooitTerug(DomainError):
    """A new version of the statutes never begins in the past of the one in force."""

    message = _l("Nieuwe statuten gaan in op of na de dag van de vorige versie.")


class BesluitStaatVast(DomainError):
    """A recorded decision is final; another decision corrects it."""

    message = _l("Dit besluit staat vast. Neem een nieuw besluit om het te veranderen.")


class Orgaan(enum.StrEnum):
    BESTUUR = "bestuur"
    ALV = "alv"
    COMMISSIE = "commissie"


@dataclass(frozen=True, kw_only=True)
class Profiel:
    """The parameters of domain.md section 5 with their defaults."""

    boekjaar_begint_maand: int = 1
    toelating_orgaan: str = "bestuur"
    vast_besluit: bool = False
    alv_alsnog: bool = True
    minimumleeftijd: int = 16
    bedrijf_mag_lid: bool = False
    buiten_werkgebied: str = "donateur"
    stemgerechtigd: tuple[str, ...] = ("lid", "erelid", "bedrijf")
    wachttijd_stemrecht: int = 0
    achterstand_ontneemt_stemrecht: bool = False
    opzegtermijn_weken: int = 4
    opzegtermijn_maanden: int = 0
    opzeggen_tegen: str = "einde_boekjaar"
    intrekken: bool = True
    uittreden_bij_geld_uitgesloten: bool = False
    contributie_bij_einde: str = "heel"
    contributie_per: str = "huishouden"
    tarief_orgaan: str = "alv"
    instapregel: str = "gratis_vanaf"
    instapmaand: int = 10
    betaaltermijn: int = 30
    herinneringen: tuple[int, ...] = (7, 30, 60)
    alv_oproeptermijn: int = 14
    alv_verzoek_drempel: int = 10  # percent of the votes, the most the law allows (BW 2:41.2)
    elektronisch_stemmen: bool = False
    voorstemmen: bool = False
    voorstemmen_dagen: int = 30
    volmacht: bool = True
    volmachten_per_houder: int = 2
    opzeggronden_vereniging: tuple[str, ...] = ()
    maatregel_orgaan: str = "bestuur"
    beroepstermijn_maanden: int = 1
    bestuurstermijn: int = 3
    afgevaardigden: int = 2
    plaatsvervangers: int = 1
    afgevaardigden_termijn: int = 2
    mandaat_binding: str = "gebonden"
    ondergrens_drempel: tuple[int, int] = (3, 5)
    stemming_minimum_dagen: int = 3
    ruggespraak_uren: int = 48
    bezwaartermijn: int = 14

    def met(self, waarden: dict[str, Any]) -> Profiel:
        """The same profile with other values; lists become tuples."""
        known = {field.name for field in fields(self)}
        chosen: dict[str, Any] = {
            naam: tuple(waarde) if isinstance(waarde, list) else waarde
            for naam, waarde in waarden.items()
            if naam in known
        }
        return replace(self, **chosen)


STANDAARD = Profiel()


class Besluit(Base):
    """A decision of a body, final once written."""

    __tablename__ = "besluit"

    kenmerk: Mapped[str] = mapped_column(String(16), unique=True)
    orgaan: Mapped[Orgaan]
    titel: Mapped[str]
    tekst: Mapped[str] = mapped_column(Text)
    datum: Mapped[date]
    genomen_op: Mapped[datetime]
    is_openbaar: Mapped[bool] = mapped_column(default=False)


class Statuten(Base):
    """One version of the statutes: only what differs from the usual, with its article."""

    __tablename__ = "statuten"

    geldig_vanaf: Mapped[date] = mapped_column(unique=True)
    waarden: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    artikelen: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    besluit_id: Mapped[int | None] = mapped_column(ForeignKey("besluit.id"), init=False)
    besluit: Mapped[Besluit | None] = relationship(default=None)

    def controleer(self, vorige: Statuten | None) -> None:
        """A value that is not the usual one names its article; versions go forward in time.

        Raises ArtikelOntbreekt, NooitTerug.
        """
        for naam in self.waarden:
            if not str(self.artikelen.get(naam, "")).strip():
                raise ArtikelOntbreekt
        if vorige and self.geldig_vanaf < vorige.geldig_vanaf:
            raise NooitTerug

    @property
    def profiel(self) -> Profiel:
        return STANDAARD.met(self.waarden)


class Instelling(Base):
    """One thing the board decided about this site."""

    __tablename__ = "instelling"

    sleutel: Mapped[str] = mapped_column(String(60), unique=True)
    waarde: Mapped[dict[str, Any]]  # {"is": value}: any JSON value, never a bare null


INSTELLINGEN: dict[str, Any] = {
    "naam": "Vereniging Wijkbelangen",
    "korte_naam": "Wijkbelangen",
    "slogan": "Samen beslissen over onze wijk",
    "kop": "U beslist mee over onze wijk",
    "inleiding": "Wij praten namens de buurt met de gemeente, de corporaties en andere partijen. "
    "U bepaalt wat wij daar zeggen.",
    "commissie_naam": "Beheerscommissie",
    "werkgebied_naam": "onze wijk",
    "plaats": "Leiden",
    "postadres": "",
    "email": "",
    "telefoon": "",
    "iban": "",
    "kvk": "",
    "werkgebied": [],  # [{"postcode": "2399ZZ", "van": 1, "tot": 999, "straat": "…"}]
    "huishoudens": 0,
    "incasso_aan": False,
    "incassant_id": "NL08ZZZ502057730000",  # Mollie's own
    "incasso_aankondiging_dagen": 14,
    "incasso_indienen_dagen": 1,  # bank days before the day of collection
    "herinneringen_automatisch": False,
    "reserve_plafond": 250_000,  # cents: what an association of residents needs at most
    "herinnering_drempel": 50,  # cents: nobody is reminded of less
    "mollie_methoden": ["ideal"],
    "mollie_namen": {"ideal": "iDEAL"},  # as Mollie calls them for people
    "termijn_triage": 3,
    "termijn_partij": 10,
    "termijn_spoed": 2,
    "termijn_instemming": 10,  # working days for a party that was asked
    "termijn_reacties": 28,  # days for residents on the articles of a concept
    "trede_herinnering": 7,  # days, as the four below
    "trede_gesprek": 14,
    "trede_commissie": 60,  # when no meeting is planned
    "trede_overleg": 30,
    "trede_bemiddelaar": 60,
    "termijn_benoemen": 14,  # days to find a mediator
    "stukken_vooraf": 7,  # days before a meeting that its papers go out
    "gemeente_melden_link": "",
    "gemeente_melden_telefoon": "14 071",
    "waakhonden": [],  # addresses that alerts go to
    "tekening": True,
    "statuten_voorstel": {},  # waits for a second board member
}

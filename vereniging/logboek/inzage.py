"""What a person may see of themselves: each package says which of its rows are about whom.

AVG art. 15 (P-04). The tables are known to their own package alone; `avg` only asks here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.sql.base import ExecutableOption

from vereniging.core.db import Base, db
from vereniging.core.i18n import _l
from vereniging.logboek.models import Inzagelog

NIEMAND = "niemand: geen adres"  # no address holds spaces, so this one finds no row

WOORDEN: dict[str, Any] = {
    "aantal": _l("Aantal"),
    "achternaam": _l("Achternaam"),
    "adres": _l("Adres"),
    "adres.plaats": _l("Woonplaats"),
    "adres.postcode": _l("Postcode"),
    "akkoord": _l("Waar u mee akkoord ging"),
    "alv.begin": _l("Ledenvergadering"),
    "antwoord": _l("Antwoord"),
    "apparaat": _l("Apparaat"),
    "argument.tekst": _l("Argument"),
    "artikel.titel": _l("Artikel"),
    "bedrag": _l("Bedrag"),
    "bankkenmerk": _l("Kenmerk op uw afschrift"),
    "begin": _l("Begin"),
    "beroep_op": _l("In beroep sinds"),
    "beroep_tekst": _l("Uw beroep"),
    "beroep_tot": _l("Beroep kan tot en met"),
    "betaald_op": _l("Betaald op"),
    "bevestigd_op": _l("Bevestigd op"),
    "eerste_op": _l("Eerste termijn"),
    "doel": _l("Waarvoor"),
    "einddatum": _l("Laatste dag"),
    "einde": _l("Einde"),
    "eindreden": _l("Reden van het einde"),
    "email": _l("E-mailadres"),
    "enquete.titel": _l("Enquête"),
    "gebruikt_op": _l("Laatst gebruikt"),
    "gedaan_op": _l("Verstuurd op"),
    "gegeven_op": _l("Gegeven op"),
    "gemaakt_op": _l("Gemaakt op"),
    "geschorst_tot": _l("Geschorst tot en met"),
    "geschorst_van": _l("Geschorst vanaf"),
    "getekend_op": _l("Getekend op"),
    "gever.naam": _l("Gegeven door"),
    "gevraagd_op": _l("Gevraagd op"),
    "gewijzigd_op": _l("Gewijzigd op"),
    "gift": _l("Gift"),
    "grond": _l("Grond"),
    "helper": _l("Wie helpt"),
    "herkent": _l("U herkent dit"),
    "houder.naam": _l("Gegeven aan"),
    "huisnummer": _l("Huisnummer"),
    "iban_laatste4": _l("Laatste vier cijfers van uw rekening"),
    "ingediend_op": _l("Ingediend op"),
    "ingelogd_op": _l("Ingelogd op"),
    "ingetrokken_op": _l("Ingetrokken op"),
    "is_brief": _l("Als brief"),
    "is_doorzendbaar": _l("Wij mogen dit doorsturen"),
    "is_gebruikt": _l("Ingevuld"),
    "jaar": _l("Jaar"),
    "kanaal": _l("Hoe het binnenkwam"),
    "kenmerk": _l("Kenmerk"),
    "komt": _l("U komt"),
    "lid": _l("Wie hulp krijgt"),
    "lidnummer": _l("Lidnummer"),
    "mag_contact_delen": _l("Wij mogen uw naam en e-mail doorgeven"),
    "melding.kenmerk": _l("Melding"),
    "naam": _l("Naam"),
    "naam_tonen": _l("Met uw naam erbij"),
    "naam_zichtbaar": _l("Met uw naam erbij"),
    "nieuw": _l("Nieuw"),
    "niveau": _l("Hoe vaak"),
    "nummer": _l("Nummer"),
    "onderwerp": _l("Onderwerp"),
    "ontvangen_op": _l("Ontvangen op"),
    "op": _l("Wanneer"),
    "opgeroepen_op": _l("Opgeroepen op"),
    "begonnen_op": _l("Begonnen op"),
    "verzoek.onderwerp": _l("Verzoek"),
    "tevreden": _l("Tevreden over hoe het ging"),
    "organisatienaam": _l("Organisatie"),
    "oud": _l("Oud"),
    "postadres": _l("Postadres"),
    "reden": _l("Reden"),
    "redenen": _l("Redenen"),
    "richting": _l("Voor of tegen"),
    "saldo": _l("Nog te betalen"),
    "soort": _l("Soort"),
    "stand": _l("Stand"),
    "status": _l("Code van de mailserver"),
    "stemming.titel": _l("Stemming"),
    "straat": _l("Straat"),
    "taal": _l("Taal"),
    "tekst": _l("Tekst"),
    "telefoon": _l("Telefoon"),
    "tenaamstelling": _l("Op naam van"),
    "thema.naam": _l("Thema"),
    "toelichting": _l("Toelichting"),
    "tot": _l("Tot en met"),
    "totp_sinds": _l("Code-app sinds"),
    "trede": _l("Hoeveelste herinnering"),
    "tussenvoegsel": _l("Tussenvoegsel"),
    "uitkomst": _l("Uitkomst"),
    "valutadatum": _l("Datum"),
    "van": _l("Vanaf"),
    "veld": _l("Wat"),
    "verloopt_op": _l("Geldig tot"),
    "verstuurd_op": _l("Verstuurd op"),
    "vervaldatum": _l("Betalen voor"),
    "voeding.kenmerk": _l("Inbreng"),
    "voorletters": _l("Voorletters"),
    "voornaam": _l("Voornaam"),
    "vorm": _l("Soort bestand"),
    "waar_precies": _l("Waar precies"),
    "wat": _l("Wat"),
    "wie": _l("Wie"),
}


@dataclass(frozen=True)
class Wie:
    """Whose data somebody asks for; what they do not have fits no row, so finds none of others."""

    lid_id: int = 0
    lidnummer: int = 0
    account_id: int = 0
    email: str = NIEMAND


Grens = Callable[[Wie], ColumnElement[bool]]


@dataclass(frozen=True)
class Inzagedeel:
    """The rows of one table that are about a person, and what they may read of them.

    `velden` are attributes, also of a related row (`thema.naam`); `anders` gives what a row
    does not hold as such; `achteraan` is for what the program keeps of itself.
    """

    naam: str
    titel: Any
    model: type[Base]
    van: Grens
    velden: tuple[str, ...]
    erbij: tuple[ExecutableOption, ...] = ()
    anders: dict[str, Callable[[Any], object]] = field(default_factory=dict)
    achteraan: bool = False

    def rijen(self, wie: Wie) -> list[dict[str, object]]:
        """What is kept of this person here, oldest first; a field that holds nothing is left."""
        query = select(self.model).where(self.van(wie)).options(*self.erbij)
        found = db.session.scalars(query.order_by(self.model.id)).unique()
        return [self._velden(row) for row in found]

    def _velden(self, row: Base) -> dict[str, object]:
        read = {veld: self.anders.get(veld) or attrgetter(veld) for veld in self.velden}
        values = {veld: getter(row) for veld, getter in read.items()}
        return {veld: value for veld, value in values.items() if value not in {None, ""}}


DELEN: dict[str, Inzagedeel] = {}
_kijkers: dict[str, Grens] = {}


def register_inzage(*delen: Inzagedeel) -> None:
    """Give the part of a package."""
    DELEN.update({deel.naam: deel for deel in delen})


def register_kijkers(naam: str, bron: Grens) -> None:
    """Say which lines of the Inzagelog are about a person, for the things of this package."""
    _kijkers[naam] = bron


def bekeken(wie: Wie) -> ColumnElement[bool]:
    """The lines that say who looked at this person."""
    return or_(*(bron(wie) for bron in _kijkers.values()))


def gezien(wat: str, over: Any) -> ColumnElement[bool]:
    """Lines of the Inzagelog whose `wat` begins so, about one of these (words or a select)."""
    return Inzagelog.wat.startswith(wat, autoescape=True) & Inzagelog.over.in_(over)


def is_adres(kolom: Any, wie: Wie) -> ColumnElement[bool]:
    """Whether a column holds the address that this person signs in with."""
    return func.lower(kolom) == wie.email

"""What a reporter adds to a report besides its verbs: more words, a consent, an opinion."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from vereniging.core.errors import DomainError, KanNietMeer
from vereniging.core.i18n import _l
from vereniging.core.tags import LABELS
from vereniging.meldingen.models.gebeurtenis import MeldingGebeurtenis
from vereniging.meldingen.models.standen import (
    AFGELOPEN,
    DICHT,
    MeldingStand,
    Tevreden,
    Zichtbaar,
)

if TYPE_CHECKING:
    from sqlalchemy.orm import Mapped

AANGEVULD = "aangevuld"


class AlBeoordeeld(DomainError):
    """The question is asked once."""

    message = _l("U gaf hierover al uw mening. Dank u wel.")


class Melderinbreng:
    """Additions that change no stand; the columns are in `Melding`."""

    if TYPE_CHECKING:
        tekst: Mapped[str]
        stand: Mapped[MeldingStand]
        is_doorzendbaar: Mapped[bool]
        mag_contact_delen: Mapped[bool]
        tevreden: Mapped[Tevreden | None]
        gebeurtenissen: Mapped[list[MeldingGebeurtenis]]

        def noteer(self, nu: datetime, soort: str, tekst: str = "",
                   zichtbaar: Zichtbaar = Zichtbaar.MELDER) -> None: ...  # fmt: skip

    @property
    def kan_aanvullen(self) -> bool:
        """Whether more words or photos are of use: until it is closed."""
        return self.stand not in DICHT and self.tekst != ""

    @property
    def kan_beoordelen(self) -> bool:
        """Whether it is over, and the reporter did not say yet how it went."""
        return self.stand in AFGELOPEN and self.tevreden is None

    @property
    def aanvullingen(self) -> list[MeldingGebeurtenis]:
        """What the reporter added later, in words."""
        return [regel for regel in self.gebeurtenissen if regel.soort == AANGEVULD and regel.tekst]

    @property
    def heeft_nieuws(self) -> bool:
        """Whether the reporter added something that no officer has seen."""
        return bool(self.gebeurtenissen) and self.gebeurtenissen[-1].soort == AANGEVULD

    def aanvullen(self, nu: datetime, tekst: str) -> None:
        """Add words, or note that there are photos more; raises KanNietMeer."""
        if not self.kan_aanvullen:
            raise KanNietMeer(wat=_l("deze melding"), stand=LABELS[self.stand])
        self.noteer(nu, AANGEVULD, tekst)

    def gelezen(self, nu: datetime) -> None:
        """An officer saw what was added."""
        if self.heeft_nieuws:
            self.noteer(nu, "gelezen", "", Zichtbaar.KANTOOR)

    def toestaan(self, nu: datetime, *, doorzendbaar: bool, contact: bool) -> None:
        """Say anew whether the words, and the name and address, may go to a party."""
        if (doorzendbaar, contact) == (self.is_doorzendbaar, self.mag_contact_delen):
            return
        self.is_doorzendbaar, self.mag_contact_delen = doorzendbaar, contact
        self.noteer(nu, "toestemming")

    def beoordelen(self, nu: datetime, oordeel: Tevreden, tekst: str) -> None:
        """Say how it went, once; raises AlBeoordeeld, KanNietMeer."""
        if self.tevreden is not None:
            raise AlBeoordeeld
        if not self.kan_beoordelen:
            raise KanNietMeer(wat=_l("deze melding"), stand=LABELS[self.stand])
        self.tevreden = oordeel
        self.noteer(nu, f"tevreden_{oordeel.value}", tekst)

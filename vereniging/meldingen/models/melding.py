"""A report, as somebody told us; what may happen to it is in `verloop`."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vereniging.convenant.models import Partij
from vereniging.core.db import Base
from vereniging.core.errors import KanNietMeer
from vereniging.core.i18n import _l
from vereniging.core.tags import LABELS
from vereniging.core.workdays import midnight_after
from vereniging.meldingen.models.foto import Foto
from vereniging.meldingen.models.gebeurtenis import VASTGEHOUDEN, MeldingGebeurtenis
from vereniging.meldingen.models.inbreng import Melderinbreng
from vereniging.meldingen.models.indeling import MeldingCategorie, Plek
from vereniging.meldingen.models.standen import (
    DICHT,
    MelderSoort,
    MeldingBron,
    MeldingStand,
    Sluitreden,
    Tevreden,
)
from vereniging.meldingen.models.verloop import Meldingsloop

BEVESTIGEN_BINNEN = timedelta(days=7)
# answers through the link after which the party waits for us
BIJ_ONS = frozenset(
    {"antwoord_vraag", "antwoord_niet_voor_ons", "antwoord_kan_niet", "antwoord_agenda"}
)


class Melding(Meldingsloop, Melderinbreng, Base):
    """Something that is wrong in the neighbourhood, as somebody told us."""

    __tablename__ = "melding"
    __table_args__ = (
        CheckConstraint("stand != 'gesloten' OR sluitreden IS NOT NULL", name="sluitreden"),
        CheckConstraint("(openbare_tekst IS NULL) = (openbaar_op IS NULL)", name="openbaar"),
        # all that the monitor counts by: it reads a period from this index and no row at all
        Index(
            "ix_melding_tellen", "ingediend_op", "categorie_id", "partij_id", "stand",
            "stand_sinds", "keer_heropend", "lid_id", "email", "plek_id", "openbaar_op",
            "is_vertrouwelijk", "tevreden",
        ),
    )  # fmt: skip

    kenmerk: Mapped[str] = mapped_column(String(16), unique=True)
    kiem: Mapped[bytes] = mapped_column(LargeBinary(16), unique=True)
    categorie_id: Mapped[int] = mapped_column(ForeignKey("categorie.id"), index=True, init=False)
    categorie: Mapped[MeldingCategorie] = relationship()
    plek_id: Mapped[int | None] = mapped_column(ForeignKey("plek.id"), index=True, init=False)
    plek: Mapped[Plek | None] = relationship(default=None)
    straat: Mapped[str] = mapped_column(String(120))
    huisnummer: Mapped[str | None] = mapped_column(String(10), default=None)
    waar_precies: Mapped[str | None] = mapped_column(String(120), default=None)
    tekst: Mapped[str] = mapped_column(Text)
    soort: Mapped[MelderSoort] = mapped_column(default=MelderSoort.BEWONER)
    organisatienaam: Mapped[str | None] = mapped_column(String(120), default=None)
    bron: Mapped[MeldingBron] = mapped_column(default=MeldingBron.WEB)
    naam: Mapped[str | None] = mapped_column(String(120), default=None)
    email: Mapped[str | None] = mapped_column(default=None, index=True)
    telefoon: Mapped[str | None] = mapped_column(String(20), default=None)
    postadres: Mapped[str | None] = mapped_column(String(200), default=None)
    taal: Mapped[str] = mapped_column(String(2), default="nl")
    gemeentenummer: Mapped[str | None] = mapped_column(String(40), default=None)
    is_doorzendbaar: Mapped[bool] = mapped_column(default=True)
    mag_contact_delen: Mapped[bool] = mapped_column(default=False)
    is_spoed: Mapped[bool] = mapped_column(default=False)
    is_vertrouwelijk: Mapped[bool] = mapped_column(default=False)
    lid_id: Mapped[int | None] = mapped_column(ForeignKey("lid.id"), index=True, default=None)
    netwerk: Mapped[bytes | None] = mapped_column(LargeBinary(32), default=None)
    ingediend_op: Mapped[datetime]
    stand: Mapped[MeldingStand] = mapped_column(default=MeldingStand.TE_BEVESTIGEN, index=True)
    stand_sinds: Mapped[datetime]
    termijn: Mapped[date | None] = mapped_column(default=None, index=True)
    partij_id: Mapped[int | None] = mapped_column(ForeignKey("partij.id"), index=True, init=False)
    partij: Mapped[Partij | None] = relationship(default=None)
    kwam_van: Mapped[MeldingStand | None] = mapped_column(default=None)
    uitleg: Mapped[str | None] = mapped_column(Text, default=None)
    sluitreden: Mapped[Sluitreden | None] = mapped_column(default=None)
    hoort_bij_id: Mapped[int | None] = mapped_column(ForeignKey("melding.id"), init=False)
    hoort_bij: Mapped[Melding | None] = relationship(remote_side="Melding.id", default=None)
    openbare_tekst: Mapped[str | None] = mapped_column(String(400), default=None)
    openbaar_op: Mapped[datetime | None] = mapped_column(default=None)
    keer_heropend: Mapped[int] = mapped_column(default=0)
    tevreden: Mapped[Tevreden | None] = mapped_column(default=None)
    bewaarreden: Mapped[str | None] = mapped_column(String(200), default=None)
    gebeurtenissen: Mapped[list[MeldingGebeurtenis]] = relationship(
        back_populates="melding", default_factory=list, order_by="MeldingGebeurtenis.id"
    )
    fotos: Mapped[list[Foto]] = relationship(default_factory=list, order_by="Foto.id")

    @property
    def is_dicht(self) -> bool:
        return self.stand in DICHT

    @property
    def is_bereikbaar(self) -> bool:
        """Whether we can write to who reported it, by mail or on paper."""
        return bool(self.email or self.postadres)

    @property
    def is_openbaar(self) -> bool:
        return self.openbaar_op is not None

    def is_te_laat(self, nu: datetime) -> bool:
        """Whether the day before whose end somebody had to act is over; a question stops it."""
        if self.termijn is None or self.stand is MeldingStand.VRAAG_AAN_MELDER:
            return False
        return nu >= midnight_after(self.termijn)

    @property
    def is_vastgehouden(self) -> bool:
        """Whether only an officer can confirm it."""
        held = any(regel.soort == VASTGEHOUDEN for regel in self.gebeurtenissen)
        return self.stand is MeldingStand.TE_BEVESTIGEN and (held or self.email is None)

    @property
    def ligt_bij_partij(self) -> bool:
        """Whether a party owes an answer, also while the reporter answers a question of ours."""
        asked = self.stand is MeldingStand.VRAAG_AAN_MELDER
        return (self.kwam_van if asked else self.stand) is MeldingStand.DOORGESTUURD

    @property
    def wacht_op_ons(self) -> bool:
        """The party answered that it cannot go on by itself: from here the term is ours."""
        return self.stand is MeldingStand.DOORGESTUURD and any(
            regel.soort in BIJ_ONS and regel.op >= self.stand_sinds for regel in self.gebeurtenissen
        )

    @property
    def ligt_bij_ons(self) -> bool:
        """Whether the term is ours: the party waits for us, or a mail of it is still unread."""
        sinds = [
            regel.soort
            for regel in self.gebeurtenissen
            if regel.soort in {"antwoord_mail", "termijn_terug"} and regel.op >= self.stand_sinds
        ]
        ongelezen = self.stand is MeldingStand.DOORGESTUURD and sinds[-1:] == ["antwoord_mail"]
        return self.wacht_op_ons or ongelezen

    def openbaar_maken(self, nu: datetime, tekst: str) -> None:
        """Everyone may read these words, written by a person of ours."""
        if self.stand is MeldingStand.TE_BEVESTIGEN or self.is_vertrouwelijk:
            raise KanNietMeer(wat=_l("deze melding"), stand=LABELS[self.stand])
        self.openbare_tekst, self.openbaar_op = tekst, nu
        self.noteer(nu, "openbaar", tekst)

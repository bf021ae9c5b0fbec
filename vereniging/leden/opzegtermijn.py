"""When a membership ends after notice: the rule of BW 2:36, with the terms of the Statuten."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from vereniging.core.workdays import DAY, add_months, month_end


class Termijneenheid(StrEnum):
    """What a notice term is counted in."""

    WEKEN = "weken"
    MAANDEN = "maanden"


class OpzeggenTegen(StrEnum):
    """The days on which a membership can end."""

    EINDE_BOEKJAAR = "einde_boekjaar"
    EINDE_MAAND = "einde_maand"


class Opzeggrond(StrEnum):
    """Why a member may leave; all but the first end the membership at once (BW 2:36.3)."""

    GEWOON = "gewoon"
    VERZWARING = "verzwaring"
    OMZETTING = "omzetting"
    NIET_TE_VERGEN = "niet_te_vergen"


@dataclass(frozen=True)
class Opzegtermijn:
    """How long before the end notice must be received."""

    aantal: int = 4
    eenheid: Termijneenheid = Termijneenheid.WEKEN

    def na(self, dag: date) -> date:
        """The day on which a term that starts on this day is over."""
        if self.eenheid is Termijneenheid.WEKEN:
            return dag + timedelta(weeks=self.aantal)
        return add_months(dag, self.aantal)


@dataclass(frozen=True)
class Opzegregels:
    """The parameters of the Statuten that govern notice; the default is the law's."""

    boekjaar_begint_maand: int = 1
    opzegtermijn: Opzegtermijn = Opzegtermijn()
    opzeggen_tegen: OpzeggenTegen = OpzeggenTegen.EINDE_BOEKJAAR

    def einde_boekjaar(self, dag: date) -> date:
        """The last day of the boekjaar this day lies in."""
        maanden_over = (self.boekjaar_begint_maand - dag.month - 1) % 12
        return month_end(add_months(dag.replace(day=1), maanden_over))

    def eerste_uitstapdag(self, vanaf: date) -> date:
        """The first day, from this one on, on which a membership can end."""
        if self.opzeggen_tegen is OpzeggenTegen.EINDE_MAAND:
            return month_end(vanaf)
        return self.einde_boekjaar(vanaf)


LAW = Opzegregels()


def einddatum(
    ontvangen_op: date,
    regels: Opzegregels = LAW,
    *,
    gewenst: date | None = None,
    grond: Opzeggrond = Opzeggrond.GEWOON,
    venster_tot: date | None = None,
) -> date:
    """The last day of membership after notice received on this day (BW 2:36).

    Lid 1: the first exit day once the term is over, and in any case the end of the boekjaar
    after the one of receipt. Lid 2: notice for too early a day works for the first day
    allowed; a later wish is followed up to an exit day. Lid 3: within a month after hearing
    of a verzwaring or omzetting, or when staying cannot be asked, it works at once.
    """
    if grond is Opzeggrond.NIET_TE_VERGEN:
        return ontvangen_op
    if grond is not Opzeggrond.GEWOON and venster_tot is not None and ontvangen_op <= venster_tot:
        return ontvangen_op
    uiterlijk = regels.einde_boekjaar(regels.einde_boekjaar(ontvangen_op) + DAY)
    eerste = min(regels.eerste_uitstapdag(regels.opzegtermijn.na(ontvangen_op)), uiterlijk)
    return regels.eerste_uitstapdag(gewenst) if gewenst and gewenst > eerste else eerste


def venster_tot(meegedeeld_op: date) -> date:
    """The last day to leave at once because of what was told on this day (BW 2:36.3)."""
    return add_months(meegedeeld_op, 1)


@lru_cache(maxsize=64)
def opzeggen_tot_en_met(einde: date, regels: Opzegregels = LAW) -> date:
    """The last day on which plain notice still ends the membership on this exit day."""
    dag = einde
    while einddatum(dag, regels) > einde:
        dag -= DAY
    return dag

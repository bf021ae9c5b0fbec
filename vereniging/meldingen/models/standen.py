"""The states of a report, and which verb leaves which of them (domain.md 4.9)."""

from __future__ import annotations

import enum


class MeldingStand(enum.StrEnum):
    TE_BEVESTIGEN = "te_bevestigen"
    ONTVANGEN = "ontvangen"
    VRAAG_AAN_MELDER = "vraag_aan_melder"
    DOORGESTUURD = "doorgestuurd"
    OPGEPAKT = "opgepakt"
    OP_AGENDA = "op_agenda"
    AFSPRAAK_GEMAAKT = "afspraak_gemaakt"
    PARTIJ_ZEGT_KLAAR = "partij_zegt_klaar"
    OPGELOST = "opgelost"
    ONBEVESTIGD = "onbevestigd"
    HEROPEND = "heropend"
    OPGESCHAALD = "opgeschaald"
    GESLOTEN = "gesloten"
    SAMENGEVOEGD = "samengevoegd"
    NIET_VOOR_ONS = "niet_voor_ons"
    INGETROKKEN = "ingetrokken"


S = MeldingStand
DICHT = frozenset(
    {S.ONBEVESTIGD, S.GESLOTEN, S.SAMENGEVOEGD, S.NIET_VOOR_ONS, S.INGETROKKEN, S.OPGELOST}
)
AFGELOPEN = frozenset({S.OPGELOST, S.ONBEVESTIGD, S.GESLOTEN})  # it came to an end
BIJ_PARTIJ = frozenset({S.DOORGESTUURD, S.OPGEPAKT, S.OP_AGENDA, S.AFSPRAAK_GEMAAKT, S.OPGESCHAALD})
VANUIT: dict[str, frozenset[MeldingStand]] = {
    "bevestigen": frozenset({S.TE_BEVESTIGEN}),
    "vragen": frozenset({S.ONTVANGEN, S.DOORGESTUURD}),
    "antwoorden": frozenset({S.VRAAG_AAN_MELDER}),
    "doorsturen": frozenset({S.ONTVANGEN, S.OPGEPAKT, S.OP_AGENDA, S.HEROPEND}),
    "agenderen": frozenset(
        {S.ONTVANGEN, S.DOORGESTUURD, S.OPGEPAKT, S.AFSPRAAK_GEMAAKT, S.HEROPEND}
    ),
    "samenvoegen": frozenset({S.ONTVANGEN}),
    "verwijzen": frozenset({S.ONTVANGEN}),
    "oppakken": frozenset({S.DOORGESTUURD}),
    "klaar_melden": BIJ_PARTIJ,
    "afspreken": frozenset({S.OP_AGENDA, S.OPGESCHAALD}),
    "opschalen": frozenset({S.OP_AGENDA, S.AFSPRAAK_GEMAAKT}),
    "akkoord": frozenset({S.PARTIJ_ZEGT_KLAAR}),
    "laten_rusten": frozenset({S.PARTIJ_ZEGT_KLAAR}),
    "heropenen": frozenset({S.PARTIJ_ZEGT_KLAAR, S.OPGELOST, S.ONBEVESTIGD}),
    "heropenen_met_feit": frozenset({S.GESLOTEN}),
    "sluiten": frozenset({S.DOORGESTUURD, S.OP_AGENDA, S.OPGESCHAALD, S.VRAAG_AAN_MELDER}),
    "losmaken": frozenset({S.SAMENGEVOEGD}),
    "herzien": frozenset({S.NIET_VOOR_ONS}),
    "intrekken": frozenset({S.TE_BEVESTIGEN, S.ONTVANGEN, S.VRAAG_AAN_MELDER}),
}


class MelderSoort(enum.StrEnum):
    BEWONER = "bewoner"
    ONDERNEMER = "ondernemer"
    ORGANISATIE = "organisatie"


class MeldingBron(enum.StrEnum):
    WEB = "web"
    MAIL = "mail"
    TELEFOON = "telefoon"
    BRIEVENBUS = "brievenbus"
    SCHOUW = "schouw"


class Sluitreden(enum.StrEnum):
    GEEN_MIDDELEN = "geen_middelen"
    PARTIJ_WEIGERT = "partij_weigert"
    NIET_TE_VERHELPEN = "niet_te_verhelpen"
    GEEN_REACTIE_MELDER = "geen_reactie_melder"
    ANDERS = "anders"


class Tevreden(enum.StrEnum):
    """How it went, in the eyes of the reporter."""

    JA = "ja"
    NEE = "nee"
    GEEN_MENING = "geen_mening"


class Zichtbaar(enum.StrEnum):
    """For whose eyes a line of the timeline is."""

    ALLEN = "allen"
    MELDER = "melder"
    KANTOOR = "kantoor"

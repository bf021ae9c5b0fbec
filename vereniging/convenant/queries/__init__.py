"""Reads of themes, parties, the covenant and its promises."""

from vereniging.convenant.queries.afspraken import (
    Partijstand,
    Zoekvraag,
    afspraak_met,
    afspraken_lijst,
    recente_afspraken,
    stand_per_partij,
)
from vereniging.convenant.queries.partijen import (
    opsomming,
    partijen,
    partijen_met_organisaties,
    thema_met,
    themas,
)
from vereniging.convenant.queries.reacties import (
    aantal_onbeantwoord,
    aantallen,
    openbare_reacties,
    reactie_met,
    te_behandelen,
)
from vereniging.convenant.queries.tekst import (
    convenant_met,
    convenanten,
    niet_bindend,
    vorige_versie,
)

__all__ = [
    "Partijstand",
    "Zoekvraag",
    "aantal_onbeantwoord",
    "aantallen",
    "afspraak_met",
    "afspraken_lijst",
    "convenant_met",
    "convenanten",
    "niet_bindend",
    "openbare_reacties",
    "opsomming",
    "partijen",
    "partijen_met_organisaties",
    "reactie_met",
    "recente_afspraken",
    "stand_per_partij",
    "te_behandelen",
    "thema_met",
    "themas",
    "vorige_versie",
]

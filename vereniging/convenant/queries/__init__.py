"""Reads of themes, parties, the covenant and its promises."""

from vereniging.convenant.queries.afspraken import (
    Partijstand,
    Zoekvraag,
    afspraak_met,
    afspraken_lijst,
    alle_keren,
    besluit_met,
    jaren,
    laatste_keren,
    recente_afspraken,
    stand_per_partij,
    vraag_met,
    wederhoor_met,
)
from vereniging.convenant.queries.partijen import (
    contacten,
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
    reacties_op,
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
    "alle_keren",
    "besluit_met",
    "contacten",
    "convenant_met",
    "convenanten",
    "jaren",
    "laatste_keren",
    "niet_bindend",
    "openbare_reacties",
    "opsomming",
    "partijen",
    "partijen_met_organisaties",
    "reactie_met",
    "reacties_op",
    "recente_afspraken",
    "stand_per_partij",
    "te_behandelen",
    "thema_met",
    "themas",
    "vorige_versie",
    "vraag_met",
    "wederhoor_met",
]

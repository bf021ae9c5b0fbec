"""Plan a meeting, build its agenda, and write down what came of it."""

from vereniging.commissie.acties.adviseren import (
    breng_advies_uit,
    leg_reactie_vast,
    stel_advies_op,
    stem_over_advies,
    verantwoord_advies,
    vraag_partijen,
)
from vereniging.commissie.acties.bevriezen import bevries, bevries_agendas
from vereniging.commissie.acties.bundelen import (
    Dossierwens,
    maak_dossier,
    ruim_dossiers_op,
    vraag_dossier,
)
from vereniging.commissie.acties.instemmen import (
    WieWasEr,
    antwoord_alsnog,
    herinner_afwezigen,
    maak_besluiten,
)
from vereniging.commissie.acties.openstaand import geef_actiepunt, rond_openstaande_af
from vereniging.commissie.acties.opschalen import (
    begin_opschaling,
    laat_stap_mislukken,
    rond_af,
    schaal_punt_op,
    schaal_stilte_op,
    volgende_trede,
)
from vereniging.commissie.acties.plannen import (
    gelast_af,
    neem_over,
    plan_jaar,
    plan_vergadering,
    roep_op,
    verzet,
    voeg_punt_toe,
    zet_op_agenda,
)
from vereniging.commissie.acties.tafel import (
    begin_vergadering,
    geef_stuk_vrij,
    geef_verslag_vrij,
    leg_standpunt_vast,
    leg_vast,
    meld_aanwezig,
    plaats_stuk,
    schrijf_verslag,
    sluit_vergadering,
    stel_verslag_vast,
)

__all__ = [
    "Dossierwens",
    "WieWasEr",
    "antwoord_alsnog",
    "begin_opschaling",
    "begin_vergadering",
    "bevries",
    "bevries_agendas",
    "breng_advies_uit",
    "geef_actiepunt",
    "geef_stuk_vrij",
    "geef_verslag_vrij",
    "gelast_af",
    "herinner_afwezigen",
    "laat_stap_mislukken",
    "leg_reactie_vast",
    "leg_standpunt_vast",
    "leg_vast",
    "maak_besluiten",
    "maak_dossier",
    "meld_aanwezig",
    "neem_over",
    "plaats_stuk",
    "plan_jaar",
    "plan_vergadering",
    "roep_op",
    "rond_af",
    "rond_openstaande_af",
    "ruim_dossiers_op",
    "schaal_punt_op",
    "schaal_stilte_op",
    "schrijf_verslag",
    "sluit_vergadering",
    "stel_advies_op",
    "stel_verslag_vast",
    "stem_over_advies",
    "verantwoord_advies",
    "verzet",
    "voeg_punt_toe",
    "volgende_trede",
    "vraag_dossier",
    "vraag_partijen",
    "zet_op_agenda",
]

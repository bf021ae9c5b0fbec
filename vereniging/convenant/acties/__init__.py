"""What people do with the covenant and its promises."""

from vereniging.convenant.acties.afspraken import (
    begin,
    beoordeel,
    geef_wederhoor,
    leg_vast_instemming,
    leg_voor,
    meld_klaar,
    schaal_op,
    stel_op,
    trek_in,
    wijzig_afspraak,
)
from vereniging.convenant.acties.bezorgen import bewaar_bewijs
from vereniging.convenant.acties.herhalen import herhaal_afspraken
from vereniging.convenant.acties.herinneren import herinner_evaluatie, herinner_partijen
from vereniging.convenant.acties.inrichting import (
    kies_post,
    laat_opvolgen,
    seed_themas_en_partijen,
    voeg_organisatie_toe,
)
from vereniging.convenant.acties.reacties import (
    beantwoord,
    bevestig,
    plaats,
    reageer,
    verberg,
)
from vereniging.convenant.acties.tekenen import (
    geef_handtekening_op,
    keur_handtekening_goed,
    leg_ter_tekening,
    maak_convenant,
    teken,
    voeg_artikel_toe,
    wijs_handtekening_af,
    wijzig_artikel,
)
from vereniging.convenant.acties.weg import bespreek, terug, verder

__all__ = [
    "beantwoord",
    "begin",
    "beoordeel",
    "bespreek",
    "bevestig",
    "bewaar_bewijs",
    "geef_handtekening_op",
    "geef_wederhoor",
    "herhaal_afspraken",
    "herinner_evaluatie",
    "herinner_partijen",
    "keur_handtekening_goed",
    "kies_post",
    "laat_opvolgen",
    "leg_ter_tekening",
    "leg_vast_instemming",
    "leg_voor",
    "maak_convenant",
    "meld_klaar",
    "plaats",
    "reageer",
    "schaal_op",
    "seed_themas_en_partijen",
    "stel_op",
    "teken",
    "terug",
    "trek_in",
    "verberg",
    "verder",
    "voeg_artikel_toe",
    "voeg_organisatie_toe",
    "wijs_handtekening_af",
    "wijzig_afspraak",
    "wijzig_artikel",
]

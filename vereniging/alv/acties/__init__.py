"""What officers and members do around a general meeting."""

from vereniging.alv.acties.komen import meld_komst
from vereniging.alv.acties.notulen import schrijf_notulen, stel_notulen_vast
from vereniging.alv.acties.oproepen import roep_op, zijn_gepost
from vereniging.alv.acties.plannen import (
    gelast_af,
    haal_punt_weg,
    houd,
    plaats_stuk,
    plan_alv,
    wijzig,
    zet_op_agenda,
)
from vereniging.alv.acties.stemmen import leg_besluit_vast, maak_stemming
from vereniging.alv.acties.verzoeken import (
    begin_verzoek,
    meld_termijn,
    roep_zelf_op,
    steun_verzoek,
    trek_steun_in,
    trek_verzoek_in,
    willig_in,
)
from vereniging.alv.acties.volmacht import geef_volmachten, trek_volmachten_in

__all__ = [
    "begin_verzoek",
    "geef_volmachten",
    "gelast_af",
    "haal_punt_weg",
    "houd",
    "leg_besluit_vast",
    "maak_stemming",
    "meld_komst",
    "meld_termijn",
    "plaats_stuk",
    "plan_alv",
    "roep_op",
    "roep_zelf_op",
    "schrijf_notulen",
    "stel_notulen_vast",
    "steun_verzoek",
    "trek_steun_in",
    "trek_verzoek_in",
    "trek_volmachten_in",
    "wijzig",
    "willig_in",
    "zet_op_agenda",
    "zijn_gepost",
]

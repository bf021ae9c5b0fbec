"""What the register holds of a person, and who of the board looked at it."""

from __future__ import annotations

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import joinedload

from vereniging.core.i18n import _l
from vereniging.leden.models import (
    Aanmelding,
    Emailwijziging,
    Functie,
    Huishouden,
    Hulp,
    Lid,
    Lidmaatschap,
    Lidwijziging,
    Maatregel,
    Opzegging,
    Toestemming,
)
from vereniging.leden.queries import naam_van_account
from vereniging.leden.toestemmingen import TITELS, tekst
from vereniging.logboek.inzage import (
    Inzagedeel,
    Wie,
    bekeken,
    gezien,
    is_adres,
    register_inzage,
    register_kijkers,
)
from vereniging.logboek.models import Inzagelog

ADRES = ("adres", "adres.postcode", "adres.plaats")
BEREIK = ("email", "telefoon", "taal")
NAAM = ("voorletters", "voornaam", "tussenvoegsel", "achternaam")
WAT = {
    "aanmelding": _l("Uw aanmelding"),
    "contributie": _l("Uw nota’s en betalingen"),
    "leden": _l("Uw gegevens als lid"),
    "melding": _l("Uw melding"),
}


def bekeek_wat(regel: Inzagelog) -> str:
    """What an officer looked at, in words."""
    return str(WAT.get(regel.wat.partition(".")[0], regel.wat))


def _van_aanmelding(wie: Wie) -> ColumnElement[bool]:
    return (Aanmelding.lid_id == wie.lid_id) | is_adres(Aanmelding.email, wie)


def _kijkers(wie: Wie) -> ColumnElement[bool]:
    nummer = (str(wie.lidnummer),)
    mine = select(Aanmelding.kenmerk).where(_van_aanmelding(wie))
    return or_(
        gezien("leden.", nummer),
        gezien("contributie.machtiging", nummer),
        gezien("aanmelding.", mine),
    )


register_kijkers("leden", _kijkers)
register_inzage(
    Inzagedeel("lid", _l("Uw gegevens"), Lid, lambda wie: Lid.id == wie.lid_id,
               ("lidnummer", *NAAM, *ADRES, *BEREIK), (joinedload(Lid.adres),)),
    Inzagedeel("lidmaatschap", _l("Uw lidmaatschap"), Lidmaatschap,
               lambda wie: Lidmaatschap.lid_id == wie.lid_id,
               ("soort", "begin", "einde", "eindreden", "geschorst_van", "geschorst_tot")),
    Inzagedeel("huishouden", _l("Uw huishouden"), Huishouden,
               lambda wie: Huishouden.id.in_(
                   select(Lid.huishouden_id).where(Lid.id == wie.lid_id)),
               ADRES, (joinedload(Huishouden.adres),)),
    Inzagedeel("functie", _l("Uw functies"), Functie,
               lambda wie: (Functie.lid_id == wie.lid_id) | is_adres(Functie.email, wie),
               ("soort", "naam", "email", "begin", "einde")),
    Inzagedeel("aanmelding", _l("Uw aanmelding"), Aanmelding, _van_aanmelding,
               ("kenmerk", "voornaam", "tussenvoegsel", "achternaam", *ADRES, *BEREIK, "soort",
                "kanaal", "akkoord", "ingediend_op", "bevestigd_op", "stand", "reden"),
               (joinedload(Aanmelding.adres),)),
    Inzagedeel("opzegging", _l("Uw opzegging"), Opzegging,
               lambda wie: Opzegging.lid_id == wie.lid_id,
               ("ontvangen_op", "einddatum", "kanaal", "grond", "stand")),
    Inzagedeel("hulp", _l("Wie u helpt met post, en wie u helpt"), Hulp,
               lambda wie: or_(Hulp.lid_id == wie.lid_id, Hulp.helper_id == wie.lid_id),
               ("lid", "helper", "begin", "akkoord", "einde"),
               anders={"lid": lambda r: r.lid.naam, "helper": lambda r: r.helper.naam}),
    Inzagedeel("maatregel", _l("Maatregelen over u"), Maatregel,
               lambda wie: Maatregel.lid_id == wie.lid_id,
               ("soort", "grond", "redenen", "van", "tot", "ontvangen_op", "beroep_tot",
                "beroep_op", "beroep_tekst", "einde", "stand")),
    Inzagedeel("toestemming", _l("Uw toestemmingen"), Toestemming,
               lambda wie: Toestemming.lid_id == wie.lid_id,
               ("doel", "tekst", "van", "tot"),
               anders={"doel": lambda rij: str(TITELS[rij.doel]),
                       "tekst": lambda rij: str(tekst(rij.doel, rij.tekstversie))}),
    Inzagedeel("emailwijziging", _l("Wijzigingen van uw e-mailadres"), Emailwijziging,
               lambda wie: Emailwijziging.lid_id == wie.lid_id,
               ("oud", "nieuw", "gevraagd_op", "stand")),
    Inzagedeel("lidwijziging", _l("Wat er aan uw gegevens veranderde"), Lidwijziging,
               lambda wie: Lidwijziging.lid_id == wie.lid_id,
               ("op", "veld", "oud", "nieuw", "reden")),
    Inzagedeel("inzagelog", _l("Wie uw gegevens bekeek"), Inzagelog, bekeken,
               ("op", "wat", "wie"),
               anders={"wat": bekeek_wat, "wie": lambda r: naam_van_account(r.account_id)}),
)  # fmt: skip

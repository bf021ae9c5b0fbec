"""From a text to five signatures."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from vereniging.convenant.models import (
    Artikel,
    Convenant,
    ConvenantStand,
    Handtekeningopgave,
    Ondertekening,
    Thema,
)
from vereniging.convenant.queries import partijen_met_organisaties
from vereniging.core.db import db
from vereniging.logboek.acties import schrijf


def maak_convenant(
    versie: str,
    titel: str,
    tekst: str,
    *,
    geldig_tot: date | None = None,
    vanaf: Convenant | None = None,
) -> Convenant:
    """Start a new version as a concept, with the articles of another one if wanted."""
    convenant = Convenant(versie=versie, titel=titel, tekst=tekst, geldig_tot=geldig_tot)
    db.session.add(convenant)
    schrijf("convenant.gemaakt", versie=versie, vanaf=vanaf.versie if vanaf else None)
    for artikel in vanaf.artikelen if vanaf else ():
        voeg_artikel_toe(
            convenant,
            artikel.titel,
            artikel.tekst,
            in_het_kort=artikel.in_het_kort,
            thema=artikel.thema,
        )
    return convenant


def voeg_artikel_toe(
    convenant: Convenant,
    titel: str,
    tekst: str,
    *,
    in_het_kort: str = "",
    thema: Thema | None = None,
) -> Artikel:
    """Add the next article; a frozen text takes no more."""
    convenant.expect_schrijven()
    artikel = Artikel(
        convenant=convenant,
        nummer=len(convenant.artikelen) + 1,
        titel=titel,
        tekst=tekst,
        in_het_kort=in_het_kort,
        thema=thema,
    )
    db.session.add(artikel)
    return artikel


def wijzig_artikel(
    artikel: Artikel, titel: str, tekst: str, *, in_het_kort: str, thema: Thema | None
) -> None:
    """Other words for an article, as long as the text is being written."""
    artikel.convenant.expect_schrijven()
    artikel.titel, artikel.tekst = titel, tekst
    artikel.in_het_kort, artikel.thema = in_het_kort, thema
    artikel.versie += 1
    schrijf("convenant.artikel_gewijzigd", versie=artikel.convenant.versie, nummer=artikel.nummer)


def leg_ter_tekening(convenant: Convenant) -> None:
    """Freeze the text and ask the parties to sign."""
    convenant.ter_tekening_leggen()
    schrijf("convenant.ter_tekening", versie=convenant.versie, sha256=convenant.sha256)


def geef_handtekening_op(opgave: Handtekeningopgave) -> None:
    """Tell that an organisation signed; another officer makes it count.

    Raises TekentNiet or AlGetekend.
    """
    opgave.convenant.expect_ondertekenbaar(opgave.organisatie, opgave.datum)
    db.session.add(opgave)
    schrijf(
        "convenant.handtekening_opgegeven",
        versie=opgave.convenant.versie,
        organisatie=opgave.organisatie.id,
        account=opgave.door_id,
        scan=opgave.scan_sha256,
    )


def keur_handtekening_goed(opgave: Handtekeningopgave, door_id: int) -> None:
    """Another officer compared it with the paper; raises EenAnder."""
    handtekening = opgave.controleren(door_id)
    db.session.delete(opgave)
    teken(opgave.convenant, handtekening)


def wijs_handtekening_af(opgave: Handtekeningopgave, reden: str, door_id: int) -> None:
    """It is not what the paper says, or there is no paper; it can be told again."""
    db.session.delete(opgave)
    schrijf(
        "convenant.handtekening_afgewezen",
        versie=opgave.convenant.versie,
        organisatie=opgave.organisatie_id,
        account=door_id,
        gegevens={"reden": reden},
    )


def teken(convenant: Convenant, handtekening: Ondertekening) -> None:
    """Record one organisation's signature; the fifth party's replaces the version before."""
    convenant.onderteken(handtekening, partijen_met_organisaties())
    schrijf(
        "convenant.ondertekend",
        versie=convenant.versie,
        organisatie=handtekening.organisatie_id,
        scan=handtekening.scan_sha256,
        opgegeven=handtekening.opgegeven_door_id,
        gecontroleerd=handtekening.gecontroleerd_door_id,
        gegevens={"naam": handtekening.naam, "functie": handtekening.functie},
    )
    if convenant.stand is ConvenantStand.GETEKEND:
        _vervang_vorige(convenant)


def _vervang_vorige(nieuw: Convenant) -> None:
    query = select(Convenant).where(
        Convenant.stand == ConvenantStand.GETEKEND, Convenant.versie != nieuw.versie
    )
    for vorig in db.session.scalars(query):
        vorig.vervangen()
        schrijf("convenant.vervangen", versie=vorig.versie, door=nieuw.versie)

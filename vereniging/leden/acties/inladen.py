"""Rows of a member file become members, front doors and households."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from vereniging.core.db import db
from vereniging.leden.acties.aanmelden import Adresgegevens
from vereniging.leden.invoer import Bestand, Lidregel
from vereniging.leden.invoerkeuzes import DELEN, Invoerkeuzes
from vereniging.leden.models import Adres, Huishouden, Lid, Lidmaatschap
from vereniging.leden.models.adres import straat_van
from vereniging.leden.models.zoeken import fold
from vereniging.statuten.queries import instelling


class Inlader:
    """Makes each door and household of one file once."""

    def __init__(self, bestand: Bestand, keuzes: Invoerkeuzes, nu: datetime) -> None:
        self.bestand, self.keuzes, self.nu = bestand, keuzes, nu
        self.gebied = instelling("werkgebied")
        self.doors = {
            (adres.postcode, adres.huisnummer, adres.letter, adres.toevoeging, adres.straat): adres
            for adres in db.session.scalars(select(Adres))
        }
        self.households: dict[str, Huishouden] = {}

    def maak(self, rij: Lidregel, lidnummer: int) -> Lid:
        """The member of this line, not yet stored."""
        adres = self._adres(rij)
        periode = Lidmaatschap(
            soort=rij.soort, begin=rij.begin, einde=rij.einde, ingevoerd_op=self.nu
        )
        lid = Lid(
            lidnummer=lidnummer,
            voornaam=rij["voornaam"],
            voorletters=rij["voorletters"],
            tussenvoegsel=rij["tussenvoegsel"],
            achternaam=rij["achternaam"],
            email=None if rij.regel in self.keuzes.zonder_email else rij.email,
            telefoon=rij["telefoon"] or None,
            adres=adres,
            lidmaatschappen=[periode],
        )
        lid.huishouden = self._huishouden(rij, adres)
        return lid

    def _adres(self, rij: Lidregel) -> Adres:
        key = (*rij.deur, rij["straat"])
        if key not in self.doors:
            postcode, huisnummer, letter, toevoeging = rij.deur
            known = straat_van(postcode, huisnummer, self.gebied) is not None
            deur = Adresgegevens(
                straat=rij["straat"],
                huisnummer=huisnummer,
                letter=letter,
                toevoeging=toevoeging,
                postcode=postcode,
                plaats=rij["plaats"],
                in_werkgebied=known or not self.gebied,
            )
            self.doors[key] = Adres(**deur.__dict__)
        return self.doors[key]

    def _huishouden(self, rij: Lidregel, adres: Adres) -> Huishouden | None:
        if nummer := self.keuzes.bij.get(rij.regel):
            return db.session.get_one(Huishouden, nummer)
        code = self._code(rij)
        if code and code not in self.households:
            self.households[code] = Huishouden(adres=adres)
        return self.households.get(code)

    def _code(self, rij: Lidregel) -> str:
        if self.bestand.heeft_huishoudens:
            return rij["huishouden"]
        if rij.soort not in DELEN:
            return ""
        door = "-".join(map(str, (*rij.deur, fold(rij["straat"]))))
        return f"{door} {rij.regel}" if rij.regel in self.keuzes.apart else door

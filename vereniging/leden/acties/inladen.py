"""Rows of a member file become members, front doors and households, many at a time."""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import insert, select

from vereniging.core.db import Base, db
from vereniging.core.links import new_seed
from vereniging.leden.invoer import Bestand, Lidregel
from vereniging.leden.invoerkeuzes import DELEN, Invoerkeuzes
from vereniging.leden.models import Adres, Huishouden, Lid, Lidmaatschap
from vereniging.leden.models.adres import straat_van
from vereniging.leden.models.lid import zoekvelden
from vereniging.leden.models.zoeken import fold, klank
from vereniging.statuten.queries import instelling

Deur = tuple[str, int, str, str, str]
Sleutel = TypeVar("Sleutel")
Rij = dict[str, Any]


class Inlader:
    """Makes each door and household of one file once; whole tables at a time, for speed."""

    def __init__(self, bestand: Bestand, keuzes: Invoerkeuzes, nu: datetime) -> None:
        self.bestand, self.keuzes, self.nu = bestand, keuzes, nu
        self.gebied = instelling("werkgebied")

    def laad(self, genummerd: list[tuple[Lidregel, int]]) -> list[tuple[int, int]]:
        """Store a member for each line and number; the line with the row it became."""
        db.session.flush()
        doors = self._deuren([rij for rij, _nummer in genummerd])
        homes = self._huishoudens([rij for rij, _nummer in genummerd], doors)
        leden = [
            self._lid(rij, nummer)
            | {
                "adres_id": doors[_deur(rij)],
                "huishouden_id": self.keuzes.bij.get(rij.regel) or homes.get(self._code(rij)),
            }
            for rij, nummer in genummerd
        ]
        numbers = _bewaar(Lid, leden)
        periods = [
            {
                "lid_id": lid_id,
                "soort": rij.soort,
                "begin": rij.begin,
                "einde": rij.einde,
                "ingevoerd_op": self.nu,
            }
            for (rij, _nummer), lid_id in zip(genummerd, numbers, strict=True)
        ]
        _bewaar(Lidmaatschap, periods)
        return [
            (rij.regel, lid_id) for (rij, _nummer), lid_id in zip(genummerd, numbers, strict=True)
        ]

    def _lid(self, rij: Lidregel, lidnummer: int) -> Rij:
        email = None if rij.regel in self.keuzes.zonder_email else rij.email
        naam = {kolom: rij[kolom] for kolom in ("voornaam", "tussenvoegsel", "achternaam")}
        zoeknaam, zoekklank = zoekvelden(**naam, lidnummer=lidnummer, email=email)
        return naam | {
            "lidnummer": lidnummer,
            "voorletters": rij["voorletters"],
            "email": email,
            "telefoon": rij["telefoon"] or None,
            "taal": "nl",
            "kiem": new_seed(),
            "zoeknaam": zoeknaam,
            "zoekklank": zoekklank,
        }

    def _deuren(self, rijen: list[Lidregel]) -> dict[Deur, int]:
        query = select(
            Adres.postcode, Adres.huisnummer, Adres.letter, Adres.toevoeging, Adres.straat, Adres.id
        )
        known = {(*row[:4], row[4]): row[5] for row in db.session.execute(query)}
        new = {deur: self._adres(rij) for rij in rijen if (deur := _deur(rij)) not in known}
        return known | _genummerd(Adres, new)

    def _adres(self, rij: Lidregel) -> Rij:
        postcode, huisnummer, letter, toevoeging = rij.deur
        is_known = straat_van(postcode, huisnummer, self.gebied) is not None
        return {
            "straat": rij["straat"],
            "huisnummer": huisnummer,
            "letter": letter,
            "toevoeging": toevoeging,
            "postcode": postcode,
            "plaats": rij["plaats"],
            "in_werkgebied": is_known or not self.gebied,
            "zoekklank": f" {klank(rij['straat'])}",
        }

    def _huishoudens(self, rijen: list[Lidregel], doors: dict[Deur, int]) -> dict[str, int]:
        new: dict[str, Rij] = {}
        for rij in rijen:
            code = "" if rij.regel in self.keuzes.bij else self._code(rij)
            if code:
                new.setdefault(code, {"adres_id": doors[_deur(rij)]})
        return _genummerd(Huishouden, new)

    def _code(self, rij: Lidregel) -> str:
        if self.bestand.heeft_huishoudens:
            return rij["huishouden"]
        if rij.soort not in DELEN:
            return ""
        door = "-".join(map(str, (*rij.deur, fold(rij["straat"]))))
        return f"{door} {rij.regel}" if rij.regel in self.keuzes.apart else door


def _deur(rij: Lidregel) -> Deur:
    return (*rij.deur, rij["straat"])


def _genummerd(model: type[Base], rijen: dict[Sleutel, Rij]) -> dict[Sleutel, int]:
    return dict(zip(rijen, _bewaar(model, list(rijen.values())), strict=True))


def _bewaar(model: type[Base], rijen: list[Rij]) -> list[int]:
    """The numbers of the new rows, in the order that was given."""
    if not rijen:
        return []
    statement = insert(model).returning(model.id, sort_by_parameter_order=True)
    return list(db.session.scalars(statement, rijen))

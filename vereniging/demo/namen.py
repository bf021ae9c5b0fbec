"""Invented residents for the demo: no name, address or mail here belongs to anybody."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from random import Random

POSTCODE, PLAATS = "2399 ZZ", "Leiden"
STRATEN = (
    "Haagweg",
    "Potgieterlaan",
    "Da Costastraat",
    "De Genestetstraat",
    "Nicolaas Beetsstraat",
    "Oltmansstraat",
    "Ten Katestraat",
    "Busken Huetplein",
    "Kneppelhoutstraat",
    "Staringkade",
    "Toussaintkade",
    "Ter Haarkade",
)
HUISNUMMERS = 48  # per street; the letters and additions of real blocks are left out
VOORNAMEN = (
    *("Aad", "Abel", "Aïsha", "Alma", "Amira", "Anouk", "Arend", "Aylin", "Babette", "Bart"),
    *("Bas", "Bilal", "Bram", "Carlijn", "Cem", "Chantal", "Chidi", "Coen", "Corrie", "Daria"),
    *("Deniz", "Diewertje", "Dirkje", "Dounia", "Eefje", "Eline", "Elif", "Emre", "Esmee", "Evert"),
    *("Farid", "Fatma", "Femke", "Floortje", "Frits", "Gerrit", "Giulia", "Greet", "Guus", "Hafsa"),
    *("Hanneke", "Hidde", "Hülya", "Ilse", "Imane", "Ineke", "Ivo", "Jagoda", "Janneke", "Jasper"),
    *("Jelle", "Jesús", "Joke", "Joost", "Jordy", "Kadir", "Karim", "Kees", "Khadija", "Koen"),
    *("Lars", "Leila", "Levi", "Lian", "Loes", "Lucía", "Maarten", "Malika", "Manon", "Mart"),
    *("Mei", "Mehmet", "Mieke", "Milan", "Mohan", "Nadia", "Naomi", "Nienke", "Nils", "Noura"),
    *("Olaf", "Omar", "Oksana", "Paulien", "Piet", "Pleun", "Priya", "Quinten", "Rachid", "Rein"),
    *("Rianne", "Rik", "Roos", "Ruben", "Sanne", "Selma", "Siem", "Soraya", "Stijn", "Sunita"),
    *("Taco", "Tahira", "Teun", "Tineke", "Tomasz", "Trudy", "Vera", "Wai", "Wietske", "Wim"),
    *("Wouter", "Xiu", "Yara", "Yusuf", "Zeynep", "Zofia"),
)
ACHTERNAMEN = (
    *("Aalscholver", "Abdelwarith", "van Akkerduin", "Amrabouti", "Andringakamp", "Aydoğmak"),
    *("Baldersloot", "van den Berkenwal", "Bhagwansing", "Binnekade", "de Boogschutter"),
    *("Bouzidani", "van der Bramenhof", "Brandsluis", "Buitenplas", "Çelikdemir", "Chotkanov"),
    *("Dakterras", "van Dennenschot", "Dijkgangers", "Djawadpour", "Drieslootjes", "Eikenrode"),
    *("El Hamzawi", "ter Elzen", "Erdoğmaz", "van Essenbroek", "Fluitekruid", "Fonteinstra"),
    *("Gaastmeer", "van de Geestgrond", "Goudvink", "Grasveldt", "Guichelheil", "Haddouchi"),
    *("Halmstra", "van Hazelaarshof", "Heidezicht", "Hoogwaterink", "van den Houtkaai"),
    *("Iepenlaer", "in 't Riet", "Jaghmouri", "Janszoonkade", "Kaardebol", "Karabulutlu"),
    *("Kattenstaart", "van Kersenweerd", "Kievitsbloem", "Klaverland", "de Kleimaker"),
    *("Kowalczewicz", "Krabbescheer", "Kruiwagens", "Lantaarnman", "van Leliënberg", "Lisdodde"),
    *("Loswalstra", "van der Maanvis", "Maretak", "Mendozinho", "van Merelbeek", "Moerbeitjes"),
    *("Nachtegaals", "van Natewisch", "Nguyen-Thuy", "Noorderkroon", "Oeverzwaluw", "Okonjobi"),
    *("van Olmenstein", "Ooievaer", "Oudewetering", "Paardebloem", "Parelgras", "Pimpernel"),
    *(
        "van de Plataan",
        "Ploegschaar",
        "Polderdijk",
        "Ramcharitar",
        "van Reigersberk",
        "Rietzanger",
    ),
    *("Rozenboomers", "Sahiloğlu", "Schaepkens", "van Schelpenpad", "Singhkaur", "Sleedoorn"),
    *("Slootjesdijk", "Spaanderman", "Stadhoek", "van Sterrekroos", "Szymanowicki", "Tahirioui"),
    *("Torenvalkx", "Tuinfluiter", "Uiterwaarde", "van der Veenpluis", "Vijverstra", "Vlierbes"),
    *("Vogelwik", "van Walnoothof", "Waterlelij", "Weegbree", "Wielewaal", "de Wilgenroos"),
    *("Windroos", "Wolfsmelk", "Yildizkaya", "van IJsvogel", "Zandoogje", "van der Zeggen"),
    *("Zilverschoon", "Zonnedauw", "Zwanebloem"),
)
TUSSENVOEGSELS = ("van den ", "van der ", "van de ", "in 't ", "van ", "de ", "ter ")
# How many leden live together: 96 households, 140 leden.
GROOTTES = (1,) * 60 + (2,) * 28 + (3,) * 8
SAMEN = 0.6  # of those who live together, this part shares a surname


@dataclass(frozen=True)
class Bewoner:
    """An invented person, with an address for mail that can never arrive."""

    voornaam: str
    voorletters: str
    tussenvoegsel: str | None
    achternaam: str
    email: str


@dataclass(frozen=True)
class Woning:
    """An address with the invented people who live there; the first pays."""

    straat: str
    huisnummer: int
    bewoners: tuple[Bewoner, ...]


def woningen(seed: int = 1) -> list[Woning]:
    """The 96 households with 140 members; the same seed gives the same neighbourhood."""
    draw = Random(seed)  # noqa: S311  a demo wants the same people each time, not secret ones
    taken: set[str] = set()
    people, addresses = _people(draw, taken), _addresses(draw)
    sizes = draw.sample(GROOTTES, len(GROOTTES))
    return [
        Woning(*next(addresses), tuple(_together(draw, list(islice(people, size)), taken)))
        for size in sizes
    ]


def losse_bewoners(aantal: int, behalve: Iterable[Woning], seed: int = 2) -> list[Bewoner]:
    """Others, for applicants, donors and reporters: nobody who lives in these homes."""
    taken = {each.email for woning in behalve for each in woning.bewoners}
    return list(islice(_people(Random(seed), taken), aantal))  # noqa: S311  as above


def bewoner(voornaam: str, achternaam: str) -> Bewoner:
    """One person; a tussenvoegsel is split off the surname."""
    voorvoegsel = next((each for each in TUSSENVOEGSELS if achternaam.startswith(each)), "")
    naam = achternaam.removeprefix(voorvoegsel)
    return Bewoner(
        voornaam=voornaam,
        voorletters=f"{voornaam[0]}.",
        tussenvoegsel=voorvoegsel.strip() or None,
        achternaam=naam,
        email=f"{_plain(voornaam)}.{_plain(achternaam)}@example.org",
    )


def _people(draw: Random, taken: set[str]) -> Iterator[Bewoner]:
    """Each first name and each surname equally often, and nobody twice."""
    first = draw.sample(VOORNAMEN, len(VOORNAMEN))
    last = draw.sample(ACHTERNAMEN, len(ACHTERNAMEN))
    for shift in range(len(last)):
        for n, voornaam in enumerate(first):
            found = bewoner(voornaam, last[(n + shift) % len(last)])
            if found.email not in taken:
                taken.add(found.email)
                yield found


def _together(draw: Random, people: list[Bewoner], taken: set[str]) -> Iterator[Bewoner]:
    """One household; some of the others take the surname of the first."""
    payer, *others = people
    yield payer
    for other in others:
        voorvoegsel = f"{payer.tussenvoegsel} " if payer.tussenvoegsel else ""
        namesake = bewoner(other.voornaam, f"{voorvoegsel}{payer.achternaam}")
        is_free = namesake.email not in taken
        taken.add(namesake.email)
        yield namesake if is_free and draw.random() < SAMEN else other


def _addresses(draw: Random) -> Iterator[tuple[str, int]]:
    every = [(straat, nummer) for straat in STRATEN for nummer in range(1, HUISNUMMERS + 1)]
    return iter(draw.sample(every, len(every)))


def _plain(name: str) -> str:
    """Letters of a mail address: no accents, spaces or apostrophes."""
    parts = unicodedata.normalize("NFKD", name.lower().replace("ı", "i"))
    return "".join(letter for letter in parts if letter.isascii() and letter.isalnum())

"""Sample data for the living style page: every component in every state, no database."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import FileField
from wtforms.fields.choices import SelectChoice

from vereniging.core.forms import (
    BooleanField,
    DateField,
    Form,
    InputRequired,
    Length,
    Optional,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from vereniging.core.money import Bedrag
from vereniging.core.tags import TAGS

__all__ = ["StijlForm", "voorbeelden"]


class StijlForm(Form):
    """One of each kind of field."""

    voornaam = StringField("Voornaam")
    tussenvoegsel = StringField("Tussenvoegsel", [Optional()])
    achternaam = StringField("Achternaam")
    postcode = StringField("Postcode")
    huisnummer = StringField(
        "Huisnummer", [InputRequired("Vul uw huisnummer in, bijvoorbeeld 12 of 12A.")]
    )
    email = StringField(
        "E-mailadres",
        [Length(30, 200, "Vul een e-mailadres in, bijvoorbeeld naam@voorbeeld.nl.")],
        description="Wij sturen u een code om te zien of het adres klopt.",
    )
    datum = DateField("Wanneer bent u thuis?", [Optional()])
    straat = SelectField(
        "Straat",
        choices=[
            SelectChoice("da-costa", "Da Costastraat"),
            SelectChoice("kate", "Ten Katestraat"),
        ],
    )
    tekst = TextAreaField("Wat wilt u melden?", [Length(10, 2000, "Schrijf minstens tien tekens.")])
    foto = FileField("Foto", [Optional()])
    per = RadioField(
        "Hoe wilt u de uitnodiging krijgen?",
        [InputRequired("Kies hoe u de uitnodiging wilt krijgen.")],
        choices=[SelectChoice("mail", "Per e-mail"), SelectChoice("post", "Per post")],
    )
    themas = SelectMultipleField(
        "Waarover wilt u e-mail?",
        [Optional()],
        choices=[
            SelectChoice("groen", "Groen"),
            SelectChoice("verkeer", "Verkeer"),
            SelectChoice("parkeren", "Parkeren"),
        ],
    )
    akkoord = BooleanField(
        "Ik heb de statuten gelezen",
        [InputRequired("Zet een vinkje als u de statuten hebt gelezen.")],
    )


STOPS = [
    {
        "kop": "Ontvangen",
        "soort": "klaar",
        "icoon": "mail",
        "wanneer": "november 2026",
        "tekst": "De container is elk weekend vol.",
    },
    {
        "kop": "Doorgestuurd naar de gemeente",
        "soort": "klaar",
        "icoon": "send",
        "moment": datetime(2026, 11, 4, 9, 30, tzinfo=UTC),
    },
    {"kop": "De gemeente antwoordde niet op tijd", "soort": "laat", "moment": date(2026, 11, 18)},
    {"kop": "De gemeente pakt het op", "soort": "nu", "tekst": "Er komt een extra rit."},
    {
        "kop": "Klaar volgens de gemeente",
        "soort": "straks",
        "wanneer": "verwacht rond 11 december 2026",
    },
    {
        "kop": "Opgelost",
        "soort": "straks",
        "icoon": "check",
        "tekst": "Pas als de melder dat zegt.",
    },
]
KEUZES = [
    {"label": "Voor", "waarde": 64.3, "cellen": ["92", "64,3%"], "wint": True},
    {"label": "Tegen", "waarde": 35.7, "cellen": ["51", "35,7%"], "toon": 5},
]
PARTIJEN = [
    {"label": "Gemeente", "delen": [14, 5, 3]},
    {"label": "Corporaties", "delen": [8, 3, 2]},
    {"label": "Bewoners", "delen": [7, 2, 1]},
    {"label": "Veiligheid", "delen": [3, 1, 0]},
]
REEKSEN = [
    {"label": "Nagekomen", "toon": 1},
    {"label": "Loopt, op tijd", "toon": 3},
    {"label": "Te laat", "toon": 2, "streep": True},
]
PUNTEN = [
    ("najaar 2024", 6.8),
    ("voorjaar 2025", 7.0),
    ("najaar 2025", 6.9),
    ("voorjaar 2026", 7.2),
    ("najaar 2026", 7.3),
]
ZETELS = [
    [
        ("Bewoners", "eens"),
        ("Gemeente", "geen_bezwaar"),
        ("Welzijn", "niet_eens"),
        ("Corporaties", "onthouding"),
        ("Veiligheid", "wacht"),
    ],
]


def voorbeelden(*, met_fouten: bool = False) -> dict[str, Any]:
    """Everything the style page shows; `met_fouten` sends the form in half empty."""
    data = MultiDict(
        {
            "voornaam": "Kim",
            "achternaam": "Verbeek",
            "postcode": "2399 zz",
            "email": "kim@example",
            "tekst": "Kort.",
            "straat": "kate",
        }
    )
    form = StijlForm(formdata=data if met_fouten else None)
    if met_fouten:
        form.validate()
    return {
        "form": form,
        "moment": datetime(2026, 12, 1, 19, 0, tzinfo=UTC),
        "dag": date(2026, 12, 8),
        "contributie": Bedrag(1000),
        "standen": list(TAGS),
        "stops": STOPS,
        "keuzes_uitslag": KEUZES,
        "partijen": PARTIJEN,
        "reeksen": REEKSEN,
        "punten": PUNTEN,
        "zetel_rijen": ZETELS,
        "vonken": [7, 9, 7, 8, 5, 7, 9, 11, 8, 6, 7, 9],
    }

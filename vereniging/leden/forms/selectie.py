"""Which members: the same questions for a list and for a mailing."""

from __future__ import annotations

from typing import Any

from vereniging.core.forms import (
    BooleanField,
    Form,
    Length,
    Optional,
    Required,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
)
from vereniging.core.i18n import _, _l
from vereniging.leden.forms.bestuur import FUNCTIES
from vereniging.leden.forms.velden import SOORTEN
from vereniging.leden.models import LidSoort, LidStand
from vereniging.leden.selectie import Selectie

STANDEN = [
    (LidStand.ACTIEF.value, _l("Actief")),
    (LidStand.OPGEZEGD.value, _l("Opgezegd")),
    (LidStand.GESCHORST.value, _l("Geschorst")),
    (LidStand.TOEKOMSTIG.value, _l("Begint later")),
]
KEUZE = ("zoek", "soort", "stand", "functie", "per_huishouden")
WAAROM = _l("Schrijf waarvoor u dit nodig heeft, bijvoorbeeld: uitnodiging buurtborrel.")


def met_leeg(iedereen: Any, choices: list[Any]) -> list[SelectChoice]:
    """These choices, after one that leaves it open."""
    return [SelectChoice("", iedereen), *(SelectChoice(waarde, woord) for waarde, woord in choices)]


class KeuzeForm(Form):
    """Whom it is about."""

    zoek = StringField(
        _l("Naam, straat of postcode"), [Optional(), Length(0, 100)],
        description=_l("Leeg: iedereen. Bijvoorbeeld: Potgieterlaan."),
    )  # fmt: skip
    soort = SelectField(_l("Soort"))
    stand = SelectField(_l("Stand"))
    functie = SelectField(_l("Functie"))
    per_huishouden = BooleanField(_l("Eén e-mail, brief of etiket per huishouden."))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        erelid = (LidSoort.ERELID.value, _("Erelid"))
        self.soort.choices = met_leeg(_("Alle soorten"), [*SOORTEN, erelid])
        self.stand.choices = met_leeg(_("Iedereen die lid is"), STANDEN)
        self.functie.choices = met_leeg(_("Met of zonder functie"), FUNCTIES)

    def selectie(self) -> Selectie:
        """The members that were chosen."""
        return Selectie.uit({naam: self[naam].data for naam in KEUZE})


class LedenlijstForm(KeuzeForm):
    """A choice with a name, to use it again."""

    naam = StringField(
        _l("Naam van de lijst"),
        [
            Required(_l("Geef de lijst een naam, bijvoorbeeld: Potgieterlaan.")),
            Length(2, 60, _l("Schrijf minstens 2 tekens.")),
        ],
    )


class EtikettenForm(Form):
    """Why these addresses leave the program."""

    reden = StringField(
        _l("Waarvoor zijn de etiketten?"),
        [Required(WAAROM), Length(10, 200, WAAROM)],
        description=_l("Dit komt in het logboek."),
    )


class LijstbriefForm(Form):
    """A letter to each member of a list."""

    onderwerp = StringField(
        _l("Onderwerp van de brief"),
        [Required(_l("Vul het onderwerp in.")), Length(3, 100, _l("Schrijf minstens 3 tekens."))],
    )
    tekst = TextAreaField(
        _l("Tekst van de brief"),
        [Required(_l("Schrijf de tekst.")), Length(20, 5000, _l("Schrijf minstens 20 tekens."))],
        description=_l("Begin zonder aanhef. “Beste …” en de groet zetten wij erbij."),
    )


def in_woorden(keuze: dict[str, Any]) -> list[tuple[str, str]]:
    """Whom it is about, as somebody reads it; nothing when it is everybody."""
    soorten = {waarde: str(woord) for waarde, woord in SOORTEN}
    soorten[LidSoort.ERELID.value] = _("Erelid")
    words = [
        (_("Naam, straat of postcode"), keuze.get("zoek", "")),
        (_("Soort"), soorten.get(keuze.get("soort", ""), "")),
        (_("Stand"), str(dict(STANDEN).get(keuze.get("stand", ""), ""))),
        (_("Functie"), str(dict(FUNCTIES).get(keuze.get("functie", ""), ""))),
        (_("Eén per huishouden"), _("ja") if keuze.get("per_huishouden") else ""),
    ]
    return [(woord, waarde) for woord, waarde in words if waarde]

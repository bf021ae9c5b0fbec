"""Shapes of input around the survey."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from vereniging.convenant.models import Thema
from vereniging.core.forms import (
    Check,
    DateField,
    Form,
    IntegerField,
    Length,
    Optional,
    RadioField,
    Required,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
)
from vereniging.core.i18n import _, _l
from vereniging.core.mailaddress import normal
from vereniging.core.numbers import lees_getal
from vereniging.leefbaarheid.models import BUURT, GEEN, TREND, EnqueteGroep, Trend

LINK = re.compile(r"https?://[^\s<>\"']{4,190}")
KIES_CIJFER = _l("Kies een cijfer van 1 tot en met 10, of ‘geen mening’.")
TREND_WOORD = {
    Trend.BETER: _l("Beter"),
    Trend.GELIJK: _l("Gelijk gebleven"),
    Trend.SLECHTER: _l("Slechter"),
}


def _cijfers() -> list[SelectChoice]:
    grades = [SelectChoice(str(n), str(n)) for n in range(10, 0, -1)]
    return [SelectChoice("", _l("Kies")), *grades, SelectChoice(GEEN, _l("Geen mening"))]


class EnqueteForm(Form):
    """A grade for the neighbourhood and each theme, the trend, and one line."""

    zin = TextAreaField(_l("Wilt u nog één zin kwijt?"), [Optional(), Length(0, 200)])

    def __init__(self, themas: Iterable[Thema], **options: Any) -> None:
        super().__init__(**options)
        self.vragen = [BUURT, *(thema.code for thema in themas)]

    @property
    def cijfervelden(self) -> list[Any]:
        return [self[vraag] for vraag in self.vragen]

    @property
    def antwoorden(self) -> dict[str, str]:
        """Each question with its answer."""
        return {vraag: str(self[vraag].data) for vraag in (*self.vragen, TREND)}


def enquete_formulier(themas: list[Thema]) -> EnqueteForm:
    """The questions of this neighbourhood: one for each theme."""

    class Vragen(EnqueteForm):
        trend = RadioField(
            _l("Hoe gaat het met de buurt, vergeleken met een half jaar geleden?"),
            [Required(_l("Kies een van de mogelijkheden."))],
            choices=[
                *(SelectChoice(t.value, woord) for t, woord in TREND_WOORD.items()),
                SelectChoice(GEEN, _l("Geen mening")),
            ],
        )

    for code, naam in ((BUURT, _("De buurt als geheel")), *((t.code, t.naam) for t in themas)):
        field = SelectField(naam, [Required(KIES_CIJFER)], choices=_cijfers())
        setattr(Vragen, code, field)
    return Vragen(themas)


class LinkVragenForm(Form):
    """Somebody who is no member asks for a link."""

    email = StringField(
        _l("E-mailadres"),
        [
            Required(_l("Vul uw e-mailadres in.")),
            Check(normal, _l("Vul een geldig e-mailadres in.")),
        ],
    )


class NieuweEnqueteForm(Form):
    """A new round."""

    titel = StringField(
        _l("Naam van de ronde"), [Required(_l("Vul een naam in, bijvoorbeeld Najaar 2026.")),
                                  Length(3, 24)],
        description=_l("Bijvoorbeeld: Najaar 2026"),
    )  # fmt: skip


class OpenForm(Form):
    """Until when people may answer."""

    tot = DateField(
        _l("Laatste dag om te antwoorden"),
        [Required(_l("Vul een datum in, bijvoorbeeld 1-12-2026."))],
    )


class StrookForm(Form):
    """The slip of a paper form, apart from the sheet with answers."""

    lidnummer = IntegerField(_l("Lidnummer op de strook"), [Required(_l("Vul het lidnummer in."))])


class GroepForm(Form):
    """Whose sheet this is."""

    groep = RadioField(
        _l("Van wie is dit blad?"),
        [Required(_l("Kies een van de mogelijkheden."))],
        choices=[
            SelectChoice(EnqueteGroep.LID, _l("Een lid (strook is afgevinkt)")),
            SelectChoice(EnqueteGroep.BEWONER, _l("Een bewoner die geen lid is")),
        ],
    )

    def __init__(self, *, alleen_leden: bool = False, **options: Any) -> None:
        super().__init__(**options)
        if alleen_leden:  # after the end only sheets whose slip was ticked off
            self.groep.choices = self.groep.choices[:1]


def _is_link(getypt: str | None) -> bool:
    return bool(LINK.fullmatch(getypt or ""))


class MetingForm(Form):
    """One number of somebody else."""

    periode = StringField(
        _l("Over welke periode"),
        [Required(_l("Vul de periode in, bijvoorbeeld 2025.")), Length(4, 30)],
        description=_l("Bijvoorbeeld: 2025, of najaar 2025"),
    )
    waarde = StringField(
        _l("Waarde"),
        [
            Required(_l("Vul het getal in, bijvoorbeeld 7,6.")),
            Check(lambda typed: lees_getal(typed) is not None,
                  _l("Vul een getal in met hoogstens twee cijfers na de komma, zoals 7,6.")),
        ],
    )  # fmt: skip
    n = IntegerField(_l("Van hoeveel mensen of adressen"), [Optional()])
    gepubliceerd_op = DateField(
        _l("Wanneer gepubliceerd"), [Required(_l("Vul een datum in, bijvoorbeeld 1-12-2026."))]
    )

    @property
    def honderdsten(self) -> int:
        return lees_getal(self.waarde.data) or 0


class IndicatorForm(MetingForm):
    """What is measured, where and by whom, with its first number."""

    naam = StringField(
        _l("Wat is er gemeten"),
        [Required(_l("Vul in wat er is gemeten.")), Length(5, 120)],
        description=_l("Bijvoorbeeld: rapportcijfer voor de buurt"),
    )
    thema = SelectField(_l("Waarover"))
    eenheid = StringField(
        _l("Eenheid"),
        [Required(_l("Vul de eenheid in, bijvoorbeeld rapportcijfer of %.")), Length(1, 40)],
        description=_l("Bijvoorbeeld: rapportcijfer, %, per 1.000 inwoners"),
    )
    gebied = StringField(
        _l("Voor welk gebied"),
        [Required(_l("Vul in voor welk gebied dit geldt.")), Length(3, 120)],
    )
    definitie = TextAreaField(
        _l("Wat betekent het precies"),
        [Length(10, 500, _l("Schrijf in ten minste 10 tekens wat is gemeten, en hoe."))],
    )
    bron = StringField(
        _l("Bron"), [Required(_l("Vul in wie dit heeft gemeten en in welk stuk.")), Length(5, 120)]
    )
    bronlink = StringField(
        _l("Webadres van de bron"),
        [
            Optional(),
            Length(0, 200),
            Check(_is_link, _l("Vul een heel webadres in, dat begint met https://.")),
        ],
    )

    def __init__(self, themas: Iterable[Thema], **options: Any) -> None:
        super().__init__(**options)
        self.thema.choices = [
            SelectChoice("", _("De buurt als geheel")),
            *(SelectChoice(thema.code, thema.naam) for thema in themas),
        ]

"""Which file somebody wants, and what is said about a request to be erased."""

from __future__ import annotations

from vereniging.avg.models import Inzagevorm
from vereniging.core.forms import (
    Form,
    IntegerField,
    Length,
    Optional,
    Required,
    SelectChoice,
    SelectField,
    TextAreaField,
)
from vereniging.core.i18n import _l

UITLEG = _l("Leg uit waarom (minstens 10 tekens).")
LANG = _l("Schrijf niet meer dan 2.000 tekens.")


class BestandForm(Form):
    vorm = SelectField(
        _l("Soort bestand"), choices=[SelectChoice(vorm.value, vorm.value) for vorm in Inzagevorm]
    )


class WisForm(Form):
    """The person may say why; nobody has to."""

    toelichting = TextAreaField(
        _l("Wilt u er iets bij zeggen?"), [Optional(), Length(0, 2000, LANG)]
    )


class WisPapierForm(Form):
    """A request that came by letter or telephone."""

    lidnummer = IntegerField(_l("Lidnummer"), [Required(_l("Vul het lidnummer in."))])
    toelichting = TextAreaField(_l("Hoe kwam het binnen?"), [Optional(), Length(0, 2000, LANG)])


class WisAfwijsForm(Form):
    """Why not; the person reads it."""

    reden = TextAreaField(_l("Waarom niet?"), [Required(UITLEG), Length(10, 2000, UITLEG)])

"""The settings of the commission: how long parties and steps take."""

from __future__ import annotations

from typing import ClassVar

from wtforms.validators import StopValidation

from vereniging.core.forms import Form, IntegerField
from vereniging.core.i18n import _, _l


class AantalDagen:
    """A whole number of days between two bounds."""

    field_flags: ClassVar[dict[str, bool]] = {"required": True}

    def __init__(self, minst: int, meest: int) -> None:
        self.minst, self.meest = minst, meest

    def __call__(self, _form: Form, field: IntegerField) -> None:
        """Raise ValidationError outside the bounds; what is no number has its own sentence."""
        if field.data is None or not self.minst <= field.data <= self.meest:
            raise StopValidation(
                _("Vul een getal in van %(minst)s tot en met %(meest)s.",
                  minst=self.minst, meest=self.meest)
            )  # fmt: skip


class CommissieForm(Form):
    """How long parties and steps take; what began keeps its own day."""

    kop_groep = _l("Commissie en opschaling")
    stukken_vooraf = IntegerField(
        _l("De stukken gaan zoveel dagen voor de vergadering weg"), [AantalDagen(0, 60)]
    )
    termijn_instemming = IntegerField(
        _l("Een partij zegt binnen zoveel werkdagen of zij het eens is"), [AantalDagen(1, 60)]
    )
    termijn_reacties = IntegerField(
        _l("Bewoners reageren zoveel dagen op een concept"), [AantalDagen(7, 180)]
    )
    trede_herinnering = IntegerField(_l("Dagen na een herinnering"), [AantalDagen(1, 365)])
    trede_gesprek = IntegerField(_l("Dagen voor een gesprek"), [AantalDagen(1, 365)])
    trede_commissie = IntegerField(
        _l("Dagen voor de commissie"),
        [AantalDagen(1, 365)],
        description=_l("Alleen als er geen vergadering is gepland."),
    )
    trede_overleg = IntegerField(_l("Dagen voor bestuurlijk overleg"), [AantalDagen(1, 365)])
    trede_bemiddelaar = IntegerField(_l("Dagen voor een bemiddeling"), [AantalDagen(1, 365)])
    termijn_benoemen = IntegerField(_l("Dagen om een bemiddelaar te vinden"), [AantalDagen(1, 365)])

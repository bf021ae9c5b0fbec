"""What is filled in to let another member vote."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from vereniging.core.forms import (
    Form,
    InputRequired,
    IntegerField,
    Length,
    StringField,
    ValidationError,
)
from vereniging.core.i18n import _, _l
from vereniging.leden.models import Lid
from vereniging.leden.queries import lid_met_nummer
from vereniging.stembus.forms.bestuur import HOOGSTE_LIDNUMMER

NUMMER = _l("Vul het lidnummer in, bijvoorbeeld 1024.")


def _bestaanbaar(field: Any) -> None:
    if not 1 <= (field.data or 0) <= HOOGSTE_LIDNUMMER:
        raise ValidationError(str(NUMMER))


class VolmachtForm(Form):
    """Who votes for me: number and name together, so nobody can try out who is a member."""

    lidnummer = IntegerField(
        _l("Lidnummer van wie voor u stemt"), validators=[InputRequired(NUMMER)]
    )
    achternaam = StringField(
        _l("Achternaam van wie voor u stemt"),
        validators=[Length(1, 120, _l("Vul de achternaam in."))],
    )

    def validate_lidnummer(self, field: Any) -> None:
        """A number that a database can hold."""
        _bestaanbaar(field)

    def houder(self) -> Lid | None:
        """The member, or None with a sentence when number and name do not belong together."""
        lid = lid_met_nummer(self.lidnummer.data)
        if lid is not None and _gelijk(lid.achternaam, self.achternaam.data):
            return lid
        self.lidnummer.errors = [_("Wij vinden geen lid met dit nummer en deze achternaam.")]
        return None


def _gelijk(een: str, ander: str) -> bool:
    return "".join(een.casefold().split()) == "".join(ander.casefold().split())


class PapierVolmachtForm(Form):
    """Giver and holder as on the signed paper."""

    gever = IntegerField(_l("Lidnummer van de gever"), validators=[InputRequired(NUMMER)])
    houder = IntegerField(_l("Lidnummer van de houder"), validators=[InputRequired(NUMMER)])

    def validate_gever(self, field: Any) -> None:
        """A number that a database can hold."""
        _bestaanbaar(field)

    def validate_houder(self, field: Any) -> None:
        """The same."""
        _bestaanbaar(field)

    def wie(self, zoek: Callable[[int], Lid | None]) -> tuple[Lid, Lid] | None:
        """Both members, or None with a sentence at the number that is nobody's."""
        gever, houder = zoek(self.gever.data), zoek(self.houder.data)
        for veld, lid in ((self.gever, gever), (self.houder, houder)):
            if lid is None:
                veld.errors = [_("Er is geen lid met dit nummer.")]
        return (gever, houder) if gever and houder else None

"""The officers' forms for a signature: who signed, and what is wrong with what was told."""

from __future__ import annotations

from collections.abc import Collection

from wtforms import FileField
from wtforms.fields.choices import SelectChoice

from vereniging.convenant.models import Convenant, Partij
from vereniging.core.clock import today
from vereniging.core.forms import (
    DateField,
    Form,
    Length,
    Optional,
    Required,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)
from vereniging.core.i18n import _, _l


class HandtekeningForm(Form):
    """Who signed for which organisation."""

    organisatie = SelectField(
        _l("Organisatie"), [Required(_l("Kies de organisatie die heeft getekend."))]
    )
    naam = StringField(
        _l("Wie tekende?"), [Required(_l("Vul de naam in van wie tekende.")), Length(1, 120)]
    )
    functie = StringField(
        _l("Functie"), [Required(_l("Vul de functie in, bijvoorbeeld directeur.")), Length(1, 120)]
    )
    bevoegdheid = StringField(
        _l("Waarom mag deze persoon tekenen?"),
        [Required(_l("Vul in waarom deze persoon mag tekenen.")), Length(1, 200)],
        description=_l("Bijvoorbeeld: bestuurder volgens de KVK, of een volmacht van een datum."),
    )
    datum = DateField(
        _l("Datum"), [Required(_l("Vul de datum van de handtekening in, bijvoorbeeld 1-12-2026."))]
    )
    scan = FileField(
        _l("Scan of foto van de handtekening"),
        [Optional()],
        description=_l(
            "Een pdf of foto van hoogstens 10 MB. Alleen de commissie ziet dit bestand."
        ),
    )

    def kies(
        self, convenant: Convenant, partijen: list[Partij], opgegeven: Collection[int]
    ) -> None:
        """Offer the organisations that still have to sign, but not those told of already."""
        signed = {each.organisatie_id for each in convenant.ondertekeningen} | set(opgegeven)
        self.organisatie.choices = [
            SelectChoice("", _("Kies een organisatie")),
            *(
                SelectChoice(str(organisatie.id), f"{organisatie.naam} ({partij.naam})")
                for partij in partijen
                for organisatie in partij.organisaties
                if organisatie.tekent
                and organisatie.is_actief(today())
                and organisatie.id not in signed
            ),
        ]

    def validate_datum(self, field: DateField) -> None:
        """A signature is never in the future."""
        if field.data and field.data > today():
            raise ValidationError(_("Vul een datum in die niet in de toekomst ligt."))


class AfwijsForm(Form):
    """Why a signature does not count."""

    reden = TextAreaField(
        _l("Wat klopt er niet?"), [Length(10, 500, _l("Schrijf minstens 10 tekens."))]
    )

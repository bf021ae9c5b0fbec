"""When a membership ends: at once because of a decision, or on the ordinary day; and on paper."""

from __future__ import annotations

from datetime import date
from typing import Any

from vereniging.core.forms import (
    DateField,
    Form,
    HiddenField,
    Length,
    Optional,
    RadioField,
    Required,
    StringField,
    TextAreaField,
    ValidationError,
)
from vereniging.core.i18n import _, _l, kort
from vereniging.leden.forms.velden import keuze, options
from vereniging.leden.models import Uittreedvenster
from vereniging.leden.models.opzegging import Opzegkanaal
from vereniging.leden.models.uittreedvenster import VensterSoort
from vereniging.leden.opzegtermijn import Opzeggrond
from vereniging.leden.opzegwens import Opzegwens

METEEN, GEWOON = "meteen", "gewoon"


class WanneerForm(Form):
    """Asks only whom a decision lets leave at once; everybody else just confirms."""

    wanneer = RadioField(_l("Wanneer wilt u stoppen?"), validate_choice=False)

    def __init__(
        self, venster: Uittreedvenster | None, ontvangen: date, einde: date, **anders: Any
    ) -> None:
        super().__init__(**anders)
        self.venster = venster
        if venster is None:
            del self.wanneer
            return
        at_once = _("Meteen. Uw laatste dag is %(dag)s.", dag=kort(ontvangen))
        later = _("Op de gewone dag. Uw laatste dag is %(dag)s.", dag=kort(einde))
        self.wanneer.choices = options([(METEEN, at_once), (GEWOON, later)])

    def validate_wanneer(self, field: RadioField) -> None:
        """One of the two."""
        if field.data not in {METEEN, GEWOON}:
            raise ValidationError(_("Kies wanneer u wilt stoppen."))

    @property
    def is_meteen(self) -> bool:
        """Whether the member leaves because of the decision."""
        return self.venster is not None and self.wanneer.data == METEEN

    def grond(self) -> Opzeggrond:
        """The ground of the notice."""
        return self.venster.grond if self.venster and self.is_meteen else Opzeggrond.GEWOON


KANALEN = [
    (Opzegkanaal.BRIEF.value, _l("Per brief")),
    (Opzegkanaal.MAIL.value, _l("Per e-mail")),
    (Opzegkanaal.MONDELING.value, _l("Mondeling of per telefoon")),
]
GRONDEN = [
    (Opzeggrond.GEWOON.value, _l("Gewone opzegging")),
    (Opzeggrond.VERZWARING.value, _l("Meteen, omdat de contributie of een plicht zwaarder werd")),
    (Opzeggrond.OMZETTING.value, _l("Meteen, omdat de vereniging een andere vorm krijgt")),
    (Opzeggrond.NIET_TE_VERGEN.value, _l("Meteen, omdat doorgaan niet van het lid kan worden "
                                         "gevraagd")),
]  # fmt: skip


class OpzeggingInvoerForm(Form):
    """What the secretary read in a letter or heard."""

    kanaal = keuze(_l("Hoe zegde het lid op?"), KANALEN, _l("Kies hoe het lid opzegde."))
    ontvangen_op = DateField(_l("Binnen op"), [Required(_l("Vul in wanneer de opzegging kwam."))])
    gewenst = DateField(_l("Wil het lid pas later weg? Vul de dag in."), [Optional()])
    grond = keuze(_l("Waarom?"), GRONDEN, _l("Kies een grond."))
    gezien = HiddenField()

    @property
    def wens(self) -> Opzegwens:
        """What was filled in, as the verb wants it."""
        return Opzegwens(
            kanaal=Opzegkanaal(self.kanaal.data),
            ontvangen_op=self.ontvangen_op.data,
            gewenst=self.gewenst.data,
            grond=Opzeggrond(self.grond.data),
        )


class UittreedForm(Form):
    """A decision, other than a price, that burdens members or changes the legal form."""

    soort = keuze(
        _l("Wat is er besloten?"),
        [
            (VensterSoort.VERZWARING.value, _l("Leden krijgen meer plichten of minder rechten")),
            (VensterSoort.OMZETTING.value, _l("De vereniging krijgt een andere vorm, of fuseert")),
        ],
        _l("Kies wat er is besloten."),
    )
    titel = StringField(
        _l("Titel van het besluit"), [Required(_l("Vul een titel in.")), Length(1, 120)]
    )
    besluit = TextAreaField(
        _l("Besluit"), [Length(10, 2000, _l("Schrijf het besluit op (minstens 10 tekens)."))]
    )

"""The officers' form for what is promised: by whom, until when, and where it is laid down."""

from __future__ import annotations

from collections.abc import Mapping

from wtforms.fields.choices import SelectChoice
from wtforms.validators import StopValidation

from vereniging.convenant.forms.versie import VersieForm
from vereniging.convenant.models import Afspraak, Partij, Ritme, Thema, Verankering
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
    tidy_line,
)
from vereniging.core.i18n import _, _l
from vereniging.leden.opzegtermijn import Termijneenheid

VERANKERINGEN = {
    Verankering.CONVENANT: _l("In het convenant"),
    Verankering.VERGUNNING: _l("In een vergunning"),
    Verankering.APV: _l("In de plaatselijke verordening (APV)"),
    Verankering.REGLEMENT: _l("In een reglement"),
}
RITMES = {
    "": _l("Eén keer"),
    "1-weken": _l("Elke week"),
    "2-weken": _l("Elke 2 weken"),
    "4-weken": _l("Elke 4 weken"),
    "1-maanden": _l("Elke maand"),
    "2-maanden": _l("Elke 2 maanden"),
    "3-maanden": _l("Elk kwartaal"),
    "6-maanden": _l("Elk half jaar"),
    "12-maanden": _l("Elk jaar"),
}


def _day_or_rhythm(form: Form, field: SelectField) -> None:
    if not field.data and not form.voor_datum.data:
        raise StopValidation(_("Vul een datum in, of hoe vaak het moet."))


class AfspraakForm(VersieForm):
    """A promise with an owner, a measure and a day, and what makes it hold."""

    tekst = StringField(
        _l("Wat is er afgesproken?"),
        [
            Required(_l("Vul de afspraak in, bijvoorbeeld: lampen op het pad.")),
            Length(5, 200, _l("Schrijf de afspraak in minstens 5 tekens.")),
        ],
    )
    maatstaf = TextAreaField(
        _l("Hoe zien wij dat het klaar is?"),
        [Required(_l("Vul in hoe wij zien dat het klaar is.")), Length(5, 500)],
    )
    partij = SelectField(_l("Wie zorgt ervoor?"), [Required(_l("Kies één partij."))])
    thema = SelectField(_l("Thema"), [Required(_l("Kies een thema."))])
    voor_datum = DateField(
        _l("Klaar voor"),
        [Optional()],
        description=_l("Komt het terug? Vul dan in voor wanneer de eerste keer."),
    )
    herhaling = SelectField(
        _l("Hoe vaak?"),
        [_day_or_rhythm],
        choices=[SelectChoice(code, woord) for code, woord in RITMES.items()],
        default="",
    )
    herhaal_tot = DateField(
        _l("Tot en met wanneer komt het terug?"),
        [Optional()],
        description=_l("Leeg: zolang de afspraak geldt."),
    )
    bron = StringField(
        _l("Waar komt het vandaan?"),
        [Optional(), Length(0, 60)],
        description=_l("Bijvoorbeeld een melding: M-2026-0042."),
    )

    verankerd_in = SelectField(
        _l("Waar is het vastgelegd?"),
        [Optional()],
        choices=[
            SelectChoice("", _l("Alleen in deze afspraak")),
            *(SelectChoice(code.value, woord) for code, woord in VERANKERINGEN.items()),
        ],
        default="",
    )
    verankerd_waar = StringField(
        _l("Welk artikel of nummer?"),
        [Optional(), Length(0, 200)],
        description=_l("Bijvoorbeeld: artikel 4, of het nummer van de vergunning."),
    )

    def validate_verankerd_waar(self, field: StringField) -> None:
        """An article of something."""
        if field.data and not self.verankerd_in.data:
            raise ValidationError(_("Kies ook waarin het is vastgelegd."))

    def validate_herhaling(self, field: SelectField) -> None:
        """What comes back begins from today on: nobody is late for times that nobody asked for."""
        eerste = self.voor_datum.data
        if field.data and eerste and eerste < today():
            raise ValidationError(_("Kies voor de eerste keer een dag die nog komt."))

    def validate_herhaal_tot(self, field: DateField) -> None:
        """An end after the first time, of something that comes back."""
        if not self.herhaling.data:
            raise ValidationError(_("Kies ook hoe vaak het moet."))
        if field.data <= (self.voor_datum.data or today()):
            raise ValidationError(_("Kies een dag na de eerste keer."))

    def vul_vast(self, gegeven: Mapping[str, str]) -> None:
        """Begin with what a link knew, such as the decision it came from."""
        for naam, meest in {"tekst": 200, "bron": 60, "partij": 20, "thema": 20}.items():
            self[naam].data = (tidy_line(gegeven.get(naam)) or "")[:meest]

    def vul(self, afspraak: Afspraak) -> None:
        """Show a concept as it is."""
        for naam in ("tekst", "maatstaf", "voor_datum", "herhaal_tot", "bron", "verankerd_waar"):
            self[naam].data = getattr(afspraak, naam)
        self.partij.data, self.thema.data = afspraak.partij.code, afspraak.thema.code
        ritme = afspraak.ritme
        self.herhaling.data = f"{ritme.elke}-{ritme.eenheid.value}" if ritme else ""
        self.verankerd_in.data = afspraak.verankerd_in.value if afspraak.verankerd_in else ""
        self.versie.data = str(afspraak.versie)

    @property
    def ritme(self) -> Ritme | None:
        """How often it comes back, if it does."""
        if not self.herhaling.data:
            return None
        elke, eenheid = self.herhaling.data.split("-")
        return Ritme(int(elke), Termijneenheid(eenheid), self.herhaal_tot.data)

    def kies(self, partijen: list[Partij], themas: list[Thema]) -> None:
        """Offer the seats and the themes."""
        self.partij.choices = [
            SelectChoice("", _("Kies een partij")),
            *(SelectChoice(partij.code, partij.naam) for partij in partijen),
        ]
        self.thema.choices = [
            SelectChoice("", _("Kies een thema")),
            *(SelectChoice(thema.code, thema.naam) for thema in themas),
        ]

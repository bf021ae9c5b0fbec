"""The places of the list, a line each."""

from __future__ import annotations

from vereniging.core.forms import Field, Form, Length, TextAreaField, ValidationError
from vereniging.core.i18n import _, _l
from vereniging.meldingen.kaart import Plaats
from vereniging.meldingen.models import Plek

LANGSTE = 120


class PlekkenForm(Form):
    """`naam; breedtegraad; lengtegraad`, or a name alone."""

    regels = TextAreaField(
        _l("Straten en plekken"), [Length(1, 50_000, _l("Vul ten minste één plek in."))]
    )

    @staticmethod
    def als_regels(plekken: list[Plek]) -> str:
        """The list as it is now."""
        return "\n".join(_regel(plek) for plek in plekken)

    @property
    def plaatsen(self) -> list[Plaats]:
        """What was typed; only after it was found good."""
        found = [_lees(regel) for regel in _volle(self.regels.data)]
        return [plaats for plaats in found if plaats]

    def validate_regels(self, field: Field) -> None:
        for regel in _volle(field.data):
            if _lees(regel) is None:
                raise ValidationError(
                    _("Deze regel begrijpen wij niet: %(regel)s. Schrijf: Haagweg; 52.158; 4.478",
                      regel=regel)
                )  # fmt: skip


def _volle(tekst: str | None) -> list[str]:
    return [regel.strip() for regel in (tekst or "").splitlines() if regel.strip()]


def _regel(plek: Plek) -> str:
    if plek.lat is None or plek.lon is None:
        return plek.naam
    return f"{plek.naam}; {plek.lat:.5f}; {plek.lon:.5f}"


def _lees(regel: str) -> Plaats | None:
    naam, *graden = (deel.strip() for deel in regel.split(";"))
    if not naam or len(naam) > LANGSTE or len(graden) not in {0, 2}:
        return None
    if not graden:
        return Plaats(naam, None, None)
    try:
        lat, lon = (float(graad.replace(",", ".")) for graad in graden)
    except ValueError:
        return None
    # what Web Mercator can draw; a NaN is in no range
    return Plaats(naam, lat, lon) if -85 <= lat <= 85 and -180 <= lon <= 180 else None

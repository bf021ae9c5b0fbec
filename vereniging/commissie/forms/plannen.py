"""What officers fill in to plan meetings and to build an agenda."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any, cast

from vereniging.convenant.forms.versie import VersieForm
from vereniging.convenant.models import Thema
from vereniging.core.clock import AMSTERDAM
from vereniging.core.forms import (
    DateField,
    Form,
    Length,
    Optional,
    Required,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)
from vereniging.core.i18n import _, _l


def lees_tijd(getypt: str) -> time | None:
    """`19:30` or `19.30` as a time, or None."""
    found = re.fullmatch(r"([01]?[0-9]|2[0-3])[:.]([0-5]?[0-9])", getypt)
    return time(int(found[1]), int(found[2])) if found else None


class VergaderingForm(Form):
    """A new meeting."""

    titel = StringField(
        _l("Naam"), validators=[Length(3, 120, _l("Vul een naam in, bijvoorbeeld Vergadering 1."))]
    )
    dag = DateField(_l("Dag"), validators=[Required(_l("Kies een dag."))])
    uur = StringField(_l("Tijd"), validators=[Required(_l("Vul een tijd in, bijvoorbeeld 19.30."))])
    plaats = StringField(
        _l("Plaats"), validators=[Length(3, 120, _l("Vul in waar de vergadering is."))]
    )

    def validate_uur(self, field: Any) -> None:
        """A clock time as people type it."""
        if lees_tijd(field.data or "") is None:
            raise ValidationError(_("Vul een tijd in, bijvoorbeeld 19.30."))

    @property
    def begin(self) -> datetime:
        """Day and time in Amsterdam; only after validation."""
        hour = lees_tijd(self.uur.data) or time(20)
        return datetime.combine(cast("date", self.dag.data), hour, AMSTERDAM)


class AgendapuntForm(Form):
    """An item for the agenda."""

    titel = StringField(
        _l("Onderwerp"), validators=[Length(3, 200, _l("Schrijf waar dit punt over gaat."))]
    )
    thema = SelectField(_l("Thema"), validators=[Required(_l("Kies een thema."))])
    toelichting = TextAreaField(_l("Toelichting (mag leeg)"), validators=[Length(0, 2000)])
    reden = StringField(
        _l("Waarom nu nog?"),
        validators=[Optional(), Length(0, 500)],
        description=_l("Alleen nodig als de stukken al weg zijn. Iedereen leest de reden."),
    )

    def __init__(self, themas: Iterable[Thema]) -> None:
        super().__init__()
        rows = [SelectChoice(thema.code, thema.naam) for thema in themas]
        self.thema.choices = [SelectChoice("", _l("Kies een thema")), *rows]


class PuntvoorstelForm(AgendapuntForm):
    """A party puts an item forward by its own link."""

    reden = None
    naam = StringField(_l("Uw naam"), validators=[Length(2, 120, _l("Vul uw naam in."))])


class PlaatsForm(Form):
    """Why an item still comes on an agenda that was sent."""

    waarom = StringField(
        _l("Waarom nu nog?"),
        validators=[Optional(), Length(0, 500)],
        description=_l("Alleen nodig als de stukken al weg zijn. Iedereen leest de reden."),
    )


class VerzetForm(VergaderingForm, VersieForm):
    """Another day, hour or place."""

    titel = None


class JaarForm(Form):
    """A year of meetings at once."""

    dagen = TextAreaField(
        _l("Op welke dagen?"),
        validators=[Required(_l("Vul de dagen in, elk op een eigen regel."))],
        description=_l("Elke dag op een eigen regel, bijvoorbeeld 21-1-2027."),
    )
    uur = StringField(_l("Tijd"), validators=[Required(_l("Vul een tijd in, bijvoorbeeld 19.30."))])
    plaats = StringField(
        _l("Plaats"), validators=[Length(3, 120, _l("Vul in waar de vergadering is."))]
    )

    def validate_uur(self, field: Any) -> None:
        """A clock time as people type it."""
        if lees_tijd(field.data or "") is None:
            raise ValidationError(_("Vul een tijd in, bijvoorbeeld 19.30."))

    def validate_dagen(self, field: Any) -> None:
        """At most twenty days that exist."""
        regels = _regels(field.data)
        fout = [regel for regel in regels if lees_dag(regel) is None]
        if fout:
            raise ValidationError(_("Dit is geen dag: %(regel)s.", regel=fout[0][:40]))
        if len(regels) > MEESTE:
            raise ValidationError(_("Plan hoogstens %(aantal)s vergaderingen.", aantal=MEESTE))

    @property
    def momenten(self) -> list[datetime]:
        """Days and time in Amsterdam, whatever the season; only after validation."""
        hour = lees_tijd(self.uur.data) or time(20)
        dagen = {dag for regel in _regels(self.dagen.data) if (dag := lees_dag(regel))}
        return [datetime.combine(dag, hour, AMSTERDAM) for dag in sorted(dagen)]


MEESTE = 20


def _regels(getypt: str | None) -> list[str]:
    return [regel.strip() for regel in (getypt or "").splitlines() if regel.strip()]


def lees_dag(getypt: str) -> date | None:
    """`21-1-2027` or `2027-01-21` as a day of this century, or None."""
    found = re.fullmatch(r"([0-9]{1,2})-([0-9]{1,2})-(20[0-9]{2})", getypt)
    iso = re.fullmatch(r"(20[0-9]{2})-([0-9]{1,2})-([0-9]{1,2})", getypt)
    delen = (found[3], found[2], found[1]) if found else iso.groups() if iso else None
    try:
        return date(*map(int, delen)) if delen else None
    except ValueError:
        return None

"""The reporter's own page: shown by everything that the reporter can do there."""

from __future__ import annotations

from flask import abort, render_template

from vereniging.core import clock
from vereniging.core.forms import Form
from vereniging.core.secrets import seed_in
from vereniging.core.security import secret_page
from vereniging.meldingen import queries
from vereniging.meldingen.forms import (
    AanvulForm,
    FotoForm,
    OordeelForm,
    TekstForm,
    ToestemmingForm,
)
from vereniging.meldingen.forms.melder import JA, NEE
from vereniging.meldingen.mail import VOLG
from vereniging.meldingen.models import Melding
from vereniging.meldingen.spoor import spoor
from vereniging.meldingen.views.fotos import laat_zien


def melding_achter(token: str) -> Melding:
    """The report behind this link; 404 when it is not ours or was revoked."""
    secret_page()
    kiem = seed_in(token, VOLG)
    melding = queries.melding_met(kiem=kiem) if kiem else None
    if melding is None:
        abort(404)
    return melding


def volgpagina(melding: Melding, token: str, **forms: Form) -> str:
    """All that the reporter sees and can do; the form that was refused keeps what was typed."""
    laat_zien([foto.naam for foto in melding.fotos])
    nu = clock.now()
    leeg = {
        "form": TekstForm(formdata=None),
        "aanvul": AanvulForm(formdata=None),
        "fotos": FotoForm(formdata=None),
        "oordeel": OordeelForm(formdata=None),
        "toestemming": ToestemmingForm(
            formdata=None,
            is_doorzendbaar=JA if melding.is_doorzendbaar else NEE,
            mag_contact_delen=JA if melding.mag_contact_delen else NEE,
        ),
    }
    return render_template(
        "meldingen/volg.html", melding=melding, token=token, zin=queries.zin(melding), nu=nu,
        stops=spoor(melding, nu), **leeg | forms,
    )  # fmt: skip

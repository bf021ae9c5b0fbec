"""Language, light or dark, letters, calm."""

from __future__ import annotations

from dataclasses import asdict

from flask import make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue

from vereniging.core.web import everyone, local_path
from vereniging.site.forms import VoorkeurenForm
from vereniging.site.views.blueprint import bp
from vereniging.site.voorkeuren import CHOICES, Voorkeur, remember, voorkeur


@bp.get("/voorkeuren", allow=everyone)
def voorkeuren() -> ResponseReturnValue:
    """The four choices."""
    form = VoorkeurenForm(data={**asdict(voorkeur()), "naar": local_path(request.args.get("naar"))})
    return render_template("site/voorkeuren.html", form=form)


@bp.post("/voorkeuren", allow=everyone, csrf="origin")
def bewaar_voorkeuren() -> ResponseReturnValue:
    """Keep the choices in the cookie and go back."""
    now = asdict(voorkeur())
    chosen = {
        naam: word if (word := request.form.get(naam, "")) in CHOICES[naam] else now[naam]
        for naam in CHOICES
    }
    response = make_response(redirect(local_path(request.form.get("naar")), 303))
    remember(response, Voorkeur(**chosen))
    return response

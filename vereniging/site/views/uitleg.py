"""What every site owes its visitors: explanations that stand still."""

from __future__ import annotations

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue

from vereniging.core.forms import tidy_line
from vereniging.core.web import everyone
from vereniging.site.begrippen import BEGRIPPEN
from vereniging.site.privacy import onderdelen
from vereniging.site.views.blueprint import bp
from vereniging.site.zoeken import bij_nummer, zoek


@bp.get("/privacy", allow=everyone)
def privacy() -> ResponseReturnValue:
    """What we keep of whom, why and how long."""
    return render_template("site/privacy.html", onderdelen=onderdelen())


@bp.get("/toegankelijkheid", allow=everyone)
def toegankelijkheid() -> ResponseReturnValue:
    """For whom the site works, and what to do when it does not."""
    return render_template("site/toegankelijkheid.html")


@bp.get("/begrippen", allow=everyone)
def begrippen() -> ResponseReturnValue:
    """The words of the association."""
    rows = sorted(BEGRIPPEN, key=lambda row: str(row[1]).casefold())
    return render_template("site/begrippen.html", begrippen=rows)


@bp.get("/help", allow=everyone)
def help() -> ResponseReturnValue:  # noqa: A001  the address is /help
    """How to do what people come here for."""
    return render_template("site/help.html")


@bp.get("/is-mijn-stem-geheim", allow=everyone)
def is_mijn_stem_geheim() -> ResponseReturnValue:
    """An honest answer for each level of secrecy."""
    return render_template("site/is_mijn_stem_geheim.html")


@bp.get("/zoeken", allow=everyone)
def zoeken() -> ResponseReturnValue:
    """Search pages and titles; a reference goes straight to its page."""
    vraag = (tidy_line(request.args.get("q", "")) or "")[:80]
    if found := bij_nummer(vraag):
        return redirect(found, 303)
    return render_template("site/zoeken.html", vraag=vraag, treffers=zoek(vraag))

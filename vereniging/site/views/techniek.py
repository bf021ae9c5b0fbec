"""What machines ask of us: health, robots, the installed app."""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from datetime import datetime, timedelta

from flask import Response, abort, jsonify, make_response, render_template, request
from flask.typing import ResponseReturnValue
from prometheus_client import generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector, CollectorRegistry

from vereniging.core import clock
from vereniging.core.config import setting
from vereniging.core.metrics import requests_text
from vereniging.core.web import everyone, link
from vereniging.redactie.queries import FEED, documenten, nieuws
from vereniging.site.adressen import pagina
from vereniging.site.gezondheid import (
    Cijfers,
    ankers,
    cijfers,
    klaar,
    kop_van_de_keten,
    waarschuwingen,
)
from vereniging.site.views.blueprint import bp
from vereniging.site.zoeken import PAGES
from vereniging.statuten.queries import instelling


@bp.get("/healthz", allow=everyone, urgent=True)
def healthz() -> ResponseReturnValue:
    """Say that the process answers."""
    return jsonify(process="ok")


@bp.get("/readyz", allow=everyone, urgent=True)
def readyz() -> ResponseReturnValue:
    """Say whether all parts can work: 200, or 503 with what cannot."""
    parts = klaar()
    ready = set(parts.values()) == {"ok"}
    return jsonify(klaar=ready, waarschuwingen=waarschuwingen(), **parts), 200 if ready else 503


@bp.get("/metrics", allow=everyone, urgent=True)
def metrics() -> ResponseReturnValue:
    """Numbers for a monitor that shows the token; without one the page does not exist."""
    token = setting("METRICS_TOKEN")
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not token or not hmac.compare_digest(given.encode(), token.encode()):
        abort(404)
    nu, registry = clock.now(), CollectorRegistry()
    registry.register(_Numbers(cijfers(nu), nu))
    return Response(generate_latest(registry) + requests_text(), mimetype="text/plain")


class _Numbers(Collector):
    """What the tables say now: the same in every process, so nothing to add up."""

    def __init__(self, found: Cijfers, nu: datetime) -> None:
        since = {
            "werker_stil": found.werker_gezien,
            "kopie_oud": found.kopie,
            "oefening_oud": found.oefening,
        }
        self.numbers: dict[str, float] = {
            "mail_wacht": found.mail_wacht,
            "mail_geweigerd": found.mail_geweigerd,
            "mail_oudste_seconden": _seconds(found.mail_oudste or nu, nu),
            "taken_wachten": found.taken_wachten,
            "taken_mislukt": found.taken_mislukt,
            "betalingen_onderweg": found.betalingen_onderweg,
            # what never happened has no age: a row that is absent can be alerted on
            **{f"{name}_seconden": _seconds(at, nu) for name, at in since.items() if at},
        }

    def collect(self) -> Iterator[GaugeMetricFamily]:
        for name, value in self.numbers.items():
            yield GaugeMetricFamily(f"vereniging_{name}", name.replace("_", " "), value)


def _seconds(moment: datetime, nu: datetime) -> float:
    return (nu - moment).total_seconds()


@bp.get("/betrouwbaarheid", allow=everyone)
def betrouwbaarheid() -> ResponseReturnValue:
    """Show what we do so that you need not take our word for it."""
    return render_template(
        "site/betrouwbaarheid.html",
        cijfers=cijfers(clock.now()),
        kop=kop_van_de_keten(),
        ankers=ankers()[-10:],
    )


@bp.get("/betrouwbaarheid/ankers.txt", allow=everyone)
def ankers_txt() -> ResponseReturnValue:
    """List the heads of the log: number, hash, day."""
    lines = [f"{anker.volgnr} {anker.hash.hex()} {anker.dag}\n" for anker in ankers()]
    return Response("".join(lines), mimetype="text/plain")


@bp.get("/manifest.webmanifest", allow=everyone)
def manifest() -> ResponseReturnValue:
    """Describe the site as an app for the home screen."""
    facts = {
        "name": instelling("naam"),
        "short_name": instelling("korte_naam"),
        "lang": "nl",
        "start_url": "/",
        "display": "standalone",
        "background_color": "#113f33",
        "theme_color": "#113f33",
        "icons": [{"src": "/static/img/logo.svg", "sizes": "any", "type": "image/svg+xml"}],
    }
    response = make_response(jsonify(facts))
    response.mimetype = "application/manifest+json"
    return response


@bp.get("/sw.js", allow=everyone)
def service_worker() -> ResponseReturnValue:
    """Keep the agenda and mandate of a meeting readable without internet, and nothing else."""
    response = make_response(render_template("site/sw.js"))
    response.mimetype = "text/javascript"
    response.headers["Cache-Control"] = "no-cache"
    return response


@bp.get("/offline", allow=everyone)
def offline() -> ResponseReturnValue:
    """What the app shows without internet."""
    return render_template("site/offline.html")


@bp.get("/robots.txt", allow=everyone)
def robots() -> ResponseReturnValue:
    """Keep robots off personal and secret addresses."""
    closed = ("/mijn", "/bestuur", "/afgevaardigde", "/stemmen", "/inloggen", "/zoeken", "/volg")
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in closed),
        f"Sitemap: {link('site.sitemap', _external=True)}",
        "",
    ]
    return Response("\n".join(lines), mimetype="text/plain")


@bp.get("/sitemap.xml", allow=everyone)
def sitemap() -> ResponseReturnValue:
    """List the pages for everyone."""
    paths = ["/", *(path for path, _title, _words in PAGES if pagina(path))]
    paths += [f"/nieuws/{bericht.slug}" for bericht in nieuws(per=FEED)]
    paths += [f"/documenten/{each.slug}" for each in documenten(openbaar=True)]
    body = render_template("site/sitemap.xml", base=setting("BASE_URL"), paths=paths)
    return Response(body, mimetype="application/xml")


@bp.get("/.well-known/security.txt", allow=everyone)
def security_txt() -> ResponseReturnValue:
    """Tell who to warn about a leak (RFC 9116)."""
    until = (clock.now() + timedelta(days=180)).replace(hour=0, minute=0, second=0, microsecond=0)
    contact = instelling("email")
    lines = [
        f"Contact: mailto:{contact}"
        if contact
        else f"Contact: {link('site.vereniging', _external=True)}",
        f"Expires: {until:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: nl, en",
        f"Canonical: {link('site.security_txt', _external=True)}",
        "",
    ]
    return Response("\n".join(lines), mimetype="text/plain")

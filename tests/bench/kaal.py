"""The baseline: a bare Flask and Jinja page of a given size, from constants."""

from __future__ import annotations

import os

from flask import Flask

ROWS = [f"rij {number}" for number in range(50)]
PAGE = """<!doctype html><html lang="nl"><title>kaal</title><h1>kaal</h1><ul>
{% for row in rows %}<li>{{ row }}</li>{% endfor %}</ul><p>{{ filler }}</p>"""


def create_app() -> Flask:
    """One page as large as $BENCH_BYTES."""
    app = Flask("kaal")
    filler = "x" * max(int(os.environ.get("BENCH_BYTES", "20000")) - 1200, 0)
    template = app.jinja_env.from_string(PAGE)

    @app.get("/")
    def page() -> str:
        return template.render(rows=ROWS, filler=filler)

    return app

"""Lets the worker do everything that is due, as its own process would."""

from __future__ import annotations

import contextvars

from flask import current_app

from vereniging.core.db import db
from vereniging.taken.worker import run_all


def work() -> int:
    """Store what the test did, let the worker run in a context of its own, look afresh."""
    db.session.commit()
    app = current_app._get_current_object()  # type: ignore[attr-defined]  # behind the proxy

    def run() -> int:
        with app.app_context():
            return run_all()

    count = contextvars.Context().run(run)
    db.session.expire_all()
    return count

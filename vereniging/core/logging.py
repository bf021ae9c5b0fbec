"""One JSON line per event; never a name, address, token, body or choice."""

from __future__ import annotations

import logging
import sys
import time
import uuid

import structlog
from flask import Flask, Response, g, request

from vereniging.core.metrics import observe

log = structlog.get_logger("vereniging")


def init_app(app: Flask) -> None:
    """Log each request by its rule, never by its path."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(
            app.config.get("LOG_LEVEL", logging.INFO)
        ),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
    app.before_request(_start)
    app.after_request(_finish)


def _start() -> None:
    g.started = time.perf_counter()
    g.request_id = uuid.uuid4().hex[:12]


def _finish(response: Response) -> Response:
    rule = request.url_rule.rule if request.url_rule else "unknown"
    if not rule.startswith("/static"):
        spent = (time.perf_counter() - g.get("started", time.perf_counter())) * 1000
        observe(rule, request.method, response.status_code, spent / 1000)
        log.info(
            "request",
            id=g.get("request_id"),
            rule=rule,
            method=request.method,
            status=response.status_code,
            ms=round(spent, 1),
        )
    return response


def failure(event: str, **facts: object) -> None:
    """Something of ours broke: the kind of error and where, without what people typed."""
    log.error(event, **facts)

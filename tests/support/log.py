"""Everything that the program tells its log, as text that a test can search."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager

import structlog


@contextmanager
def logtekst() -> Iterator[io.StringIO]:
    """What our own log and every library write meanwhile, down to the last detail."""
    stream = io.StringIO()
    before = structlog.get_config()
    structlog.configure(
        processors=before["processors"],
        wrapper_class=structlog.make_filtering_bound_logger(logging.DEBUG),
        logger_factory=structlog.PrintLoggerFactory(stream),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(stream)
    root = logging.getLogger()
    root.addHandler(handler)
    try:
        yield stream
    finally:
        root.removeHandler(handler)
        structlog.configure(**before)

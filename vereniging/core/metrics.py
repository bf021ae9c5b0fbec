"""How long requests took, per rule: counted by every server process, read by any of them."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import flask
from flask import Flask
from prometheus_client import CollectorRegistry, Histogram, generate_latest, values
from prometheus_client.multiprocess import MultiProcessCollector

FOLDER = "PROMETHEUS_MULTIPROC_DIR"  # the library's own name for where processes share numbers
NAME = "vereniging_verzoek_seconden"
BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


def share(folder: Path) -> None:
    """Let the server processes that start after this put their numbers together, from zero."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    os.environ[FOLDER] = str(folder)


def init_app(app: Flask) -> None:
    """Count in memory, or in the shared folder when this is one of several processes."""
    if FOLDER in os.environ:
        values.ValueClass = values.MultiProcessValue()  # type: ignore[no-untyped-call]
    registry = CollectorRegistry()
    labels = ("regel", "methode", "status")
    app.extensions["request_registry"] = registry
    app.extensions["request_seconds"] = Histogram(
        NAME, "Hoe lang een verzoek duurde.", labels, buckets=BUCKETS, registry=registry
    )


def observe(rule: str, method: str, status: int, seconds: float) -> None:
    """Count one answer; the status by its hundreds."""
    histogram: Histogram = flask.current_app.extensions["request_seconds"]
    histogram.labels(rule, method, f"{status // 100}xx").observe(seconds)


def requests_text() -> bytes:
    """The histogram as Prometheus reads it, of all processes together."""
    if FOLDER not in os.environ:
        return generate_latest(flask.current_app.extensions["request_registry"])
    return generate_latest(_of(Path(os.environ[FOLDER])))


def totals(folder: Path) -> tuple[int, int]:
    """How many requests were answered, and how many with a 5xx, by the servers of all machines.

    Each machine has a folder of its own below `folder`.
    """
    machines = [path for path in folder.glob("*") if path.is_dir()]
    metrics = [metric for machine in machines for metric in _of(machine).collect()]
    counts = [one for metric in metrics for one in metric.samples if one.name == f"{NAME}_count"]
    every = sum(int(one.value) for one in counts)
    return every, sum(int(one.value) for one in counts if one.labels["status"] == "5xx")


def _of(folder: Path) -> CollectorRegistry:
    registry = CollectorRegistry()
    MultiProcessCollector(registry, str(folder))  # type: ignore[no-untyped-call]
    return registry

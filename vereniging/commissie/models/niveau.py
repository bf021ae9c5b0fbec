"""Who may read a paper or the minutes of a meeting."""

from __future__ import annotations

import enum


class Niveau(enum.StrEnum):
    OPENBAAR = "openbaar"
    LEDEN = "leden"
    COMMISSIE = "commissie"
    BESTUUR = "bestuur"

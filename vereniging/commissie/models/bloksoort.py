"""The thirteen numbered parts of an agenda; four of them are made from what is known."""

from __future__ import annotations

import enum


class Blok(enum.IntEnum):
    AANWEZIG = 1
    AGENDA = 2
    VERSLAG = 3
    AFGESPROKEN = 4
    MELDINGEN = 5
    LEEFBAARHEID = 6
    STANDPUNTEN = 7
    PARTIJEN = 8
    OPGESCHAALD = 9
    ADVIEZEN = 10
    OPENBAAR = 11
    RONDVRAAG = 12
    VOLGENDE = 13


GEMAAKT = (Blok.AFGESPROKEN, Blok.MELDINGEN, Blok.LEEFBAARHEID, Blok.OPGESCHAALD)

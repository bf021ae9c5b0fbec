"""Why a copy is not made, not put back, or not right."""

from __future__ import annotations


class BackupFout(Exception):
    """One Dutch sentence for who maintains the server: what is wrong and what to do."""

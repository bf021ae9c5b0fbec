"""Addresses of other capabilities (interfaces.md): linked as soon as they answer."""

from __future__ import annotations

from vereniging.core.web import local_path


def pagina(path: str) -> str:
    """The path when a page answers there, else nothing: no link leads nowhere."""
    return path if local_path(path) == path else ""

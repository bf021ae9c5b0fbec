"""Addresses of other capabilities (interfaces.md): linked for whom they answer."""

from __future__ import annotations

from flask import has_request_context

from vereniging.core.web import audience_of, local_path
from vereniging.toegang.sessions import current_session


def pagina(path: str) -> str:
    """The path when a page answers there for who reads this, else nothing: no link disappoints.

    A visitor keeps the link: behind it stands the way to sign in.
    """
    if local_path(path) != path:
        return ""
    if not has_request_context() or current_session() is None:
        return path
    return path if audience_of(path).includes() else ""

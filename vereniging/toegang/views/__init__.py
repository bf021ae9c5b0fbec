"""The screens of signing in and out."""

from vereniging.toegang.views import herstel, inloggen, middelen, sessies, stap
from vereniging.toegang.views.blueprint import bp

__all__ = ["bp", "herstel", "inloggen", "middelen", "sessies", "stap"]

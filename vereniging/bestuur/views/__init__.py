"""The board's own pages."""

from vereniging.bestuur.views import cockpit
from vereniging.bestuur.views.blueprint import bp

__all__ = ["bp", "cockpit"]

"""Home and the pages every site owes its visitors."""

from vereniging.site.views import agenda, home, mijn, techniek, uitleg, voorkeuren
from vereniging.site.views.blueprint import bp

__all__ = ["agenda", "bp", "home", "mijn", "techniek", "uitleg", "voorkeuren"]

"""Home and the pages every site owes its visitors."""

from vereniging.site.views import home, mijn, techniek, uitleg, voorkeuren
from vereniging.site.views.blueprint import bp

__all__ = ["bp", "home", "mijn", "techniek", "uitleg", "voorkeuren"]

"""Home and the pages every site owes its visitors."""

from vereniging.site.views import home, mijn, techniek, voorkeuren
from vereniging.site.views.blueprint import bp

__all__ = ["bp", "home", "mijn", "techniek", "voorkeuren"]

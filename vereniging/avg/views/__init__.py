"""What people see of their own data, and what the board sees of the rules."""

from vereniging.avg.views import (
    bewaren,
    inzage,
    lekken,
    register,
    toestemmingen,
    wissen,
    wisverzoeken,
)
from vereniging.avg.views.blueprints import bestuur_bp, bp

blueprints = (bp, bestuur_bp)
__all__ = [
    "bewaren",
    "blueprints",
    "inzage",
    "lekken",
    "register",
    "toestemmingen",
    "wissen",
    "wisverzoeken",
]

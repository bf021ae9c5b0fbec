"""Pages of the monitor and of the survey."""

from vereniging.leefbaarheid.views import beheer, elders, enquete, openbaar
from vereniging.leefbaarheid.views.blueprints import blueprints

__all__ = ["beheer", "blueprints", "elders", "enquete", "openbaar"]

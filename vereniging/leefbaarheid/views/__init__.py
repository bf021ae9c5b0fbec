"""Pages of the monitor."""

from vereniging.leefbaarheid.views import openbaar
from vereniging.leefbaarheid.views.blueprints import blueprints

__all__ = ["blueprints", "openbaar"]

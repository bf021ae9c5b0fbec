"""One button."""

from __future__ import annotations

from vereniging.core.forms import Form


class AfmeldForm(Form):
    """Stop, or go on after all."""

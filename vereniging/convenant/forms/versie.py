"""Two people in one text: who saves last sees both, and nothing that was typed is lost."""

from __future__ import annotations

from vereniging.core.forms import Form, HiddenField


class VersieForm(Form):
    """Carries which text somebody had before them."""

    versie = HiddenField()

    def botst(self, versie: int) -> bool:
        """Whether another text was kept meanwhile; pressing once more replaces that one."""
        anders = bool(self.versie.data != str(versie))
        self.versie.data, self.versie.raw_data = str(versie), [str(versie)]
        return anders

"""Who helps a member that reads no mail."""

from __future__ import annotations

from vereniging.core.forms import Check, Form, Length, Required, StringField
from vereniging.core.i18n import _l


class HulpForm(Form):
    """The helper, and how the member said yes."""

    lidnummer = StringField(
        _l("Lidnummer van de helper"),
        [
            Required(_l("Vul het lidnummer in. U vindt het bij Leden.")),
            Check(lambda typed: typed.isascii() and typed.isdigit() and len(typed) < 9,
                  _l("Vul het lidnummer in als cijfers, bijvoorbeeld 1024.")),
        ],
    )  # fmt: skip
    akkoord = StringField(
        _l("Hoe zei het lid ja?"),
        [Length(10, 200, _l("Schrijf op hoe het lid ja zei, bijvoorbeeld: brief van 3 mei."))],
    )

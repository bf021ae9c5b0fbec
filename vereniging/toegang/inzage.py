"""What is kept of a person to let them in: never a key, code or secret."""

from __future__ import annotations

from vereniging.core.i18n import _l
from vereniging.logboek.inzage import Inzagedeel, register_inzage
from vereniging.toegang.models import (
    Account,
    FoutePoging,
    Herstelcode,
    Inlogherstel,
    Inlogverzoek,
    Passkey,
    Sessie,
)

register_inzage(
    Inzagedeel("account", _l("Uw account"), Account,
               lambda wie: Account.id == wie.account_id, ("email", "gemaakt_op", "totp_sinds"),
               achteraan=True),
    Inzagedeel("passkey", _l("Uw passkeys"), Passkey,
               lambda wie: Passkey.account_id == wie.account_id,
               ("naam", "gemaakt_op", "gebruikt_op"), achteraan=True),
    Inzagedeel("herstelcode", _l("Gebruikte herstelcodes"), Herstelcode,
               lambda wie: (Herstelcode.account_id == wie.account_id)
               & Herstelcode.gebruikt_op.is_not(None),
               ("gebruikt_op",), achteraan=True),
    Inzagedeel("sessie", _l("Waar u bent ingelogd"), Sessie,
               lambda wie: Sessie.account_id == wie.account_id,
               ("apparaat", "ingelogd_op", "verloopt_op"), achteraan=True),
    Inzagedeel("inlogverzoek", _l("Codes om in te loggen"), Inlogverzoek,
               lambda wie: Inlogverzoek.account_id == wie.account_id,
               ("gevraagd_op", "gebruikt_op"), achteraan=True),
    Inzagedeel("foute_poging", _l("Foute codes"), FoutePoging,
               lambda wie: FoutePoging.account_id == wie.account_id, ("op",), achteraan=True),
    Inzagedeel("inlogherstel", _l("Verzoeken om weer te mogen inloggen"), Inlogherstel,
               lambda wie: Inlogherstel.account_id == wie.account_id, ("gevraagd_op",),
               achteraan=True),
)  # fmt: skip

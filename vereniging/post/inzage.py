"""What is kept of a person's mail; the text itself is gone once it is sent."""

from __future__ import annotations

from vereniging.core.i18n import _l
from vereniging.logboek.inzage import Inzagedeel, is_adres, register_inzage
from vereniging.post.models import Mail, Mailvoorkeur, Postbak, Terugbericht

register_inzage(
    Inzagedeel("mailvoorkeur", _l("Over welke onderwerpen u e-mail krijgt"), Mailvoorkeur,
               lambda wie: Mailvoorkeur.lid_id == wie.lid_id,
               ("onderwerp", "niveau", "gewijzigd_op"), achteraan=True),
    Inzagedeel("mail", _l("Post van ons aan u"), Mail,
               lambda wie: (Mail.lid_id == wie.lid_id) | is_adres(Mail.aan, wie),
               ("onderwerp", "gemaakt_op", "gedaan_op", "is_brief"), achteraan=True),
    Inzagedeel("terugbericht", _l("E-mail die niet aankwam"), Terugbericht,
               lambda wie: is_adres(Terugbericht.adres, wie), ("op", "status"), achteraan=True),
    Inzagedeel("postbak", _l("E-mail van u aan ons"), Postbak,
               lambda wie: is_adres(Postbak.van, wie), ("op", "onderwerp"), achteraan=True),
)  # fmt: skip

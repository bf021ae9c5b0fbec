"""For which votes somebody stood on the roll; never whether or what they voted."""

from __future__ import annotations

from sqlalchemy.orm import joinedload

from vereniging.core.i18n import _l
from vereniging.logboek.inzage import Inzagedeel, register_inzage
from vereniging.stembus.models import Kiesregister, Stemteller, Uitslagbezwaar, Volmacht

register_inzage(
    Inzagedeel("kiesregister", _l("Stemmingen waarvoor u op het kiesregister staat"), Kiesregister,
               lambda wie: Kiesregister.lid_id == wie.lid_id, ("stemming.titel", "grond"),
               (joinedload(Kiesregister.stemming),)),
    Inzagedeel("volmacht", _l("Volmachten"), Volmacht,
               lambda wie: (Volmacht.gever_id == wie.lid_id) | (Volmacht.houder_id == wie.lid_id),
               ("stemming.titel", "gever.naam", "houder.naam", "gegeven_op"),
               (joinedload(Volmacht.stemming), joinedload(Volmacht.gever),
                joinedload(Volmacht.houder))),
    Inzagedeel("uitslagbezwaar", _l("Uw bezwaren tegen een uitslag"), Uitslagbezwaar,
               lambda wie: Uitslagbezwaar.lid_id == wie.lid_id,
               ("stemming.titel", "tekst", "ingediend_op", "stand", "antwoord"),
               (joinedload(Uitslagbezwaar.stemming),)),
    Inzagedeel("stemteller", _l("Stemmingen waarvan u teller bent"), Stemteller,
               lambda wie: Stemteller.lid_id == wie.lid_id, ("stemming.titel", "nummer"),
               (joinedload(Stemteller.stemming),)),
)  # fmt: skip

"""What somebody hears about their request to be erased, and the board about a breach."""

from __future__ import annotations

from datetime import datetime

from vereniging.avg.models import Datalek, Wisverzoek
from vereniging.core.web import link
from vereniging.post.mail import compose
from vereniging.post.models import Mail, Spoed


def wisverzoek_mail(verzoek: Wisverzoek, wat: str, beletsels: list[str]) -> Mail:
    """`ontvangen`, `toegekend`, `afgewezen` or `ingetrokken`; a letter without an address."""
    mail = compose(
        f"avg/mail/wisverzoek_{wat}.txt",
        sleutel=f"wisverzoek:{verzoek.kenmerk}:{wat}",
        aan=verzoek.email,
        taal=verzoek.lid.taal if verzoek.lid else "nl",
        verzoek=verzoek,
        beletsels=beletsels,
        url=link("avg.wissen", _external=True),
    )
    mail.lid_id = verzoek.lid_id
    return mail


def datalek_mail(lek: Datalek, wat: str, aan: str, nu: datetime) -> Mail:
    """To a board member: a breach was found (`nieuw`), or the 72 hours nearly end (`bijna`)."""
    return compose(
        f"avg/mail/datalek_{wat}.txt",
        sleutel=f"datalek:{lek.kenmerk}:{wat}:{aan}"[:160],
        aan=aan,
        spoed=Spoed.INLOGGEN,
        lek=lek,
        uren=lek.uren_over(nu),
        url=link("avg_bestuur.datalek", kenmerk=lek.kenmerk, _external=True),
    )

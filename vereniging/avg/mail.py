"""What somebody hears about their request to be erased."""

from __future__ import annotations

from vereniging.avg.models import Wisverzoek
from vereniging.core.web import link
from vereniging.post.mail import compose
from vereniging.post.models import Mail


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

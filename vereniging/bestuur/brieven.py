"""All letters of the outbox together: what is printed, and that it was posted."""

from __future__ import annotations

from datetime import datetime

from vereniging.bestuur.queries import te_printen
from vereniging.core.db import digest
from vereniging.core.keys import Label, unseal
from vereniging.core.secrets import keys
from vereniging.leden.papier import Ledenbrief, eerste_link, leden_met
from vereniging.logboek.acties import is_ingezien, schrijf
from vereniging.post.mailingen import AndereStapel
from vereniging.post.models import Mail

GEPRINT = "post.brieven"
MEESTE = 500  # letters in one PDF


def te_drukken() -> list[Mail]:
    """The letters whose front door we know, oldest first."""
    mails = te_printen(MEESTE)
    known = leden_met([mail.lid_id for mail in mails if mail.lid_id])
    return [mail for mail in mails if mail.lid_id in known]


def als_brieven(mails: list[Mail]) -> list[Ledenbrief]:
    """To whom, what it says, and the page that the QR code opens."""
    known = leden_met([mail.lid_id for mail in mails if mail.lid_id])
    opener = keys(Label.MAIL)
    texts = [unseal(opener, mail.tekst or b"") for mail in mails]
    return [
        Ledenbrief(known[mail.lid_id], mail.onderwerp, text, eerste_link(text))
        for mail, text in zip(mails, texts, strict=True)
        if mail.lid_id in known
    ]


def stapel(mails: list[Mail]) -> str:
    """The name of exactly this pile of letters, to note what was printed."""
    numbers = sorted(mail.id for mail in mails)
    return f"stapel {digest(*map(str, numbers)).hex()[:32]}"


def zijn_gepost(tot: int, nu: datetime) -> int:
    """The letters up to this number are in the letter box; how many.

    Raises AndereStapel: this pile was never printed, a letter came or went since.
    """
    done = [mail for mail in te_drukken() if mail.id <= tot]
    if done and not is_ingezien(GEPRINT, stapel(done)):
        raise AndereStapel
    for mail in done:
        mail.aangekomen(nu)
    schrijf("brieven.gepost", aantal=len(done))
    return len(done)

"""What a member is told about a measure: by mail, or by letter without an address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vereniging.core.secrets import token_for
from vereniging.core.web import link
from vereniging.post.mail import compose

if TYPE_CHECKING:
    from vereniging.leden.models import Maatregel
    from vereniging.post.models import Mail

BEROEP = "maatregel"


def maatregel_mail(maatregel: Maatregel) -> Mail:
    """What happened now, the grounds, and how to appeal; one for every state."""
    return compose(
        f"leden/mail/maatregel_{maatregel.stand.value}.txt",
        sleutel=f"maatregel:{maatregel.kiem.hex()}:{maatregel.stand.value}",
        aan=maatregel.lid.email,
        taal=maatregel.lid.taal,
        lid_id=maatregel.lid_id,
        maatregel=maatregel,
        url=link("leden.bevestigen", token=token_for(maatregel.kiem, BEROEP), _external=True),
    )

"""What is written when a member gets a helper, and when that ends."""

from __future__ import annotations

from vereniging.leden.models import Hulp
from vereniging.post.mail import compose
from vereniging.post.models import Mail


def hulp_begint(hulp: Hulp) -> Mail:
    """To the member, on paper: who reads the letters from now on."""
    return _brief(hulp, "begint")


def hulp_eindigt(hulp: Hulp) -> Mail:
    """To the member, on paper: the letters come by post again."""
    return _brief(hulp, "eindigt")


def _brief(hulp: Hulp, wat: str) -> Mail:
    return compose(
        f"leden/mail/hulp_{wat}.txt",
        sleutel=f"hulp-{wat}:{hulp.id}",
        aan=None,
        taal=hulp.lid.taal,
        lid_id=hulp.lid.id,
        zelf=True,
        hulp=hulp,
    )


def hulp_helper(hulp: Hulp) -> Mail:
    """To the helper: what comes, and what is asked of them."""
    return compose(
        "leden/mail/hulp_helper.txt",
        sleutel=f"hulp-helper:{hulp.id}",
        aan=hulp.helper.email,
        taal=hulp.helper.taal,
        lid_id=hulp.helper.id,
        hulp=hulp,
    )

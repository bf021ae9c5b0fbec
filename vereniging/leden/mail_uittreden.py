"""What members read when a decision lets them leave at once."""

from __future__ import annotations

from vereniging.core.web import link
from vereniging.leden.models import Lid, Uittreedvenster
from vereniging.post.mail import compose
from vereniging.post.models import Mail


def uittreedvenster(lid: Lid, venster: Uittreedvenster) -> Mail:
    """What was decided, until when one may leave at once, and where."""
    return compose(
        "leden/mail/uittreedvenster.txt",
        sleutel=f"uittreedvenster:{venster.id}:{lid.id}",
        aan=lid.email,
        taal=lid.taal,
        lid_id=lid.id,
        lid=lid,
        venster=venster,
        url=link("leden.opzeggen", _external=True),
        bedragen=link("contributie.toon", _external=True),
    )

"""What was never confirmed is not kept (domain.md section 6, retention)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete

from vereniging.core.db import db
from vereniging.leden.models import Aanmelding, AanmeldingStand, Opzegging, OpzeggingStand
from vereniging.leden.models.aanmelding import BEVESTIGEN_BINNEN


def ruim_onbevestigd_op(nu: datetime) -> None:
    """Delete applications and notices that nobody confirmed within seven days."""
    grens = nu - BEVESTIGEN_BINNEN
    db.session.execute(
        delete(Aanmelding).where(
            Aanmelding.stand == AanmeldingStand.TE_BEVESTIGEN, Aanmelding.ingediend_op < grens
        )
    )
    db.session.execute(
        delete(Opzegging).where(
            Opzegging.stand == OpzeggingStand.TE_BEVESTIGEN, Opzegging.gevraagd_op < grens
        )
    )

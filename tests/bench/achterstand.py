"""The list of arrears with its totals, at 5,000 and at 100,000 notas of which 250 are late."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import select, update

from tests.bench.site import FOLDER, _members, create_app
from tests.betalingen.factories import een_jaar
from tests.support.settings import build_tables
from vereniging.contributie import achterstand, acties
from vereniging.contributie.models import Nota
from vereniging.core import clock
from vereniging.core.db import db, finish, start_writing, undo
from vereniging.core.money import NUL

ROUNDS, LATE = 5, 250


def measure(folder: str, notas: int) -> Iterator[float]:
    """Milliseconds of CPU for one page of the list, the totals and who is next."""
    os.environ[FOLDER] = folder
    with create_app().app_context():
        build_tables()
        start_writing()
        _members(notas)
        nu = clock.now()
        jaar = een_jaar(nu.year, lid=1000, huishouden=1000)
        acties.maak_notas(jaar.jaar, nu)
        db.session.execute(update(Nota).values(saldo=NUL, verzocht_op=nu))
        late = select(Nota.id).order_by(Nota.id).limit(LATE)
        past = {"saldo": Nota.bedrag, "vervaldatum": clock.today() - timedelta(days=30)}
        db.session.execute(update(Nota).where(Nota.id.in_(late)).values(past))
        finish()
        for _round in range(ROUNDS + 1):
            begun = time.process_time()
            page = achterstand.lijst(clock.today(), 1)
            assert len(page) == achterstand.PER_BLAD
            assert achterstand.totaal(clock.today()).aantal == LATE
            assert achterstand.beurt(nu).aantal == LATE
            achterstand.kandidaten(nu, achterstand.PER_BLAD)
            yield (time.process_time() - begun) * 1000
            undo()


def rounds(notas: int) -> list[float]:
    """Every round but the first, which fills the caches."""
    with tempfile.TemporaryDirectory() as folder:
        return list(measure(folder, notas))[1:]

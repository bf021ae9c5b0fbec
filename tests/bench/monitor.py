"""The monitor with 100,000 reports of five years: counted anew, and as it is kept."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

from flask import Flask
from sqlalchemy import insert, select

from tests.bench.site import FOLDER, create_app
from tests.support.settings import build_tables
from vereniging.convenant.acties import seed_themas_en_partijen
from vereniging.convenant.models import Organisatie, Partij
from vereniging.core import clock
from vereniging.core.db import db, finish, start_writing
from vereniging.leefbaarheid.monitor import vergeet
from vereniging.logboek.acties import schrijf
from vereniging.meldingen.acties import seed_categorieen
from vereniging.meldingen.models import Doorzending, Melding, MeldingCategorie, MeldingStand, Plek

ROUNDS, DAYS, MANY = 5, 5 * 365, 100_000
S = MeldingStand
STANDEN = (S.OPGELOST, S.OPGELOST, S.ONBEVESTIGD, S.PARTIJ_ZEGT_KLAAR, S.DOORGESTUURD, S.OPGEPAKT)


@dataclass
class Measured:
    """Milliseconds of CPU for one page: figures counted anew, and kept; and its facts."""

    cold: list[float] = field(default_factory=list)
    warm: list[float] = field(default_factory=list)
    facts: dict[str, object] = field(default_factory=dict)


def measure(meldingen: int) -> Measured:
    """Every round but the first, which fills the caches of templates and statements."""
    found = Measured()
    with tempfile.TemporaryDirectory() as folder:
        os.environ[FOLDER] = folder
        app = create_app()
        with app.app_context():
            build_tables()
            _fill(meldingen)
        for cold, warm, facts in list(_rounds(app))[1:]:
            found.cold.append(cold)
            found.warm.append(warm)
            found.facts = facts
    return found


def _rounds(app: Flask) -> Iterator[tuple[float, float, dict[str, object]]]:
    client = app.test_client()
    for _round in range(ROUNDS + 1):
        vergeet()
        times = []
        for _time in range(2):
            begun = time.process_time()
            answer = client.get("/leefbaarheid")
            times.append((time.process_time() - begun) * 1000)
            assert answer.status_code == 200
            facts = {"vragen": answer.headers["X-Queries"], "bytes": len(answer.data)}
        yield times[0], times[1], facts


def _fill(meldingen: int) -> None:
    start_writing()
    seed_themas_en_partijen()
    db.session.flush()
    seed_categorieen()
    nu = clock.now()
    db.session.add_all(Plek(naam=f"Straat {n}") for n in range(12))
    for partij in db.session.scalars(select(Partij)):
        begin = clock.today() - timedelta(days=2 * DAYS)
        db.session.add(Organisatie(partij=partij, naam=partij.naam, van=begin))
    schrijf("bench.gevuld")
    db.session.flush()
    _reports(meldingen)
    finish()
    assert nu <= clock.now()


def _reports(count: int) -> None:
    nu, chance = clock.now(), Random(1)  # noqa: S311  the same reports each time
    kinds = db.session.execute(select(MeldingCategorie.id, MeldingCategorie.partij_id)).all()
    places = list(db.session.scalars(select(Plek.id)))
    bodies = {o.partij_id: o.id for o in db.session.scalars(select(Organisatie))}
    rows, sent = [], []
    for n in range(1, count + 1):
        kind, partij = chance.choice(kinds)
        begin = nu - timedelta(days=chance.random() * DAYS)
        stand, ended = chance.choice(STANDEN), begin + timedelta(days=chance.expovariate(1 / 20))
        rows.append({
            "kenmerk": f"M-{n}", "kiem": n.to_bytes(16), "categorie_id": kind, "stand": stand,
            "plek_id": chance.choice(places), "straat": "x", "tekst": "x" * 200,
            "email": f"m{chance.randrange(900)}@example.org", "ingediend_op": begin,
            "stand_sinds": min(ended, nu), "partij_id": partij, "soort": "bewoner",
            "openbaar_op": begin if chance.random() < 0.5 else None, "bron": "web", "taal": "nl",
            "openbare_tekst": "x", "keer_heropend": n % 20 == 0, "is_doorzendbaar": True,
            "mag_contact_delen": False, "is_spoed": False, "is_vertrouwelijk": False,
        })  # fmt: skip
        rows[-1]["openbare_tekst"] = "x" if rows[-1]["openbaar_op"] else None
        answered = begin + timedelta(days=chance.expovariate(1 / 8))
        sent.append({
            "melding_id": n, "organisatie_id": bodies[partij], "kiem": n.to_bytes(16),
            "postkiem": n.to_bytes(8), "verzonden_op": begin, "geldig_tot": begin,
            "antwoord_voor": begin.date() + timedelta(days=14), "toelichting": "",
            "met_contact": False, "beantwoord_op": answered if answered < nu else None,
        })  # fmt: skip
    db.session.execute(insert(Melding), rows)
    db.session.execute(insert(Doorzending), sent)

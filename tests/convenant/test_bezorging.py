"""That a party was written to is proven when the message itself is gone."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import delete, select
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from tests.convenant.factories import een_afspraak
from tests.convenant.test_wederhoor import met_contacten
from vereniging.commissie.dossier.regels import inhoud_van
from vereniging.commissie.models import Dossierniveau, Opschaling
from vereniging.convenant import acties
from vereniging.convenant.models import Afspraak, AfspraakStand, Bezorgbewijs
from vereniging.core.workdays import amsterdam_day
from vereniging.logboek.models import Logboek
from vereniging.post.models import Mail


def gevraagd(data: Session, nu: datetime) -> list[Mail]:
    """All five parties were asked whether they agree to a promise."""
    afspraak = een_afspraak(met_contacten(data)[1])
    data.add(afspraak)
    acties.leg_voor(afspraak, nu)
    data.commit()
    return list(data.scalars(select(Mail).order_by(Mail.id)))


def test_what_the_mail_server_took_or_refused_is_kept_once(data: Session, nu: datetime) -> None:
    taken, refused, *_wachten = gevraagd(data, nu)
    data.add(Mail(sleutel="welkom:1", aan="lid@example.org", onderwerp="Welkom", tekst=None,
                  gemaakt_op=nu, klaar_vanaf=nu, gedaan_op=nu))  # fmt: skip
    taken.aangekomen(nu + timedelta(minutes=2))
    refused.weigeren(nu, "550 no such user")
    data.commit()
    assert acties.bewaar_bewijs() == 2
    data.commit()
    assert acties.bewaar_bewijs() == 0
    found = {each.nummer: each for each in data.scalars(select(Bezorgbewijs))}
    assert found[taken.nummer].aangenomen_op == nu + timedelta(minutes=2)
    assert found[refused.nummer].geweigerd == "550 no such user"
    lines = data.scalars(select(Logboek.soort).where(Logboek.soort.startswith("post."))).all()
    assert sorted(lines) == ["post.bezorgd", "post.geweigerd"]


def test_what_comes_back_later_is_told_beside_what_was_taken(data: Session, nu: datetime) -> None:
    mail = gevraagd(data, nu)[0]
    mail.aangekomen(nu)
    data.commit()
    assert acties.bewaar_bewijs() == 1
    mail.weigeren(nu + timedelta(hours=1), "550 mailbox full")
    data.commit()
    assert acties.bewaar_bewijs() == 1
    data.commit()
    assert acties.bewaar_bewijs() == 0
    assert [each.geweigerd for each in data.scalars(select(Bezorgbewijs))] == [
        "", "550 mailbox full",
    ]  # fmt: skip


def test_a_dossier_tells_when_a_party_was_written_to_also_when_the_outbox_is_empty(
    data: Session, nu: datetime
) -> None:
    mails = gevraagd(data, nu)
    mails[0].aangekomen(nu)
    mails[1].weigeren(nu, "550 no such user")
    acties.bewaar_bewijs()
    data.commit()
    data.execute(delete(Mail))
    opschaling = een_opschaling(data, nu)
    post = [r.tekst for r in inhoud_van(opschaling, Dossierniveau.COMMISSIE).regels
            if r.soort == "post"]  # fmt: skip
    assert len(post) == 2
    assert "E-mail aan Bewoners: aangenomen door de mailserver op" in post[0]
    assert mails[0].nummer in post[0]
    assert "E-mail aan Gemeente Leiden kwam niet aan: 550 no such user" in post[1]
    assert "@" not in "".join(post)


def een_opschaling(data: Session, nu: datetime) -> Opschaling:
    """The promise is late and goes a step up."""
    found = data.scalars(select(Afspraak)).one()
    found.stand = AfspraakStand.VAN_KRACHT
    acties.schaal_op(found, amsterdam_day(nu))
    data.flush()
    return data.scalars(select(Opschaling)).one()


def test_a_proof_is_never_changed(data: Session, nu: datetime) -> None:
    mail = gevraagd(data, nu)[0]
    mail.aangekomen(nu)
    acties.bewaar_bewijs()
    data.commit()
    data.scalars(select(Bezorgbewijs)).one().aangenomen_op = nu - timedelta(days=9)
    with pytest.raises(DatabaseError):
        data.flush()

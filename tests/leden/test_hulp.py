"""A helper reads the letters of a member without mail, and can use the links in them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.conftest import Login
from tests.factories import een_lid
from tests.leden.factories import post
from tests.support.client import Client
from vereniging.core.keys import Label, unseal
from vereniging.core.secrets import keys, token_for
from vereniging.leden import acties, mail
from vereniging.leden.acties import Wijzigbron
from vereniging.leden.acties.hulp import beeindig_hulp, wijs_helper_aan
from vereniging.leden.models import Hulp, Lid, Lidwijziging, Opzegging, OpzeggingStand
from vereniging.leden.models.hulp import AlGeholpen, GeenHelper, LeestZelf
from vereniging.logboek.models import Logboek
from vereniging.post.models import Mail

VANDAAG = date(2026, 11, 22)
DAG = timedelta(days=1)


@pytest.fixture
def lid(data: Session) -> Lid:
    lid = een_lid(email=None, voornaam="Gerda")
    data.add(lid)
    data.flush()
    return lid


@pytest.fixture
def helper(data: Session) -> Lid:
    helper = een_lid(voornaam="Bo")
    data.add(helper)
    data.flush()
    return helper


def bron(nu: datetime) -> Wijzigbron:
    return Wijzigbron(nu=nu, reden="Brief van 3 november")


def tekst(one: Mail) -> str:
    return unseal(keys(Label.MAIL), one.tekst or b"")


def test_the_letters_go_to_the_helper_and_say_for_whom(
    data: Session, lid: Lid, helper: Lid, nu: datetime, client: Client
) -> None:
    wijs_helper_aan(lid, helper, bron(nu))
    opzegging = acties.zeg_op(lid, nu)
    (receipt,) = post("opzegging:ontvangen:")
    assert (receipt.aan, receipt.is_brief, receipt.lid_id) == (helper.email, False, lid.id)
    assert f"Dit is post voor {lid.naam}. U helpt {lid.naam}" in tekst(receipt)
    page = f"/opzeggen/{token_for(opzegging.kiem, mail.VOLGEN)}"
    assert page in tekst(receipt)  # what the member could do by letter, the helper can
    assert client.post(page).status_code == 303
    assert data.scalars(select(Opzegging.stand)).one() is OpzeggingStand.INGETROKKEN


def test_both_are_told_and_the_member_on_paper(
    data: Session, lid: Lid, helper: Lid, nu: datetime
) -> None:
    hulp = wijs_helper_aan(lid, helper, bron(nu))
    (to_helper,), (to_member,) = post("hulp-helper:"), post("hulp-begint:")
    assert to_helper.aan == helper.email
    assert (to_member.aan, to_member.is_brief) == ("", True)
    assert beeindig_hulp(hulp, bron(nu))
    assert not beeindig_hulp(hulp, bron(nu))
    assert [one.is_brief for one in post("hulp-eindigt:")] == [True]
    acties.zeg_op(lid, nu)
    assert [one.is_brief for one in post("opzegging:ontvangen:")] == [True]
    changed = data.scalars(select(Lidwijziging).where(Lidwijziging.veld == "helper")).all()
    assert [(row.oud, row.nieuw) for row in changed] == [("", helper.naam), (helper.naam, "")]
    data.commit()
    assert data.scalar(select(func.count()).where(Logboek.soort == "lid.hulp")) == 2


def test_help_rests_when_it_is_not_needed_or_not_possible(
    lid: Lid, helper: Lid, nu: datetime
) -> None:
    hulp = wijs_helper_aan(lid, helper, bron(nu))
    assert hulp.werkt_op(VANDAAG)
    assert not hulp.werkt_op(VANDAAG - DAG)
    helper.lidmaatschappen[0].einde = VANDAAG
    assert hulp.werkt_op(VANDAAG)
    assert not hulp.werkt_op(VANDAAG + DAG)
    helper.lidmaatschappen[0].einde = None
    lid.email = "gerda@example.org"
    assert not hulp.werkt_op(VANDAAG)


def test_only_another_member_who_reads_mail_helps_and_only_one(
    data: Session, lid: Lid, helper: Lid, nu: datetime
) -> None:
    gone = een_lid()
    gone.lidmaatschappen[0].einde = VANDAAG - DAG
    offline = een_lid(email=None)
    data.add_all([gone, offline])
    data.flush()
    for nobody in (lid, gone, offline):
        with pytest.raises(GeenHelper):
            wijs_helper_aan(lid, nobody, bron(nu))
    with pytest.raises(LeestZelf):
        wijs_helper_aan(helper, gone, bron(nu))
    wijs_helper_aan(lid, helper, bron(nu))
    with pytest.raises(AlGeholpen):
        wijs_helper_aan(lid, helper, bron(nu))
    data.add(Hulp(lid=lid, helper=helper, begin=VANDAAG, akkoord="nog een keer"))
    with pytest.raises(IntegrityError):
        data.flush()


def test_nobody_helps_oneself(data: Session, lid: Lid) -> None:
    data.add(Hulp(lid=lid, helper=lid, begin=VANDAAG, akkoord="ikzelf"))
    with pytest.raises(IntegrityError):
        data.flush()


def test_the_secretary_arranges_and_ends_it(
    data: Session, lid: Lid, helper: Lid, login: Login
) -> None:
    secretaris = login(een_lid(), "secretaris")
    page = f"/bestuur/leden/{lid.lidnummer}/helper"
    assert page in secretaris.get(f"/bestuur/leden/{lid.lidnummer}").text
    fields = {"lidnummer": str(helper.lidnummer), "akkoord": "Brief van 3 november"}
    for wrong in ({"lidnummer": "x"}, {"lidnummer": "424242"}, {"akkoord": "ja"}):
        assert secretaris.post(page, fields | wrong).status_code == 422
    assert login(een_lid(), "voorzitter").post(page, fields).status_code == 403
    assert secretaris.post(page, fields).status_code == 303
    assert secretaris.post(page, fields).status_code == 409
    assert helper.naam in secretaris.get(page).text
    number = data.scalars(select(Hulp.id)).one()
    assert secretaris.post(f"/bestuur/hulp/{number}/einde").status_code == 303
    assert data.scalars(select(Hulp.einde)).one() == VANDAAG
    own = secretaris.get(f"/bestuur/leden/{helper.lidnummer}/helper").text
    assert "Dit lid leest zelf e-mail." in own

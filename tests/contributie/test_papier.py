"""A mandate on paper: typed in once, with where the paper lies, valid when Mollie says so."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.betalingen.factories import NU
from tests.conftest import Login
from tests.contributie.test_incasso import IBAN, mollie, sandbox
from tests.factories import een_lid
from tests.leden.factories import post
from tests.support.client import Client
from tests.support.mollie import Sandbox
from vereniging.betalingen import machtigen, machtiging_volgen
from vereniging.betalingen.machtiging import Machtiging
from vereniging.core.clock import AMSTERDAM
from vereniging.leden.models import Lid
from vereniging.statuten.acties import stel_in

__all__ = ["mollie", "sandbox"]

PAGINA = "/bestuur/contributie/incasso/papier"
PAPIER = {"naam": "K. Verbeek", "iban": IBAN, "bewijs": "Map 2026, blad 4"}


@pytest.fixture
def lid(data: Session) -> Lid:
    lid = een_lid()
    data.add(lid)
    data.flush()
    return lid


@pytest.fixture
def kas(login: Login, nu: object) -> Client:
    del nu
    return login(een_lid(), "penningmeester")


def stuur(kas: Client, lid: Lid, **anders: str) -> int:
    sent = {"lidnummer": str(lid.lidnummer), "getekend_op": "2026-11-10", **PAPIER, **anders}
    return kas.post(PAGINA, sent).status_code


def test_what_was_signed_is_kept_with_its_day_and_place(
    mollie: Sandbox, data: Session, kas: Client, lid: Lid
) -> None:
    assert stuur(kas, lid) == 303
    made = machtigen.bruikbare(lid.id)
    assert made is not None
    assert (made.weg, made.bewijs) == ("papier", "Map 2026, blad 4")
    assert made.getekend_op.astimezone(AMSTERDAM).date() == date(2026, 11, 10)
    assert made.door_id is not None
    assert "Leiden, 10 november 2026" in made.tekst.tekst
    assert len(post("machtiging:")) == 1
    row = data.execute(text("SELECT * FROM machtiging")).mappings().one()
    assert IBAN not in str(dict(row)) + made.tekst.tekst
    (sent,) = [r for r in mollie.requests() if "mandates" in r["path"] and r["method"] == "POST"]
    assert "2026-11-10" in str(sent["body"])


@pytest.mark.parametrize(
    "fout",
    [
        {"lidnummer": "99999"},
        {"lidnummer": "veel"},
        {"iban": "NL00ABNA0417164300"},
        {"getekend_op": "2026-11-23"},
        {"getekend_op": "2023-11-01"},
        {"bewijs": ""},
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_signed(
    mollie: Sandbox, data: Session, kas: Client, lid: Lid, fout: dict[str, str]
) -> None:
    assert stuur(kas, lid, **fout) == 422
    assert data.scalars(select(Machtiging)).all() == []


def test_while_mollie_is_away_the_form_stays_and_nothing_is_valid(
    mollie: Sandbox, kas: Client, lid: Lid
) -> None:
    mollie.faults("503", count=None)
    assert stuur(kas, lid) == 503
    mollie.clear_faults()
    assert machtigen.bruikbare(lid.id) is None
    machtiging_volgen.loop_na(
        NU
    )  # the hour of a request under way counts from now, not from the paper
    assert [row.stand.value for row in machtigen.machtigingen_van(lid.id)] == ["aangevraagd"]
    machtiging_volgen.loop_na(NU + timedelta(hours=2))
    assert [row.stand.value for row in machtigen.machtigingen_van(lid.id)] == ["ongeldig"]


def test_the_form_prints_without_a_name_and_only_the_treasurer_types(
    mollie: Sandbox, login: Login, kas: Client, lid: Lid
) -> None:
    form = kas.get("/bestuur/contributie/incasso/formulier").text
    assert "Doorlopende machtiging SEPA-incasso" in form
    assert "Handtekening" in form
    assert stuur(login(een_lid(), "voorzitter"), lid) == 403
    stel_in(incasso_aan=False)
    assert kas.get(PAGINA).status_code == 404
    assert stuur(kas, lid) == 404


def test_the_treasurer_stops_a_paper_mandate_for_who_has_no_account(
    mollie: Sandbox, kas: Client, login: Login, lid: Lid
) -> None:
    stuur(kas, lid)
    made = machtigen.bruikbare(lid.id)
    assert made is not None
    assert f"Stop {made.kenmerk}" in kas.get(PAGINA).text
    url = f"{PAGINA}/{made.kenmerk}/einde"
    assert login(een_lid(), "secretaris").post(url).status_code == 403
    assert kas.post(url).status_code == 303
    assert machtigen.bruikbare(lid.id) is None
    assert made.kenmerk not in kas.get(PAGINA).text
    online = machtigen.geef(lid, lid.naam, IBAN, NU)  # who signed on the site stops there
    assert kas.post(f"{PAGINA}/{online.kenmerk}/einde").status_code == 404


def test_the_database_wants_the_paper_of_a_paper_mandate(
    mollie: Sandbox, data: Session, kas: Client, lid: Lid
) -> None:
    stuur(kas, lid)
    with pytest.raises(IntegrityError), data.begin_nested():
        data.execute(text("UPDATE machtiging SET bewijs = ''"))

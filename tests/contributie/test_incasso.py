"""Collections: given word for word, announced in time, sent once, open again when they fail."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session

from tests.betalingen.factories import NU, een_jaar, regels
from tests.betalingen.sandbox.conftest import sandbox
from tests.conftest import Login
from tests.contributie.test_herinneren import betaal
from tests.factories import een_huishouden, een_lid
from tests.leden.factories import post
from tests.support.client import Client
from tests.support.mollie import Sandbox
from tests.support.work import work
from vereniging.betalingen import machtigen, machtiging_volgen
from vereniging.betalingen.afstemmen import controleer_wachtende, stem_af
from vereniging.betalingen.gateway import GatewayUnavailable
from vereniging.betalingen.incasso import verstuur
from vereniging.betalingen.machtigen import RekeningGeweigerd
from vereniging.betalingen.machtiging import Machtiging, MachtigingStand
from vereniging.betalingen.models import Betaling, Terugweg, Verschil
from vereniging.contributie import achterstand, acties, incassokeuze
from vereniging.contributie.acties import incasso, incasso_sturen, regelen
from vereniging.contributie.acties.incasso import IncassoStaatUit
from vereniging.contributie.acties.notas import VoorbeeldVerouderd
from vereniging.contributie.acties.terugbetalen import (
    STORNEERBAAR,
    NogTerugTeBoeken,
    Terugvraag,
    vraag_terugbetaling,
)
from vereniging.contributie.models import (
    Incassoregel,
    Incassorun,
    Incassouitkomst,
    Nota,
    RunStand,
)
from vereniging.contributie.models.incasso import GeenBankdag, TeKortVantevoren
from vereniging.core import clock
from vereniging.core.db import db
from vereniging.core.errors import EenAnder, KanNietMeer
from vereniging.core.money import Bedrag
from vereniging.core.secrets import token_for
from vereniging.leden.models import Lid
from vereniging.leden.signals import lidmaatschap_beeindigd
from vereniging.statuten.acties import stel_in
from vereniging.taken.models import Taak
from vereniging.toegang.models import Account

__all__ = ["sandbox"]  # the strict one: each answer and request follows the official schema

IBAN = "NL91ABNA0417164300"
DAG = date(2026, 12, 9)  # a Wednesday, 17 days from now
PAD = "/mijn/contributie/machtiging"
Reis = Callable[[date], datetime]


@pytest.fixture
def mollie(app: Flask, data: Session, sandbox: Sandbox) -> Iterator[Sandbox]:
    """A sandbox, and an association that collects."""
    app.config.update(MOLLIE_API_URL=sandbox.api_url, MOLLIE_API_KEY=sandbox.api_key)
    stel_in(incasso_aan=True)
    yield sandbox
    clock.install(clock.system)


def een_betaler() -> tuple[Lid, Nota]:
    """A member with an open nota of this year."""
    lid = een_lid()
    db.session.add(een_huishouden(lid))
    db.session.flush()
    acties.maak_notas(2026, NU)
    nota = db.session.scalars(select(Nota).where(Nota.betaler_id == lid.id)).one()
    nota.verzocht_op = NU - timedelta(days=60)
    db.session.flush()
    return lid, nota


def een_gemachtigde() -> tuple[Lid, Nota, Machtiging]:
    lid, nota = een_betaler()
    return lid, nota, machtigen.geef(lid, lid.naam, IBAN, NU)


def twee_accounts() -> tuple[int, int]:
    rows = [Account(email=f"incasso{n}@example.org", gemaakt_op=NU) for n in range(2)]
    db.session.add_all(rows)
    db.session.flush()
    return rows[0].id, rows[1].id


def een_run(dag: date = DAG) -> Incassorun:
    """Made by one, approved by another, announced to everyone."""
    een, ander = twee_accounts()
    run = incasso.stel_op(dag, gezien(), NU, een)
    incasso.keur_goed(run.id, ander, NU)
    incasso.kondig_aan(run.id, NU)
    return run


def gezien() -> str:
    """The mark of the list that the treasurer looks at."""
    return incassokeuze.keuze(NU).afdruk


def op(dag: date) -> datetime:
    """Evening of a day, for the clock and for the verbs."""
    moment = NU + timedelta(days=(dag - NU.date()).days)
    clock.install(lambda: moment)
    return moment


def stuur_in(run: Incassorun, dag: date = DAG - timedelta(days=1)) -> datetime:
    """The day of sending came, and the worker did each line."""
    nu = op(dag)
    incasso_sturen.begin(nu)
    for regel in run.regels:
        incasso_sturen.dien_in(regel.id, nu)
    db.session.flush()
    return nu


def stand(machtiging: Machtiging) -> str:
    return machtiging.stand.value


def stand_van(run: Incassorun) -> str:
    return run.stand.value


def uitkomst(nota: Nota) -> tuple[str, str]:
    query = select(Incassoregel).where(Incassoregel.nota_id == nota.id)
    regel = db.session.scalars(query.execution_options(populate_existing=True)).one()
    return regel.uitkomst.value, regel.reden


def test_a_mandate_keeps_the_words_and_only_the_last_four_signs(
    mollie: Sandbox, data: Session
) -> None:
    een_jaar()
    lid, _nota, machtiging = een_gemachtigde()
    assert (machtiging.stand, machtiging.iban_laatste4) == (MachtigingStand.GELDIG, "4300")
    words = machtiging.tekst.tekst
    for part in ("SEPA", "doorlopend", "NL08ZZZ502057730000", machtiging.kenmerk, "8 weken"):
        assert part in words
    for part in ("14 dagen", "via Mollie", lid.naam, "4300", "Leiden"):
        assert part in words
    assert IBAN not in words
    assert machtiging.tekst.klopt()
    assert [mail.sleutel for mail in post("machtiging:")] == [
        f"machtiging:{machtiging.kenmerk}:gegeven"
    ]
    held = mollie.gateway().get_mandate(str(machtiging.cst_id), str(machtiging.mdt_id))
    assert (held.reference, held.iban_last4) == (machtiging.kenmerk, "4300")
    for table in ("machtiging", "machtigingstekst", "betaling", "logboek"):
        rows = data.execute(text(f"SELECT * FROM {table}")).all()  # noqa: S608  our own names
        assert not any(IBAN in str(value) for row in rows for value in row)


@pytest.mark.parametrize("act", ["UPDATE machtigingstekst SET tekst = 'anders'",
                                 "DELETE FROM machtigingstekst"])  # fmt: skip
def test_the_words_never_change(mollie: Sandbox, data: Session, act: str) -> None:
    een_jaar()
    een_gemachtigde()
    with pytest.raises(DBAPIError, match="append-only"):
        data.execute(text(act))
    data.rollback()


def test_another_account_ends_the_old_permission(mollie: Sandbox, data: Session) -> None:
    een_jaar()
    lid, _nota, old = een_gemachtigde()
    new = machtigen.geef(lid, lid.naam, "NL20INGB0001234567", NU)
    assert (old.stand, new.stand) == (MachtigingStand.INGETROKKEN, MachtigingStand.GELDIG)
    assert machtigen.bruikbare(lid.id) is new
    data.add(old)
    machtigen.haal_weg(old.id)
    machtigen.haal_weg(old.id)  # gone already is fine
    assert [m.id for m in mollie.gateway().list_mandates(str(old.cst_id))] == []
    with pytest.raises(IntegrityError):
        data.execute(
            text("UPDATE machtiging SET stand = 'geldig', ingetrokken_op = NULL WHERE id = :id"),
            {"id": old.id},
        )
    data.rollback()


def test_pending_is_not_valid_until_mollie_says_so(mollie: Sandbox, data: Session) -> None:
    een_jaar()
    mollie.faults("mandate_pending")
    _lid, nota, machtiging = een_gemachtigde()
    assert stand(machtiging) == "aangevraagd"
    assert incassokeuze.keuze(NU).gekozen == []
    machtiging_volgen.loop_na(NU)
    assert stand(machtiging) == "aangevraagd"
    path = f"/v2/customers/{machtiging.cst_id}/mandates/{machtiging.mdt_id}"
    mollie.request("DELETE", path)
    machtiging_volgen.loop_na(NU)
    assert stand(machtiging) == "ongeldig"
    assert len(post(f"machtiging:{machtiging.kenmerk}:ongeldig")) == 1
    assert nota.saldo == Bedrag(1000)


def test_without_mollie_nothing_is_signed(mollie: Sandbox, data: Session) -> None:
    een_jaar()
    lid, _nota = een_betaler()
    mollie.faults("503", count=None)
    with pytest.raises(GatewayUnavailable):
        machtigen.geef(lid, lid.naam, IBAN, NU)
    mollie.clear_faults()
    assert machtigen.bruikbare(lid.id) is None
    machtiging_volgen.loop_na(NU + timedelta(hours=2))
    assert [row.stand for row in machtigen.machtigingen_van(lid.id)] == [MachtigingStand.ONGELDIG]
    with pytest.raises(RekeningGeweigerd):
        machtigen.geef(lid, lid.naam, "NL00AAAA0000000000", NU)


def test_who_leaves_is_collected_from_no_longer(mollie: Sandbox, data: Session) -> None:
    een_jaar()
    lid, _nota, machtiging = een_gemachtigde()
    lidmaatschap_beeindigd.send(lid, dag=NU.date(), nu=NU)
    assert stand(machtiging) == "ingetrokken"


def test_three_years_unused_it_ends(mollie: Sandbox, data: Session) -> None:
    een_jaar()
    _lid, _nota, machtiging = een_gemachtigde()
    machtiging_volgen.loop_na(NU + timedelta(days=1094))
    assert stand(machtiging) == "geldig"
    machtiging_volgen.loop_na(NU + timedelta(days=1098))
    assert stand(machtiging) == "verlopen"


@pytest.mark.parametrize(
    ("dag", "error"),
    [
        (date(2026, 12, 6), TeKortVantevoren),
        (date(2026, 12, 12), GeenBankdag),
        (date(2026, 12, 25), GeenBankdag),
    ],
)
def test_the_day_is_a_bank_day_that_leaves_time(
    mollie: Sandbox, data: Session, dag: date, error: type[Exception]
) -> None:
    een_jaar()
    een_gemachtigde()
    een, _ander = twee_accounts()
    with pytest.raises(error):
        incasso.stel_op(dag, gezien(), NU, een)


def test_two_people_fix_a_run_and_the_database_knows(mollie: Sandbox, data: Session) -> None:
    een_jaar()
    een_gemachtigde()
    een, ander = twee_accounts()
    with pytest.raises(VoorbeeldVerouderd):
        incasso.stel_op(DAG, "anders", NU, een)
    run = incasso.stel_op(DAG, gezien(), NU, een)
    with pytest.raises(EenAnder):
        incasso.keur_goed(run.id, een, NU)
    incasso.keur_goed(run.id, ander, NU)
    with pytest.raises(KanNietMeer):
        incasso.keur_goed(run.id, ander, NU)
    with pytest.raises(IntegrityError):
        data.execute(text("UPDATE incassorun SET goedgekeurd_door_id = opgesteld_door_id"))
    data.rollback()


def test_an_approval_that_comes_too_late_is_refused(mollie: Sandbox, data: Session) -> None:
    een_jaar()
    een_gemachtigde()
    een, ander = twee_accounts()
    run = incasso.stel_op(DAG, gezien(), NU, een)
    with pytest.raises(TeKortVantevoren):
        incasso.keur_goed(run.id, ander, NU + timedelta(days=4))


def test_switched_off_nothing_is_made(mollie: Sandbox, data: Session) -> None:
    een_jaar()
    een_gemachtigde()
    stel_in(incasso_aan=False)
    with pytest.raises(IncassoStaatUit):
        incasso.stel_op(DAG, gezien(), NU, twee_accounts()[0])


def test_announced_collected_and_provisional(mollie: Sandbox, data: Session) -> None:
    een_jaar()
    _lid, nota, machtiging = een_gemachtigde()
    run = een_run()
    assert stand_van(run) == "aangekondigd"
    assert len(post("incasso-vooraf:")) == 1
    assert achterstand.stand_van(nota, NU.date()).waarom_niet == "incasso"
    incasso_sturen.begin(op(DAG - timedelta(days=2)))
    assert stand_van(run) == "aangekondigd"
    nu = stuur_in(run)
    betaling = data.scalars(select(Betaling)).one()
    assert (betaling.soort.value, uitkomst(nota)) == ("doorlopend", ("ingediend", ""))
    sent = next(r for r in mollie.requests() if r["path"] == "/v2/payments")
    assert "redirectUrl" not in str(sent["body"])
    assert '"recurring"' in str(sent["body"])
    mollie.pay(str(betaling.mollie_id))
    verstuur(betaling.id, nu)
    assert uitkomst(nota) == ("betaald", "")
    assert (nota.saldo, run.stand) == (Bedrag(0), RunStand.GESLOTEN)
    regel = run.regels[0]
    assert regel.terug_te_boeken_tot is not None
    assert machtiging.gebruikt_op == nu
    assert stem_af(nu) == 0


GEBEURT: dict[str, Callable[[Lid, Nota, Machtiging], Any]] = {
    "betaald": lambda _lid, nota, _m: betaal(nota),
    "bedrag_veranderd": lambda _lid, nota, _m: betaal(nota, 200),
    "machtiging_weg": lambda _lid, _nota, m: machtigen.trek_in(m, NU),
    "machtiging_pauze": lambda _lid, _nota, m: setattr(m, "gepauzeerd_op", NU),
    "overleden": lambda lid, _nota, _m: setattr(lid, "overleden_op", date(2026, 12, 1)),
    "geen_lid_meer": lambda lid, _nota, _m: setattr(
        lid.lidmaatschappen[0], "einde", date(2026, 12, 1)
    ),
    "regeling": lambda _lid, nota, _m: regelen.spreek_af(
        nota, regelen.Voorwaarden(aantal=2, eerste_op=DAG), NU, None
    ),
    "pauze": lambda _lid, nota, _m: nota.pauzeer(date(2027, 1, 1), "Ziek"),
}


@pytest.mark.parametrize("reden", GEBEURT)
def test_what_changed_since_the_notice_is_skipped_with_a_reason(
    mollie: Sandbox, data: Session, reden: str
) -> None:
    een_jaar()
    lid, nota, machtiging = een_gemachtigde()
    run = een_run()
    GEBEURT[reden](lid, nota, machtiging)
    data.flush()
    stuur_in(run)
    assert uitkomst(nota) == ("overgeslagen", reden)
    assert list(data.scalars(select(Betaling))) == []
    assert stand_van(run) == "gesloten"


def test_a_notice_that_left_too_late_is_not_followed_by_a_collection(
    mollie: Sandbox, data: Session
) -> None:
    een_jaar()
    _lid, nota, _machtiging = een_gemachtigde()
    run = een_run()
    run.regels[0].aangekondigd_op = NU + timedelta(days=4)
    stuur_in(run)
    assert uitkomst(nota) == ("overgeslagen", "te_laat_verteld")


@pytest.mark.parametrize(
    ("reden", "stand"),
    [("AM04", MachtigingStand.GELDIG), ("AC04", MachtigingStand.ONGELDIG)],
)
def test_a_failed_collection_opens_the_nota_with_a_mail_and_rest_for_the_mandate(
    mollie: Sandbox, data: Session, reden: str, stand: MachtigingStand
) -> None:
    een_jaar()
    _lid, nota, machtiging = een_gemachtigde()
    run = een_run()
    nu = stuur_in(run)
    betaling = data.scalars(select(Betaling)).one()
    mollie.pay(str(betaling.mollie_id), "failed", reden)
    for _twice in range(2):
        verstuur(betaling.id, nu)
    assert uitkomst(nota) == ("mislukt", reden)
    assert (nota.saldo, machtiging.stand) == (Bedrag(1000), stand)
    assert machtiging.gepauzeerd_op is not None
    assert nota.vervaldatum == nu.date() + timedelta(days=14)
    assert len(post("incasso-mislukt:")) == 1
    assert incassokeuze.keuze(nu).gekozen == []


def test_a_chargeback_books_back_once_and_a_reversal_restores(
    mollie: Sandbox, data: Session
) -> None:
    een_jaar()
    _lid, nota, machtiging = een_gemachtigde()
    run = een_run()
    nu = stuur_in(run)
    betaling = data.scalars(select(Betaling)).one()
    mollie.pay(str(betaling.mollie_id))
    verstuur(betaling.id, nu)
    chargeback = mollie.charge_back(str(betaling.mollie_id), code="MD06")
    for _twice in range(2):
        verstuur(betaling.id, nu)
    assert uitkomst(nota) == ("gestorneerd", "MD06")
    assert regels() == [("nota", 1000), ("betaling", -1000), ("storno", 1000)]
    assert (nota.saldo, len(post("incasso-gestorneerd:"))) == (Bedrag(1000), 1)
    incasso.hervat_machtiging(machtiging)
    assert len(incassokeuze.keuze(nu).gekozen) == 1
    mollie.reverse(str(betaling.mollie_id), chargeback)
    verstuur(betaling.id, nu)
    assert (uitkomst(nota), nota.saldo) == (("betaald", ""), Bedrag(0))


def test_the_webhook_of_a_collection_books_it(
    mollie: Sandbox, data: Session, client: Client
) -> None:
    een_jaar()
    _lid, nota, _machtiging = een_gemachtigde()
    stuur_in(een_run())
    betaling = data.scalars(select(Betaling)).one()
    mollie.pay(str(betaling.mollie_id))
    url = f"/betalingen/webhook/{token_for(betaling.kiem, 'webhook')}"
    for _twice in range(2):
        assert client.post(url, {"id": betaling.mollie_id}, csrf=False).status_code == 200
    assert uitkomst(nota) == ("betaald", "")
    assert regels() == [("nota", 1000), ("betaling", -1000)]


def test_a_collection_that_was_paid_and_then_failed_is_open_again_with_its_history(
    mollie: Sandbox, data: Session, client: Client
) -> None:
    een_jaar()
    _lid, nota, machtiging = een_gemachtigde()
    stuur_in(een_run())
    betaling = data.scalars(select(Betaling)).one()
    url = f"/betalingen/webhook/{token_for(betaling.kiem, 'webhook')}"
    for status in ("paid", "failed", "failed"):
        mollie.pay(str(betaling.mollie_id), status, "AM04" if status == "failed" else None)
        assert client.post(url, {"id": betaling.mollie_id}, csrf=False).status_code == 200
    assert uitkomst(nota) == ("mislukt", "AM04")
    assert regels() == [("nota", 1000), ("betaling", -1000), ("betaling", 1000)]
    assert nota.saldo == Bedrag(1000)
    assert machtiging.gepauzeerd_op is not None
    assert len(post("incasso-mislukt:")) == 1


@pytest.mark.parametrize("fault", ["drop_answer", "503", "html_500"])
def test_an_answer_that_got_lost_collects_once(mollie: Sandbox, data: Session, fault: str) -> None:
    een_jaar()
    _lid, nota, _machtiging = een_gemachtigde()
    run = een_run()
    nu = op(DAG - timedelta(days=1))
    incasso_sturen.begin(nu)
    mollie.faults(fault, path="/v2/payments$")
    with pytest.raises(GatewayUnavailable):
        incasso_sturen.dien_in(run.regels[0].id, nu)
    later = nu + timedelta(minutes=5)
    incasso_sturen.dien_in(run.regels[0].id, later)
    controleer_wachtende(later + timedelta(minutes=5))
    assert len(list(mollie.gateway().iter_payments())) == 1
    keys = {r["idempotency_key"] for r in mollie.requests() if r["path"] == "/v2/payments"}
    assert len(keys - {None}) == 1
    assert uitkomst(nota)[0] == "ingediend"


def test_after_the_hour_it_is_never_sent_again_and_a_person_looks(
    mollie: Sandbox, data: Session
) -> None:
    een_jaar()
    _lid, nota, _machtiging = een_gemachtigde()
    run = een_run()
    nu = op(DAG - timedelta(days=1))
    incasso_sturen.begin(nu)
    mollie.faults("503", path="/v2/payments$")
    with pytest.raises(GatewayUnavailable):
        incasso_sturen.dien_in(run.regels[0].id, nu)
    controleer_wachtende(nu + timedelta(hours=2))
    incasso_sturen.loop_na(nu + timedelta(hours=2))
    assert list(mollie.gateway().iter_payments()) == []
    assert uitkomst(nota) == ("mislukt", "geweigerd")
    assert [row.soort for row in data.scalars(select(Verschil))] == ["incasso_kwijt"]
    assert stand_van(run) == "gesloten"


def test_without_mollie_a_line_is_tried_each_day_then_skipped_and_the_run_ends(
    mollie: Sandbox, data: Session
) -> None:
    een_jaar()
    _lid, nota, _machtiging = een_gemachtigde()
    run = een_run()
    nu = op(DAG - timedelta(days=1))
    incasso_sturen.begin(nu)
    mollie.faults("503", count=None)
    for dag in (DAG, run.indienen_tot):
        incasso_sturen.loop_na(op(dag))
        with pytest.raises(GatewayUnavailable):
            incasso_sturen.dien_in(run.regels[0].id, op(dag))
        assert uitkomst(nota) == ("wacht", "")
    sleutel = Taak.sleutel.startswith(incasso_sturen.INDIENEN)
    assert len(data.scalars(select(Taak).where(sleutel)).all()) == 3
    te_laat = op(run.indienen_tot + timedelta(days=1))
    incasso_sturen.loop_na(te_laat)
    assert uitkomst(nota) == ("overgeslagen", "te_laat_ingediend")
    assert stand_van(run) == "gesloten"
    assert nota.vervaldatum == te_laat.date() + incasso_sturen.NA_MISLUKKEN
    assert len(post("incasso-overgeslagen:")) == 1
    mollie.clear_faults()
    incasso_sturen.dien_in(run.regels[0].id, te_laat)  # somebody lets the failed job run again
    assert list(mollie.gateway().iter_payments()) == []
    assert incassokeuze.keuze(te_laat).totaal == Bedrag(1000)


def test_a_collection_called_off_at_mollie_opens_the_nota(mollie: Sandbox, data: Session) -> None:
    een_jaar()
    _lid, nota, _machtiging = een_gemachtigde()
    run = een_run()
    nu = stuur_in(run)
    betaling = data.scalars(select(Betaling)).one()
    mollie.pay(str(betaling.mollie_id), "canceled")
    verstuur(betaling.id, nu)
    assert uitkomst(nota) == ("mislukt", "mislukt")
    assert stand_van(run) == "gesloten"
    assert nota.saldo == Bedrag(1000)


def test_called_off_before_sending_everyone_who_was_told_hears_it(
    mollie: Sandbox, data: Session
) -> None:
    een_jaar()
    _lid, nota, _machtiging = een_gemachtigde()
    run = een_run()
    incasso.trek_in(run.id)
    assert uitkomst(nota) == ("overgeslagen", "ingetrokken")
    assert len(post("incasso-ingetrokken:")) == 1
    stuur_in(run)
    assert list(data.scalars(select(Betaling))) == []
    with pytest.raises(KanNietMeer):
        incasso.trek_in(run.id)
    assert len(incassokeuze.keuze(NU).gekozen) == 1


def test_a_nota_is_in_one_run_at_a_time(mollie: Sandbox, data: Session) -> None:
    een_jaar()
    _lid, nota, machtiging = een_gemachtigde()
    een_run()
    assert incassokeuze.keuze(NU).redenen == {"in_incasso": 1}
    een, _ander = twee_accounts_anders()
    run = Incassorun(incassodatum=DAG, opgesteld_op=NU, opgesteld_door_id=een)
    run.regels = [Incassoregel(nota=nota, machtiging=machtiging, bedrag=Bedrag(1000))]
    data.add(run)
    with pytest.raises(IntegrityError):
        data.flush()
    data.rollback()


def twee_accounts_anders() -> tuple[int, int]:
    numbers = list(db.session.scalars(select(Account.id).order_by(Account.id)))
    return numbers[0], numbers[1]


def test_the_worker_does_all_of_it(
    app: Flask, mollie: Sandbox, data: Session, tmp_path: Any
) -> None:
    app.config["POST_FOLDER"] = tmp_path
    een_jaar()
    pairs = [een_gemachtigde() for _ in range(3)]
    een, ander = twee_accounts()
    run = incasso.stel_op(DAG, gezien(), NU, een)
    incasso.keur_goed(run.id, ander, NU)
    clock.install(lambda: NU)
    work()
    assert len(post("incasso-vooraf:")) == 3
    moment = op(DAG - timedelta(days=1))
    work()
    clock.install(lambda: moment + timedelta(seconds=5))
    work()
    for _lid, nota, _machtiging in pairs:
        assert uitkomst(nota)[0] == "ingediend"
    assert len(list(mollie.gateway().iter_payments())) == 3


def test_a_member_gives_sees_and_stops_a_mandate(
    mollie: Sandbox, data: Session, login: Login
) -> None:
    een_jaar()
    lid, _nota = een_betaler()
    me = login(lid)
    assert PAD in me.get("/mijn/contributie").text
    page = me.get(PAD).text
    assert "SEPA" in page
    assert " checked" not in page
    sent = {"naam": lid.naam, "iban": "NL91 ABNA 0417 1643 01", "akkoord": "y"}
    wrong = me.post(PAD, sent)
    assert (wrong.status_code, "geen rekeningnummer" in wrong.text) == (422, True)
    no_tick = me.post(PAD, {"naam": lid.naam, "iban": IBAN})
    assert no_tick.status_code == 422
    good = {"naam": lid.naam, "iban": "nl91 abna 0417 1643 00", "akkoord": "y"}
    assert me.post(PAD, good).status_code == 303
    shown = me.get(PAD).text
    assert "4300" in shown
    assert IBAN not in shown
    kenmerk = machtigen.machtigingen_van(lid.id)[0].kenmerk
    assert login(een_lid()).post(f"{PAD}/{kenmerk}/einde").status_code == 404
    assert me.post(f"{PAD}/{kenmerk}/einde").status_code == 303
    assert machtigen.bruikbare(lid.id) is None


def test_with_the_switch_off_there_is_no_such_page(data: Session, login: Login) -> None:
    me = login(een_lid())
    assert me.get(PAD).status_code == 404
    assert me.post(PAD, {"iban": IBAN}).status_code in {403, 404}
    assert "Automatisch betalen" not in me.get("/mijn/contributie").text


def test_when_mollie_is_away_the_form_keeps_what_was_typed(
    mollie: Sandbox, data: Session, login: Login
) -> None:
    een_jaar()
    lid, _nota = een_betaler()
    mollie.faults("503", count=None)
    answer = login(lid).post(PAD, {"naam": "K. Verbeek", "iban": IBAN, "akkoord": "y"})
    mollie.clear_faults()
    assert answer.status_code == 503
    assert "K. Verbeek" in answer.text
    assert "Er is niets vastgelegd" in answer.text


def test_a_collection_that_the_bank_may_take_back_is_not_given_back_by_hand(
    mollie: Sandbox, data: Session
) -> None:
    een_jaar()
    _lid, nota, _machtiging = een_gemachtigde()
    nu, kas = stuur_in(een_run()), data.scalars(select(Account.id).limit(1)).one()
    betaling = data.scalars(select(Betaling)).one()
    mollie.pay(str(betaling.mollie_id))
    paid = verstuur(betaling.id, nu).betaald_op
    assert paid is not None
    vraag = Terugvraag(weg=Terugweg.BANK, bedrag=Bedrag(1000), reden="Een vergissing.")
    with pytest.raises(NogTerugTeBoeken):
        vraag_terugbetaling(nota, vraag, kas, nu)
    assert vraag_terugbetaling(nota, vraag, kas, paid + STORNEERBAAR).bedrag == Bedrag(1000)


def test_the_treasurer_prepares_another_approves_both_follow(
    mollie: Sandbox, data: Session, login: Login
) -> None:
    een_jaar()
    _lid, nota, _machtiging = een_gemachtigde()
    kas, voorzitter = login(een_lid(), "penningmeester"), login(een_lid(), "voorzitter")
    url = "/bestuur/contributie/incasso"
    assert nota.kenmerk in kas.get(url).text
    wrong = {"gezien": gezien(), "dag": "2026-12-25"}
    assert kas.post(url, {"gezien": gezien(), "dag": "morgen"}).status_code == 422
    assert kas.post(url, wrong).status_code == 409
    assert kas.post(url, {"gezien": "1000", "dag": DAG.isoformat()}).status_code == 409
    made = kas.post(url, {"gezien": gezien(), "dag": DAG.isoformat()})
    page = str(made.location)
    assert "Een ander bestuurslid keurt hem goed" in kas.get(page).text
    assert kas.post(f"{page}/goedkeuring").status_code == 409
    assert "Keur de incasso goed" in voorzitter.get(page).text
    assert login(een_lid(), "kascommissie").post(f"{page}/goedkeuring").status_code == 403
    assert voorzitter.post(f"{page}/goedkeuring").status_code == 303
    assert voorzitter.post(f"{page}/goedkeuring").status_code == 409
    assert data.scalars(select(Incassorun)).one().stand is RunStand.GOEDGEKEURD
    assert voorzitter.post(f"{page}/intrekking").status_code == 303
    assert Incassouitkomst.OVERGESLAGEN.value in uitkomst(nota)

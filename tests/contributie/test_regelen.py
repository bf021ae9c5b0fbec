"""Arrangements and waivers: agreed, kept or broken; proposed by one, decided by another."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.betalingen.factories import NU, een_nota, pad, regels
from tests.conftest import Login
from tests.contributie.test_herinneren import betaal, een_late_nota
from tests.factories import een_lid
from tests.leden.factories import post
from tests.support.client import Client
from tests.support.mollie import Sandbox
from vereniging.betalingen.models import Betaling
from vereniging.contributie import achterstand, regelingen
from vereniging.contributie.acties import herinneren, kwijtschelden, regelen
from vereniging.contributie.acties.kwijtschelden import EigenNota, KwijtscheldingLoopt, MeerDanOpen
from vereniging.contributie.acties.regelen import (
    GeenRegeling,
    NietsOpen,
    RegelingLoopt,
    Voorwaarden,
)
from vereniging.contributie.models import Kwijtschelding, Nota, Regeling, Regelingeinde
from vereniging.core.errors import EenAnder, KanNietMeer
from vereniging.core.money import Bedrag
from vereniging.leden.models import Lid
from vereniging.statuten.models import Besluit
from vereniging.toegang.models import Account

DEEL = Voorwaarden(aantal=3, eerste_op=date(2026, 12, 1), uitleg="Belde op zondag.")
REDEN = "Kan het dit jaar echt niet betalen."


def dagen_later(dagen: int) -> datetime:
    return NU + timedelta(days=dagen)


def een_regeling(nota: Nota) -> Regeling:
    return regelen.spreek_af(nota, DEEL, NU, None)


@pytest.mark.parametrize("cent", [1000, 1, 2, 999, 100_000])
@pytest.mark.parametrize("aantal", range(1, 13))
def test_the_parts_together_are_what_was_agreed(cent: int, aantal: int) -> None:
    plan = Regeling(
        nota=None,  # type: ignore[arg-type]  # the rule needs no nota
        bedrag=Bedrag(cent),
        aantal=aantal,
        eerste_op=date(2027, 1, 31),
        afgesproken_op=NU,
    )
    parts = plan.termijnen()
    assert sum(part.centen for _day, part in parts) == cent
    assert [day.month for day, _part in parts] == list(range(1, aantal + 1))


def test_while_it_is_kept_nobody_is_reminded(data: Session) -> None:
    nota = een_late_nota(60)
    een_regeling(nota)
    assert achterstand.kandidaten(NU) == []
    assert achterstand.stand_van(nota, NU.date()).waarom_niet == "regeling"
    assert regelen.controleer_regelingen(dagen_later(16)) == 0
    betaal(nota, 334)
    assert regelen.controleer_regelingen(dagen_later(17)) == 0
    assert [mail.sleutel for mail in post("regeling:")] != []


def test_a_part_that_stays_away_ends_it_after_a_week_and_the_ladder_goes_on(
    data: Session,
) -> None:
    nota = een_late_nota(60)
    regeling = een_regeling(nota)
    assert regelen.controleer_regelingen(dagen_later(16)) == 0  # 8 December, the last of grace
    assert regelen.controleer_regelingen(dagen_later(17)) == 1
    assert regeling.einde is Regelingeinde.NIET_NAGEKOMEN
    assert [trede for _nota, trede in achterstand.kandidaten(dagen_later(17))] == [1]


def test_paid_in_full_it_is_done(data: Session) -> None:
    nota = een_late_nota(60)
    regeling = een_regeling(nota)
    betaal(nota)
    assert regelen.controleer_regelingen(NU) == 1
    assert regeling.einde is Regelingeinde.BETAALD
    with pytest.raises(NietsOpen):
        een_regeling(nota)


def test_one_arrangement_at_a_time_and_the_treasurer_may_stop_it(data: Session) -> None:
    nota = een_late_nota(60)
    een_regeling(nota)
    with pytest.raises(RegelingLoopt):
        een_regeling(nota)
    regelen.stop_regeling(nota, NU)
    with pytest.raises(GeenRegeling):
        regelen.stop_regeling(nota, NU)
    een_regeling(nota)
    data.add(
        Regeling(
            nota=nota, bedrag=Bedrag(1), aantal=1, eerste_op=date(2026, 12, 1), afgesproken_op=NU
        )
    )
    with pytest.raises(IntegrityError):
        data.flush()
    data.rollback()


def test_the_pay_page_asks_one_part(
    app: Flask, client: Client, sandbox: Sandbox, data: Session
) -> None:
    app.config.update(MOLLIE_API_URL=sandbox.api_url, MOLLIE_API_KEY=sandbox.api_key)
    nota = een_late_nota(60)
    een_regeling(nota)
    page = client.get(pad(nota)).text
    assert "Nu volgens onze afspraak" in page
    assert "€\N{NO-BREAK SPACE}3,34" in page
    assert client.post(pad(nota)).status_code == 303
    assert data.scalars(select(Betaling)).one().bedrag == Bedrag(334)
    assert sandbox.requests()[-1]["body"].count("3.34") == 1


def test_the_treasurer_records_an_arrangement(data: Session, login: Login) -> None:
    nota = een_late_nota(60)
    kas = login(een_lid(), "penningmeester")
    url = f"/bestuur/contributie/notas/{nota.kenmerk}"
    bad = kas.post(f"{url}/regeling", {"aantal": "13", "eerste_op": "2026-12-01", "uitleg": "Zo."})
    assert bad.status_code == 422
    assert "Zo." in bad.text
    good = {"aantal": "3", "eerste_op": "2026-12-01", "uitleg": "Zo."}
    assert kas.post(f"{url}/regeling", good).status_code == 303
    assert kas.post(f"{url}/regeling", good | {"uitleg": "Nog eens"}).status_code == 409
    assert "Stop de regeling" in kas.get(f"{url}/achterstand").text
    assert kas.post(f"{url}/regeling/einde").status_code == 303
    assert login(een_lid(), "kascommissie").post(f"{url}/regeling", good).status_code == 403


def twee_accounts(data: Session) -> tuple[int, int]:
    """The accounts of who proposes and who decides."""
    rows = [Account(email=f"bestuur{n}@example.org", gemaakt_op=NU) for n in range(2)]
    data.add_all(rows)
    data.flush()
    return rows[0].id, rows[1].id


def een_voorstel(nota: Nota, door: int, cent: int = 1000) -> Kwijtschelding:
    return kwijtschelden.stel_voor(nota, Bedrag(cent), REDEN, NU, door)


def een_bestuurder(data: Session) -> Lid:
    lid = een_lid()
    data.add(lid)
    data.flush()
    return lid


def test_a_waiver_is_a_decision_with_a_row_in_the_ledger_and_a_mail(data: Session) -> None:
    nota = een_late_nota(60)
    een, ander = twee_accounts(data)
    voorstel = een_voorstel(nota, een)
    assert regels() == [("nota", 1000)]
    kwijtschelden.scheld_kwijt(voorstel.id, een_bestuurder(data), ander, NU)
    assert regels() == [("nota", 1000), ("kwijtschelding", -1000)]
    besluit = data.scalars(select(Besluit).order_by(Besluit.id.desc()).limit(1)).one()
    assert (voorstel.besluit, nota.stand(NU.date())) == (besluit, "kwijtgescholden")
    assert REDEN not in besluit.tekst
    assert len(post("kwijtschelding:")) == 1
    assert achterstand.kandidaten(NU) == []
    with pytest.raises(KanNietMeer):
        kwijtschelden.wijs_af(voorstel.id, een_bestuurder(data), ander, NU)


def test_part_of_it_leaves_the_rest_open(data: Session) -> None:
    nota = een_late_nota(60)
    een, ander = twee_accounts(data)
    voorstel = een_voorstel(nota, een, 600)
    with pytest.raises(KwijtscheldingLoopt):
        een_voorstel(nota, een)
    kwijtschelden.scheld_kwijt(voorstel.id, een_bestuurder(data), ander, NU)
    assert (nota.saldo, nota.stand(NU.date())) == (Bedrag(400), "te_laat")


def test_who_proposes_does_not_decide_and_nobody_about_their_own_nota(data: Session) -> None:
    nota = een_late_nota(60)
    een, ander = twee_accounts(data)
    voorstel = een_voorstel(nota, een)
    with pytest.raises(EenAnder):
        kwijtschelden.scheld_kwijt(voorstel.id, een_bestuurder(data), een, NU)
    assert nota.betaler is not None
    with pytest.raises(EigenNota):
        kwijtschelden.scheld_kwijt(voorstel.id, nota.betaler, ander, NU)
    change = "UPDATE kwijtschelding SET besloten_op = gemaakt, besloten_door_id = :een"
    change = change.replace("gemaakt", "voorgesteld_op") + ", uitkomst = 'afgewezen'"
    with pytest.raises(IntegrityError), data.begin_nested():
        data.execute(text(change), {"een": een})


def test_more_than_is_open_is_never_waived(data: Session) -> None:
    nota = een_late_nota(60)
    een, ander = twee_accounts(data)
    with pytest.raises(MeerDanOpen):
        een_voorstel(nota, een, 1001)
    voorstel = een_voorstel(nota, een)
    betaal(nota, 500)
    with pytest.raises(MeerDanOpen):
        kwijtschelden.scheld_kwijt(voorstel.id, een_bestuurder(data), ander, NU)
    kwijtschelden.wijs_af(voorstel.id, een_bestuurder(data), ander, NU)
    assert regels() == [("nota", 1000), ("betaling", -500)]
    assert regelingen.wachtende_kwijtschelding(nota.id) is None


def test_the_board_decides_on_its_page(data: Session, login: Login) -> None:
    nota = een_nota()
    kas, voorzitter = login(een_lid(), "penningmeester"), login(een_lid(), "voorzitter")
    url, pagina = f"/bestuur/contributie/notas/{nota.kenmerk}", "/bestuur/contributie"
    assert "Er liggen geen voorstellen" in voorzitter.get(f"{pagina}/kwijtscheldingen").text
    assert kas.post(f"{url}/kwijtschelding", {"bedrag": "veel", "waarom": REDEN}).status_code == 422
    assert kas.post(f"{url}/kwijtschelding", {"bedrag": "10", "waarom": REDEN}).status_code == 303
    assert REDEN in kas.get(f"{url}/achterstand").text
    nummer = data.scalars(select(Kwijtschelding)).one().id
    besluit = f"{pagina}/kwijtscheldingen/{nummer}/besluit"
    assert kas.post(besluit).status_code == 409
    assert "Scheld" not in kas.get(f"{pagina}/kwijtscheldingen").text
    assert "1 voorstel om kwijt te schelden" in voorzitter.get("/bestuur").text
    assert login(een_lid(), "kascommissie").post(besluit).status_code == 403
    assert voorzitter.post(besluit).status_code == 303
    assert voorzitter.post(besluit).status_code == 409
    assert "Kwijtgescholden" in voorzitter.get(f"{pagina}/kwijtscheldingen").text


def test_the_board_says_no_and_the_nota_stays(data: Session, login: Login) -> None:
    nota = een_late_nota(60)
    kas, voorzitter = login(een_lid(), "penningmeester"), login(een_lid(), "voorzitter")
    url = f"/bestuur/contributie/notas/{nota.kenmerk}/kwijtschelding"
    kas.post(url, {"bedrag": "10,00", "waarom": REDEN})
    nummer = data.scalars(select(Kwijtschelding)).one().id
    no = f"/bestuur/contributie/kwijtscheldingen/{nummer}/afwijzing"
    assert voorzitter.post(no).status_code == 303
    assert nota.saldo == Bedrag(1000)
    assert post("kwijtschelding:") == []
    assert herinneren.herinner([nota.id], NU, None) == 1

"""An empty installation becomes an association; the board sees what waits."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from tests.conftest import Login
from tests.convenant.factories import een_geldende_afspraak, een_tafel
from tests.factories import een_lid
from tests.support.client import Client
from tests.support.work import work
from vereniging.bestuur.acties import (
    AlIngesteld,
    Inrichting,
    keur_goed,
    richt_in,
    stel_voor,
)
from vereniging.bestuur.acties.statuten import GeenVoorstel
from vereniging.bestuur.instelcode import instelcode, is_instelcode, is_leeg
from vereniging.bestuur.jobs import anchor
from vereniging.bestuur.parameters import (
    FouteWaarde,
    lees_waarde,
    parameters,
    toon_waarde,
)
from vereniging.convenant.queries import partijen, themas
from vereniging.core.db import db
from vereniging.core.errors import EenAnder
from vereniging.core.forms import earlier_answer, remember_answer
from vereniging.core.keys import Label, seal
from vereniging.core.secrets import key
from vereniging.leden.queries import functionarissen
from vereniging.logboek.acties import schrijf
from vereniging.logboek.models import Anker
from vereniging.post.models import Mail
from vereniging.statuten.models import STANDAARD
from vereniging.statuten.queries import instelling, profiel
from vereniging.stembus.acties.sleutels import sleutelbestand
from vereniging.taken.bewaren import ruim_op
from vereniging.taken.models import Taak

VANDAAG = date(2026, 11, 22)
EERSTE = Inrichting(
    naam="Onze Buurt", email="buurt@example.org", bestuurslid="Kim Eerste",
    bestuurslid_email="Kim@example.org",
)  # fmt: skip
VELDEN = {
    "naam": "Onze Buurt", "email": "buurt@example.org", "bestuurslid": "Kim Eerste",
    "bestuurslid_email": "kim@example.org",
}  # fmt: skip


def een_mail(**anders: object) -> Mail:
    """A message in the outbox."""
    nu = datetime.fromisoformat("2026-11-22T18:00+00:00")
    velden: dict[str, object] = {
        "sleutel": "proef", "aan": "kim@example.org", "onderwerp": "Proef",
        "tekst": seal(key(Label.MAIL), "Geachte mevrouw,\n\nDit is een brief."),
        "gemaakt_op": nu, "klaar_vanaf": nu,
    }  # fmt: skip
    return Mail(**{**velden, **anders})  # type: ignore[arg-type]  # any field


def test_setting_up_names_the_association_and_its_first_officer(
    data: Session, nu: datetime
) -> None:
    richt_in(EERSTE, nu)
    assert instelling("naam") == "Onze Buurt"
    assert [f.email for f in functionarissen("secretaris", VANDAAG)] == ["kim@example.org"]
    assert (len(themas()), len(partijen())) == (7, 5)
    assert sleutelbestand().ondertekening()
    with pytest.raises(AlIngesteld):
        richt_in(EERSTE, nu)


def test_the_set_up_page_asks_for_the_code_and_is_gone_afterwards(
    client: Client, data: Session
) -> None:
    code = instelcode()
    assert client.get("/instellen").status_code == 200
    wrong = client.post("/instellen", {**VELDEN, "code": "FOUT"})
    assert wrong.status_code == 422
    assert "Deze code klopt niet." in wrong.text
    assert 'value="Onze Buurt"' in wrong.text
    assert is_leeg()
    right = client.post("/instellen", {**VELDEN, "code": code.lower().replace("-", " ")})
    assert (right.status_code, right.location) == (303, "/inloggen")
    assert client.get("/instellen").status_code == 404
    assert client.post("/instellen", VELDEN).status_code == 404
    assert instelcode() == ""
    assert not is_instelcode(code)


def test_only_its_owner_reads_the_code_of_the_start(app: Flask, data: Session) -> None:
    instelcode()
    path = Path(app.config["DATA_DIR"]) / "instelcode"
    assert path.stat().st_mode & 0o077 == 0


def test_an_empty_set_up_form_says_what_to_fill_in(client: Client, data: Session) -> None:
    answer = client.post("/instellen", {"naam": "x" * 200, "email": "geen-adres"})
    assert answer.status_code == 422
    assert "Vul een e-mailadres in, bijvoorbeeld naam@voorbeeld.nl." in answer.text


def test_the_command_sets_up_and_refuses_a_second_time(
    live_app: Flask,
) -> None:
    arguments = [
        "instellen", "--naam", "Onze Buurt", "--email", "buurt@example.org",
        "--bestuurslid", "Kim Eerste", "--bestuurslid-email", "kim@example.org",
    ]  # fmt: skip
    first = live_app.test_cli_runner().invoke(args=arguments)
    assert first.exit_code == 0
    assert first.output.startswith("Klaar. Kim Eerste kan nu inloggen met kim@example.org.\n")
    second = live_app.test_cli_runner().invoke(args=arguments)
    assert second.exit_code == 1
    assert "Deze site is al ingesteld." in second.output
    bad = live_app.test_cli_runner().invoke(args=[*arguments[:3], "--email", "x", *arguments[5:]])
    assert bad.exit_code == 1


def test_the_board_sees_what_waits_with_a_reason_and_one_button(
    login: Login, data: Session, nu: datetime
) -> None:
    een_geldende_afspraak(een_tafel())
    data.add(een_mail(mislukt_op=nu, geweigerd="onbekend adres"))
    data.add(Taak(soort="proef", sleutel="p", klaar_vanaf=nu, mislukt_op=nu))
    page = login(een_lid(), "secretaris").get("/bestuur").text
    assert page.index("Te laat") < page.index("Lampen op het pad")
    assert "Gemeente Leiden zou dit doen voor 1 november 2026." in page
    assert "1 e-mail kwam niet aan" in page
    assert "1 taak is mislukt" in page


def test_nobody_sees_work_that_another_role_must_do(
    login: Login, data: Session, nu: datetime
) -> None:
    data.add(een_mail(mislukt_op=nu))
    assert "e-mail kwam niet aan" not in login(een_lid(), "penningmeester").get("/bestuur").text


def test_who_is_up_to_date_is_told_so(login: Login, data: Session) -> None:
    assert "U bent bij." in login(een_lid(), "teller").get("/bestuur").text


@pytest.mark.parametrize(
    ("path", "rol", "status"),
    [
        ("/bestuur", "", 403),
        ("/bestuur/post", "secretaris", 200),
        ("/bestuur/post", "penningmeester", 403),
        ("/bestuur/taken", "bestuurslid", 200),
        ("/bestuur/taken", "afgevaardigde", 403),
        ("/bestuur/logboek", "voorzitter", 200),
        ("/bestuur/logboek", "kascommissie", 200),
        ("/bestuur/logboek", "moderator", 403),
        ("/bestuur/instellingen", "voorzitter", 200),
        ("/bestuur/instellingen/naam", "voorzitter", 200),
        ("/bestuur/instellingen/weet-niet", "voorzitter", 404),
        ("/bestuur/instellingen/statuten", "secretaris", 200),
        ("/bestuur/instellingen/statuten", "voorzitter", 403),
        ("/bestuur/besluiten", "bestuurslid", 200),
        ("/bestuur/post/999/brief", "secretaris", 404),
    ],
)
def test_each_page_is_for_its_own_roles(
    login: Login, data: Session, path: str, rol: str, status: int
) -> None:
    assert login(een_lid(), *filter(None, [rol])).get(path).status_code == status


def test_a_refused_mail_goes_once_more(login: Login, data: Session, nu: datetime) -> None:
    mail = een_mail(mislukt_op=nu, geweigerd="vol", pogingen=8)
    data.add(mail)
    browser = login(een_lid(), "secretaris")
    assert "vol" in browser.get("/bestuur/post").text
    assert browser.post(f"/bestuur/post/{mail.id}/opnieuw").status_code == 303
    assert (mail.mislukt_op, mail.geweigerd, mail.pogingen) == (None, None, 0)
    assert browser.post("/bestuur/post/9999/opnieuw").status_code == 404


def test_a_letter_is_printed_and_then_forgotten(login: Login, data: Session) -> None:
    brief = een_mail(is_brief=True, aan="")
    data.add(brief)
    browser = login(een_lid(), "secretaris")
    assert "Geachte mevrouw," in browser.get(f"/bestuur/post/{brief.id}/brief").text
    assert browser.post(f"/bestuur/post/{brief.id}/gepost").status_code == 303
    assert brief.tekst is None
    assert browser.get(f"/bestuur/post/{brief.id}/brief").status_code == 404


def test_a_failed_job_runs_once_more(login: Login, data: Session, nu: datetime) -> None:
    taak = Taak(soort="proef", sleutel="p", klaar_vanaf=nu, mislukt_op=nu, pogingen=8, fout="Oei")
    data.add(taak)
    browser = login(een_lid(), "bestuurslid")
    assert "Oei" in browser.get("/bestuur/taken").text
    assert browser.post(f"/bestuur/taken/{taak.id}/opnieuw").status_code == 303
    assert (taak.mislukt_op, taak.pogingen) == (None, 0)


def test_the_log_tells_whether_it_is_whole(login: Login, data: Session) -> None:
    schrijf("proef.gedaan", kenmerk="A-1", gegevens={"wie": "Kim"})
    browser = login(een_lid(), "secretaris")
    page = browser.get("/bestuur/logboek?controle=1").text
    assert "Het logboek klopt" in page
    assert "proef.gedaan" in page
    assert browser.get("/bestuur/logboek?blad=99999999999").status_code == 200


def test_the_board_changes_a_setting(login: Login, data: Session) -> None:
    velden = {"werkgebied_naam": "Noord", "huishoudens": "956",
              "werkgebied": "2399 zz; 1; 99; Ten Katestraat\n"}  # fmt: skip
    browser = login(een_lid(), "voorzitter")
    assert browser.post("/bestuur/instellingen/werkgebied", velden).status_code == 303
    data.expire_all()
    assert (
        browser.get("/bestuur/instellingen/werkgebied").text.count("2399 ZZ; 1; 99; Ten Katestraat")
        == 1
    )
    bad = {**velden, "werkgebied": "2399 ZZ; 1; 99; Straat\nzomaar"}
    answer = browser.post("/bestuur/instellingen/werkgebied", bad)
    assert answer.status_code == 422
    assert "Regel 2 lezen wij niet." in answer.text


def test_a_rule_of_the_statutes_needs_an_article_and_a_second_board_member(
    login: Login, data: Session
) -> None:
    first, second = login(een_lid(), "secretaris"), login(een_lid(), "voorzitter")
    velden = {"naam": "opzegtermijn_weken", "waarde": "6", "vanaf": "2026-11-22"}
    without = first.post("/bestuur/instellingen/statuten", velden)
    assert without.status_code == 422
    assert "Vul het artikel van de statuten in." in without.text
    velden["artikel"] = "7 lid 2"
    assert first.post("/bestuur/instellingen/statuten", velden).status_code == 303
    assert first.post("/bestuur/instellingen/statuten/goedkeuren").status_code == 409
    assert second.post("/bestuur/instellingen/statuten/goedkeuren").status_code == 303
    assert profiel(VANDAAG).opzegtermijn_weken == 6
    assert second.post("/bestuur/instellingen/statuten/goedkeuren").status_code == 409


@pytest.mark.parametrize(
    ("naam", "tekst"),
    [
        ("opzegtermijn_weken", "veel"),
        ("voorstemmen_dagen", "31"),  # BW 2:38 lid 7
        ("alv_oproeptermijn", "6"),
        ("stemgerechtigd", "lidd"),
        ("stemgerechtigd", ""),
        ("tarief_orgaan", "de buurvrouw"),
        ("herinneringen", "30, 7"),
        ("ondergrens_drempel", "3"),
        ("intrekken", "misschien"),
    ],
)
def test_a_rule_keeps_to_what_it_can_be(naam: str, tekst: str, login: Login, data: Session) -> None:
    velden = {"naam": naam, "waarde": tekst, "artikel": "7", "vanaf": "2026-11-22"}
    answer = login(een_lid(), "secretaris").post("/bestuur/instellingen/statuten", velden)
    assert answer.status_code == 422
    assert tekst == "" or "Dit kan wel: " in answer.text


@pytest.mark.parametrize("naam", parameters())
def test_every_rule_has_a_name_and_takes_its_usual_value_back(naam: str) -> None:
    usual = getattr(STANDAARD, naam)
    assert STANDAARD.met({naam: lees_waarde(naam, toon_waarde(usual))}) == STANDAARD


def test_a_number_stays_a_number_and_nobody_approves_their_own(data: Session, nu: datetime) -> None:
    with pytest.raises(FouteWaarde):
        stel_voor("opzegtermijn_weken", "veel", "7", VANDAAG, 1)
    stel_voor("minimumleeftijd", "18", "4", VANDAAG, 1)
    with pytest.raises(EenAnder):
        keur_goed(1, nu)
    keur_goed(2, nu)
    assert profiel(VANDAAG).minimumleeftijd == 18
    assert profiel(VANDAAG - timedelta(days=1)).minimumleeftijd == 16
    with pytest.raises(GeenVoorstel):
        keur_goed(2, nu)


def test_every_day_the_log_is_anchored_and_old_things_are_forgotten(
    data: Session, nu: datetime
) -> None:
    schrijf("proef.gedaan")
    data.commit()
    remember_answer("oud", "/x", "/", nu - timedelta(days=3))
    remember_answer("nieuw", "/x", "/", nu - timedelta(days=1))
    old = nu - timedelta(days=31)
    data.add(Taak(soort="x", sleutel="oud", klaar_vanaf=old, gedaan_op=old))
    anchor()
    ruim_op("bestuur.opruimen", nu)
    assert (earlier_answer("oud", "/x"), earlier_answer("nieuw", "/x")) == (None, "/")
    assert [anker.dag for anker in db.session.query(Anker)] == [VANDAAG]
    assert not [taak for taak in db.session.query(Taak) if taak.sleutel == "oud"]
    work()
    assert [anker.dag for anker in db.session.query(Anker)] == [VANDAAG]

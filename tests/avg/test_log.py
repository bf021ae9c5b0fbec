"""The log never learns who anybody is: the main story is played, and its log searched."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from flask import Flask
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.conftest import Login
from tests.factories import een_lid
from tests.leden.factories import GEBIED
from tests.leden.test_aanmelden_web import STAP_3
from tests.meldingen.factories import een_buurt
from tests.meldingen.test_verhaal import OVER, WAT, fill_in, path_of
from tests.stembus.factories import een_open_stemming
from tests.stembus.test_biljet import vote
from tests.support.client import Client
from tests.support.log import logtekst
from tests.support.work import work
from tests.toegang.helpers import CODE, LINK
from vereniging.core.keys import Label, unseal
from vereniging.core.secrets import keys
from vereniging.leden.models import Aanmelding, Lid
from vereniging.meldingen.mail import volglink
from vereniging.meldingen.models import Melding
from vereniging.post.models import Mail
from vereniging.statuten.acties import stel_in
from vereniging.taken.acties import plan
from vereniging.taken.worker import HANDLERS
from vereniging.voeding.models import Voeding

TOKEN = re.compile(r"/(?:bevestigen|volg|a|betalen|inloggen|afmelden)/([A-Za-z0-9_-]{43})")
SECRET = "Mijn buurvrouw Xanthippe Wegman woont op nummer 12."


@pytest.fixture
def log(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """The log from now on; mail goes to a folder."""
    monkeypatch.setitem(app.config, "POST_FOLDER", tmp_path)
    with logtekst() as stream:
        yield stream


def all_mail(data: Session) -> str:
    """What everybody was mailed, opened."""
    data.expire_all()
    sealed = [mail.tekst for mail in data.scalars(select(Mail)) if mail.tekst]
    return "\n".join(unseal(keys(Label.MAIL), text) for text in sealed)


def secrets_of(data: Session, texts: str) -> set[str]:
    """All that says who somebody is or lets somebody in: names, addresses, tokens, codes."""
    found: set[str] = set()
    for lid in data.scalars(select(Lid)):
        found |= {lid.achternaam, lid.email or "", lid.telefoon or "", lid.adres.straat}
    for aanmelding in data.scalars(select(Aanmelding)):
        found |= {aanmelding.achternaam, aanmelding.email or "", aanmelding.telefoon or ""}
    for melding in data.scalars(select(Melding)):
        found |= {melding.naam or "", melding.email or "", melding.tekst}
    found |= set(TOKEN.findall(texts)) | set(CODE.findall(texts))
    found |= {link.rpartition("/")[2] for link in LINK.findall(texts)}
    return {one for one in found if len(one) > 3}


def test_the_log_of_the_main_story_names_nobody(
    data: Session, nu: datetime, client: Client, login: Login, log: io.StringIO
) -> None:
    stel_in(werkgebied=GEBIED)
    buurt = een_buurt(data)
    client.post("/lid-worden", STAP_3)
    link = TOKEN.search(all_mail(data))
    assert link
    client.get(f"/bevestigen/{link[1]}")
    client.post(f"/bevestigen/{link[1]}")
    secretary = login(een_lid(achternaam="Secretarius"), "secretaris")
    aanmelding = data.scalars(select(Aanmelding)).one()
    secretary.get("/bestuur/leden?zoek=Voorbeeld")
    secretary.post(f"/bestuur/aanmeldingen/{aanmelding.kenmerk}/toelating", {"huishouden": ""})
    client.get("/inloggen")
    client.post("/inloggen", {"email": str(aanmelding.email)})
    texts = all_mail(data)
    client.post("/inloggen/code", {"code": "AAA-AAA"})
    if codes := CODE.findall(texts):
        client.post("/inloggen/code", {"code": codes[-1]})
    member = login(een_lid(achternaam="Wegman", email="xanthippe@example.org"))
    member.post("/voeding", {"soort": "signaal", "thema": "verkeer", "tekst": SECRET})
    een_open_stemming(nu)
    receipt = vote(member, "parkeren", v1="voor", woord="zonnebloem")
    check = fill_in(client, buurt)
    client.post(check)
    melding = data.scalars(select(Melding)).one()
    client.get(path_of(volglink(melding)))
    client.post(f"{path_of(volglink(melding))}/bevestigen")
    member.post("/mijn/inzage", data={"vorm": "json"})
    member.get("/mijn/wissen")
    client.get("/volg/" + "A" * 43)
    client.get("/bestaat-niet/xanthippe@example.org?naam=Wegman")
    work()
    written = log.getvalue()
    assert written.count('"event": "request"') >= 25
    data.expire_all()
    assert aanmelding.stand.value == "toegelaten"
    assert data.scalars(select(Voeding.tekst)).all() == [SECRET]
    assert melding.stand.value == "ontvangen"
    forbidden = secrets_of(data, texts + all_mail(data)) | {
        "zonnebloem", "Xanthippe", OVER["email"], OVER["naam"], WAT["tekst"], "127.0.0.1",
        *re.findall(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}", receipt.replace("<wbr>", "")),
    }  # fmt: skip
    assert len(forbidden) > 15
    assert sorted(one for one in forbidden if one in written) == []


def test_what_breaks_tells_its_kind_and_place_and_not_what_was_typed(
    data: Session, client: Client, app: Flask, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    del data

    def break_down() -> ResponseReturnValue:
        raise ValueError(SECRET)

    monkeypatch.setitem(app.view_functions, "site.privacy", break_down)
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    assert client.get("/privacy?naam=Wegman").status_code == 500
    lines = [json.loads(line) for line in log.getvalue().splitlines() if line.startswith("{")]
    broken = next(line for line in lines if line["event"] == "broken")
    assert broken["kind"] == "ValueError"
    assert "Wegman" not in log.getvalue()


def test_a_job_that_fails_tells_its_kind_alone(
    data: Session, nu: datetime, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(wie: str) -> None:
        raise RuntimeError(wie)

    monkeypatch.setitem(HANDLERS, "proef.mislukt", fail)
    plan("proef.mislukt", "proef.mislukt:1", nu, wie=SECRET)
    data.commit()
    work()
    assert "job failed" in log.getvalue()
    assert "RuntimeError" in log.getvalue()
    assert "Wegman" not in log.getvalue()

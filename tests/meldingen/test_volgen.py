"""Mail per street or theme: asked, confirmed, only what is public, stopped with one click."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.conftest import Login
from tests.factories import een_lid
from tests.meldingen.factories import Buurt, een_buurt, een_melding
from tests.meldingen.test_opendata import een_openbare
from tests.support.client import Client
from tests.support.work import work
from vereniging.core.db import db
from vereniging.core.keys import Label, unseal
from vereniging.core.secrets import keys
from vereniging.meldingen import acties
from vereniging.meldingen.acties import volgen as verbs
from vereniging.meldingen.models import Volger, Volging, Volgritme
from vereniging.meldingen.volgmail import beheerlink
from vereniging.post.models import Mail

PAGE = "/meldingen/volgen"
ADRES = "volger@example.org"
KLIK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def buurt(data: Session) -> Buurt:
    """A street and kinds of trouble."""
    return een_buurt(data)


def een_volger(buurt: Buurt, nu: datetime, **anders: Any) -> Volger:
    """Somebody who follows a street at once, and confirmed it."""
    velden: dict[str, Any] = {
        "email": ADRES, "plek": buurt.plek, "thema": None, "ritme": Volgritme.DIRECT
    }  # fmt: skip
    wens = verbs.Volgwens(**{**velden, **anders})
    verbs.vraag(wens, nu, is_eigen=True)
    return db.session.scalars(select(Volger).where(Volger.email == wens.email)).one()


def path(volger: Volger) -> str:
    return "/" + beheerlink(volger).split("/", 3)[3]


def letters() -> list[Mail]:
    return list(db.session.scalars(select(Mail).where(Mail.aan == ADRES).order_by(Mail.id)))


def text(mail: Mail) -> str:
    return unseal(keys(Label.MAIL), mail.tekst or b"")


def test_a_stranger_asks_confirms_by_mail_and_then_follows(
    client: Client, buurt: Buurt, nu: datetime
) -> None:
    asked = {"wat": f"plek-{buurt.plek.id}", "ritme": "direct", "email": " Volger@Example.org "}
    answer = client.post(PAGE, asked)
    assert answer.status_code == 303
    assert "Kijk in uw mail" in client.get(str(answer.location)).text
    (mail,) = letters()
    assert "- Da Costastraat" in text(mail)
    een_openbare(buurt, nu, "Er ligt afval bij de bak.")
    work()
    assert len(letters()) == 1  # nobody confirmed yet
    link = re.search(r"/meldingen/volgen/[\w-]{43}", text(mail))
    assert link
    for _ in range(2):
        page = client.get(link[0])
        assert "Wilt u deze mail krijgen?" in page.text
        assert page.headers["Referrer-Policy"] == "no-referrer"
    assert client.post(link[0]).status_code == 303
    assert "Dit volgt u" in client.get(link[0]).text
    public = een_openbare(buurt, nu, "Er ligt nog meer afval bij de bak.")
    work()
    assert [public.kenmerk in text(m) for m in letters()] == [False, True]


def test_a_member_with_their_own_address_need_not_confirm(
    login: Login, buurt: Buurt, data: Session
) -> None:
    lid = een_lid()
    browser = login(lid)
    assert str(lid.email) in browser.get(PAGE).text
    answer = browser.post(PAGE, {"wat": "thema-groen", "ritme": "week", "email": str(lid.email)})
    assert "In elke mail staat een link om te stoppen." in browser.get(str(answer.location)).text
    volging = data.scalars(select(Volging)).one()
    assert (volging.telt, volging.naam) == (True, "Groenvoorzieningen")
    assert buurt.plek is not None


def test_only_what_is_public_is_mailed_and_once_per_address(
    buurt: Buurt, data: Session, nu: datetime
) -> None:
    een_volger(buurt, nu)
    volger = een_volger(buurt, nu, plek=None, thema=buurt.categorie.thema)
    private = een_melding(buurt, nu)
    acties.bevestigen(private, nu)
    public = een_openbare(buurt, nu, "Er ligt afval bij de bak.", huisnummer="812")
    work()
    (mail,) = letters()
    body = text(mail)
    assert public.kenmerk in body
    assert "Er ligt afval bij de bak." in body
    for secret in ("812", "Mila", "een week vuilnis", private.kenmerk):
        assert secret not in body
    stop = unseal(keys(Label.MAIL), mail.afmeldlink or b"")
    assert stop == beheerlink(volger).replace("/meldingen/volgen/", "/afmelden/")
    assert data.scalars(select(Volging)).all()[1].volger is volger


def test_who_follows_hears_how_it_ended(buurt: Buurt, nu: datetime) -> None:
    een_volger(buurt, nu)
    melding = een_openbare(buurt, nu, "Er ligt afval bij de bak.")
    acties.verwijzen(melding, "de politie in de wijk", nu)
    work()
    assert len(letters()) == 2
    assert "Niet voor ons" in letters()[1].onderwerp
    assert "politie" not in text(letters()[1])  # a word for the reporter alone


def test_elsewhere_is_not_mailed(buurt: Buurt, nu: datetime) -> None:
    een_volger(buurt, nu)
    een_openbare(buurt, nu, "Ook hier ligt veel afval.", straat="Haagweg", plek=None)
    work()
    assert letters() == []


def test_the_week_is_one_mail_on_the_first_workday_and_none_without_news(
    buurt: Buurt, nu: datetime
) -> None:
    begin = nu - timedelta(days=10)
    een_volger(buurt, begin, ritme=Volgritme.WEEK)
    een_volger(buurt, begin, plek=None, thema=buurt.categorie.thema, ritme=Volgritme.WEEK)
    monday = nu + timedelta(hours=12)
    verbs.stuur_volgoverzicht(monday)
    assert letters() == []
    een_openbare(buurt, nu, "Er ligt afval bij de bak.")
    een_openbare(buurt, monday, "Dit is pas van deze week en telt later.")
    for moment in (monday, monday + timedelta(days=1)):
        verbs.stuur_volgoverzicht(moment)
    (mail,) = letters()
    assert mail.onderwerp == "1 melding die u volgt"
    assert "deze week en telt later" not in text(mail)
    verbs.stuur_volgoverzicht(monday + timedelta(days=7))
    assert "deze week en telt later" in text(letters()[1])


def test_a_mail_program_stops_it_all_with_one_post_without_a_cookie_or_redirect(
    client: Client, buurt: Buurt, data: Session, nu: datetime
) -> None:
    volger = een_volger(buurt, nu)
    een_volger(buurt, nu, plek=None, thema=buurt.categorie.thema)
    here = path(volger)
    where = here.replace(PAGE, "/afmelden")
    for _ in range(2):
        assert "Dit volgt u" in client.get(where).text
    assert len(data.scalars(select(Volging)).all()) == 2
    for _ in range(3):
        answer = client.post(where, KLIK, csrf=False, headers={"Sec-Fetch-Site": "cross-site"})
        assert answer.status_code == 200
        assert "U volgt geen meldingen" in answer.text
    assert data.scalars(select(Volger)).all() == []
    assert data.scalars(select(Volging)).all() == []
    assert client.get(here).status_code == 200
    assert client.get(f"{PAGE}/{'A' * 43}").status_code == 404


def test_one_thing_stops_and_the_rest_goes_on(
    client: Client, buurt: Buurt, data: Session, nu: datetime
) -> None:
    volger = een_volger(buurt, nu)
    een_volger(buurt, nu, plek=None, thema=buurt.categorie.thema)
    first = volger.volgingen[0]
    where = f"{path(volger)}/stop"
    assert "Kwaliteit en onderhoud" in client.post(where, {"nummer": str(first.id)}).text
    assert [each.naam for each in data.scalars(select(Volging))] == [buurt.categorie.thema.naam]
    left = str(data.scalars(select(Volging)).one().id)
    assert "U volgt geen meldingen" in client.post(where, {"nummer": left}).text
    assert data.scalars(select(Volger)).all() == []


def test_a_stranger_cannot_fill_a_mailbox_or_learn_who_follows(
    client: Client, buurt: Buurt, nu: datetime
) -> None:
    een_volger(buurt, nu)
    themes = ("groen", "parkeren", "verkeer", "milieu", "inrichting", "bovenwijks", "sociaal")
    answers = {
        client.post(PAGE, {"wat": f"thema-{code}", "ritme": "week", "email": ADRES}).location
        for code in themes
    }
    assert answers == {"/meldingen/volgen/gevraagd"}
    assert len(letters()) == 5
    again = {"wat": "thema-groen", "ritme": "week", "email": ADRES}
    client.post(PAGE, again)
    assert len(letters()) == 5


def test_who_already_follows_is_told_so_and_nobody_else_changes_it(
    client: Client, buurt: Buurt, data: Session, nu: datetime
) -> None:
    een_volger(buurt, nu)
    client.post(PAGE, {"wat": f"plek-{buurt.plek.id}", "ritme": "week", "email": ADRES})
    assert letters()[0].onderwerp == "U volgt dit al"
    assert data.scalars(select(Volging)).one().ritme is Volgritme.DIRECT


def test_what_nobody_confirms_is_forgotten(
    client: Client, buurt: Buurt, data: Session, nu: datetime
) -> None:
    client.post(PAGE, {"wat": "thema-groen", "ritme": "week", "email": ADRES})
    een_volger(buurt, nu, email="blijft@example.org")
    verbs.vergeet(nu + timedelta(days=6))
    assert len(data.scalars(select(Volger)).all()) == 2
    verbs.vergeet(nu + timedelta(days=8))
    data.flush()
    assert [each.email for each in data.scalars(select(Volger))] == ["blijft@example.org"]


def test_a_wrong_answer_keeps_what_was_typed(client: Client, buurt: Buurt, data: Session) -> None:
    for wrong, sentence in (
        ({"wat": "plek-999999"}, "Kies een straat of een thema."),
        ({"email": "geen adres"}, "Vul een geldig e-mailadres in."),
        ({"ritme": "uur"}, "Kies hoe vaak u mail wilt."),
    ):
        good = {"wat": f"plek-{buurt.plek.id}", "ritme": "week", "email": ADRES}
        answer = client.post(PAGE, {**good, **wrong})
        assert answer.status_code == 422
        assert sentence in answer.text
    assert data.scalars(select(Volger)).all() == []
    assert "selected" in client.get(f"{PAGE}?wat=thema-groen").text

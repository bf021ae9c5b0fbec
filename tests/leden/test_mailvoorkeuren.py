"""A member chooses which mail comes, topic by topic."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.conftest import Login
from tests.factories import een_lid, een_thema
from vereniging.core.db import db
from vereniging.logboek.models import Logboek
from vereniging.post.mailing_queries import voorkeuren_van
from vereniging.post.models import Mailniveau, Mailvoorkeur


def test_a_member_chooses_for_each_topic_and_sees_it_again(login: Login) -> None:
    db.session.add(een_thema("groen", "Groenvoorzieningen"))
    client = login(lid := een_lid())
    first = client.get("/mijn/mail")
    assert "Groenvoorzieningen" in first.text
    assert "/mijn/mail" in client.get("/mijn").text
    chosen = {"nieuws": "belangrijk", "activiteiten": "alles", "thema-groen": "niets"}
    for _ in range(2):
        assert client.post("/mijn/mail", chosen).status_code == 303
    assert voorkeuren_van(lid.id) == {
        "nieuws": Mailniveau.BELANGRIJK, "thema-groen": Mailniveau.NIETS,
    }  # fmt: skip
    again = client.get("/mijn/mail").text
    assert '<option selected value="belangrijk">' in again
    lines = select(Logboek).where(Logboek.soort == "mailvoorkeur.gekozen")
    assert len(db.session.scalars(lines).all()) == 1


def test_an_unknown_answer_is_refused_and_nothing_is_kept(login: Login) -> None:
    client = login(een_lid())
    answer = client.post("/mijn/mail", {"nieuws": "soms", "activiteiten": "alles"})
    assert answer.status_code == 422
    assert "Kies een van de mogelijkheden." in answer.text
    assert db.session.scalars(select(Mailvoorkeur)).all() == []


def test_who_reads_no_mail_is_told_what_a_choice_means(login: Login, data: Session) -> None:
    assert "U krijgt een brief" in login(een_lid(email=None)).get("/mijn/mail").text

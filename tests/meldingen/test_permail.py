"""A party answers by mail: kept once, for our eyes, and an officer says what it means."""

from __future__ import annotations

import fcntl
import io
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask
from PIL import Image
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.conftest import Login
from tests.factories import een_lid
from tests.meldingen.factories import een_buurt, een_melding
from tests.post.berichten import een_brief
from tests.toegang.live import aside, at_once
from vereniging.convenant.models import Contact
from vereniging.core.db import db
from vereniging.core.errors import KanNietMeer
from vereniging.core.keys import Label, unseal
from vereniging.core.secrets import keys
from vereniging.meldingen import acties
from vereniging.meldingen.models import (
    Antwoord,
    AntwoordSoort,
    Betekenis,
    Doorzending,
    Foto,
    Melding,
    MeldingStand,
)
from vereniging.meldingen.queries import doorzendingen, melding_met, onbeantwoord, zin
from vereniging.post.antwoordadres import antwoordadres
from vereniging.post.lezen import lees
from vereniging.post.models import Binnenpost, Mail, Postbak, Postbakreden, Postlot
from vereniging.post.ontvangen import PER_DAG, ontvang

DOMEIN = "post.example.org"
CITAAT = "\n\nOp ma 23 nov 2026 schreef Wijk <bestuur@example.org>:\n> Wilt u antwoorden?\n"


@pytest.fixture
def post(live_app: Flask, nu: datetime) -> Flask:
    """An application that takes mail in, with one report that waits for an answer."""
    live_app.config["MAIL_REPLY_DOMAIN"] = DOMEIN

    def begin() -> None:
        buurt = een_buurt(db.session)
        melding = een_melding(buurt, nu)
        acties.bevestigen(melding, nu)
        acties.doorsturen(melding, buurt.gemeente, nu)

    aside(live_app, begin)
    return live_app


def stuur(app: Flask, bericht: Any) -> Result:
    """Let the mail server hand over a message."""
    data = bericht if isinstance(bericht, bytes) else bericht.as_bytes()

    def run() -> Result:
        return app.test_cli_runner().invoke(args=["post", "ontvang"], input=data)

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(run).result()


def adres(app: Flask) -> str:
    """Where the party answers to."""
    query = select(Mail).where(Mail.sleutel.startswith("doorzending:"))
    return aside(app, lambda: db.session.scalars(query).one().antwoord_aan or "")


def contact(app: Flask) -> str:
    """The address of who answers for the organisation."""
    return aside(app, lambda: db.session.scalars(select(Contact.email)).one())


def brief(app: Flask, tekst: str = "Wij komen dinsdag.", **koppen: str) -> Any:
    """The answer of the party."""
    return een_brief(adres(app), contact(app), tekst, **koppen)


def antwoorden(app: Flask) -> list[Antwoord]:
    return aside(app, lambda: list(db.session.scalars(select(Antwoord).order_by(Antwoord.id))))


def postbak(app: Flask) -> list[Postbak]:
    return aside(app, lambda: list(db.session.scalars(select(Postbak))))


def loten(app: Flask) -> list[Postlot]:
    return aside(app, lambda: list(db.session.scalars(select(Binnenpost.lot))))


def foto() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "green").save(out, "JPEG")
    return out.getvalue()


def test_an_answer_is_kept_for_our_eyes_and_moves_nothing(post: Flask, nu: datetime) -> None:
    done = stuur(post, brief(post, f"Het is klaar.{CITAAT}"))
    assert (done.exit_code, done.output) == (0, "Het antwoord staat bij de melding.\n")
    (antwoord,) = antwoorden(post)
    assert (antwoord.soort, antwoord.tekst) == ("mail", "Het is klaar.\n\n[…]")
    assert antwoord.naam == contact(post)
    assert antwoord.is_intern
    assert antwoord.wacht

    def look() -> tuple[Any, ...]:
        melding = db.session.scalars(select(Melding)).one()
        assert "Wilt u antwoorden?" in unseal(keys(Label.MAIL), antwoord.origineel or b"")
        laatste = melding.gebeurtenissen[-1]
        ons = melding.wacht_op_ons, melding.ligt_bij_ons
        return melding.stand, laatste.soort, laatste.zichtbaar_voor, *ons

    stand = (MeldingStand.DOORGESTUURD, "antwoord_mail", "kantoor")
    assert aside(post, look) == (*stand, False, True)  # unread: the term is ours until then


def test_the_same_message_counts_once_also_when_it_comes_at_once(post: Flask) -> None:
    bericht = brief(post).as_bytes()
    assert stuur(post, bericht).exit_code == 0
    again = stuur(post, bericht)
    assert (again.exit_code, again.output) == (0, "Dit bericht was er al.\n")

    samen = brief(post, "Nog iets.").as_bytes()

    def take(_number: int) -> Postlot | None:
        with post.app_context():
            return ontvang(samen)

    lots = at_once(4, take)
    assert sorted(str(lot) for lot in lots) == ["None", "None", "None", "antwoord"]
    assert len(antwoorden(post)) == 2


def test_a_colleague_may_answer_a_stranger_may_not(post: Flask) -> None:
    domein = contact(post).rpartition("@")[2]
    assert stuur(post, een_brief(adres(post), f"collega@{domein}")).exit_code == 0
    assert len(antwoorden(post)) == 1
    assert stuur(post, een_brief(adres(post), "iemand@anders.example.com")).exit_code == 0
    (rij,) = postbak(post)
    assert (rij.reden, rij.van) == (Postbakreden.VREEMDE, "iemand@anders.example.com")
    assert rij.kiem is not None
    assert len(antwoorden(post)) == 1


def test_who_mails_from_a_provider_for_all_speaks_for_nobody_else(post: Flask) -> None:
    def move() -> None:
        db.session.scalars(select(Contact)).one().email = "sam@gmail.com"

    aside(post, move)
    assert stuur(post, een_brief(adres(post), "ander@gmail.com")).exit_code == 0
    assert stuur(post, een_brief(adres(post), "SAM@gmail.com")).exit_code == 0
    assert [each.van for each in postbak(post)] == ["ander@gmail.com"]
    assert [each.naam for each in antwoorden(post)] == ["sam@gmail.com"]


def test_a_number_in_the_subject_or_an_address_of_somebody_else_proves_nothing(
    post: Flask,
) -> None:
    echt = adres(post)
    namaak = echt.replace(echt[9], "b" if echt[9] == "a" else "a", 1)
    elders = echt.replace(DOMEIN, "elders.example.com")
    for aan in (namaak, elders, f"antwoord@{DOMEIN}"):
        message = een_brief(aan, contact(post), Subject="Re: Melding M-2026-0001")
        assert stuur(post, message).output == "Het bericht ligt in de postbak.\n"
    assert {each.reden for each in postbak(post)} == {Postbakreden.GEEN_ADRES}
    assert antwoorden(post) == []
    assert stuur(post, een_brief(echt.upper(), contact(post))).exit_code == 0
    assert len(antwoorden(post)) == 1


def test_a_key_that_was_replaced_still_opens_the_address(post: Flask) -> None:
    oud, geheim = adres(post), post.config["SECRET_KEY"]
    post.config.update(SECRET_KEY="x" * 40, SECRET_KEY_FALLBACKS=[geheim])
    stuur(post, een_brief(oud, contact(post)))
    assert len(antwoorden(post)) == 1
    post.config["SECRET_KEY_FALLBACKS"] = []
    stuur(post, een_brief(oud, contact(post)))
    assert len(postbak(post)) == 1


@pytest.mark.parametrize(
    "koppen", [{"Auto_Submitted": "auto-replied"}, {"Precedence": "bulk"}, {"Return_Path": "<>"}]
)
def test_an_automatic_answer_ends_here_and_is_counted(post: Flask, koppen: dict[str, str]) -> None:
    mails = aside(post, lambda: db.session.scalar(select(func.count(Mail.id))))
    done = stuur(post, brief(post, "Ik ben met vakantie.", **koppen))
    assert (done.exit_code, done.output) == (0, "Een automatisch bericht: niets mee gedaan.\n")
    assert (antwoorden(post), postbak(post), loten(post)) == ([], [], [Postlot.GENEGEERD])
    assert aside(post, lambda: db.session.scalar(select(func.count(Mail.id)))) == mails


def test_our_own_mail_that_comes_back_in_ends_here(post: Flask) -> None:
    for van in (f"iets@{DOMEIN}", "bestuur@example.org"):
        stuur(post, een_brief(adres(post), van))
    assert loten(post) == [Postlot.GENEGEERD] * 2


def test_a_photo_is_developed_and_other_files_are_refused_with_a_sentence(post: Flask) -> None:
    message = brief(post)
    for _number in range(4):
        message.add_attachment(foto(), maintype="image", subtype="jpeg", filename="a.jpg")
    message.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="brief.pdf")
    assert stuur(post, message).exit_code == 0
    fotos = aside(post, lambda: list(db.session.scalars(select(Foto))))
    assert len(fotos) == 3
    assert all(each.is_van_partij and not each.is_vrijgegeven for each in fotos)
    (antwoord,) = antwoorden(post)
    assert "Niet bewaard: brief.pdf, meer dan 3 foto’s." in antwoord.tekst

    def mails() -> list[Mail]:
        return list(db.session.scalars(select(Mail).where(Mail.sleutel.startswith("bijlage:"))))

    (mail,) = aside(post, mails)
    assert mail.aan == contact(post)
    again = brief(post)
    again.add_attachment(b"GIF89a", maintype="image", subtype="gif", filename="b.gif")
    stuur(post, again)
    assert len(aside(post, mails)) == 1  # once a day


def test_a_broken_photo_costs_no_words(post: Flask) -> None:
    message = brief(post)
    message.add_attachment(b"\xff\xd8\xffstuk", maintype="image", subtype="jpeg", filename="a.jpg")
    assert stuur(post, message).exit_code == 0
    (antwoord,) = antwoorden(post)
    assert antwoord.tekst.startswith("Wij komen dinsdag.\n\nNiet bewaard: Dit is geen foto")


def test_what_is_no_message_or_too_much_is_refused(post: Flask, nu: datetime) -> None:
    done = stuur(post, b"")
    assert (done.exit_code, done.stderr) == (1, "Dit is geen e-mail die wij kunnen lezen.\n")
    assert stuur(post, b"From: a@b.nl\n\n" + b"x" * 31 * 1024 * 1024).exit_code == 1

    def flood() -> None:
        db.session.add_all(
            Binnenpost(message_id=f"n{n}", op=nu, lot=Postlot.POSTBAK) for n in range(PER_DAG)
        )

    aside(post, flood)
    done = stuur(post, een_brief(f"antwoord@{DOMEIN}"))
    assert done.exit_code == 1
    assert "Probeer het morgen" in done.stderr
    assert stuur(post, brief(post)).exit_code == 0  # an answer still arrives


def test_without_a_domain_the_mail_server_keeps_the_message(post: Flask) -> None:
    bericht = brief(post)
    post.config["MAIL_REPLY_DOMAIN"] = ""
    done = stuur(post, bericht)
    assert done.exit_code == 75
    assert "VERENIGING_MAIL_REPLY_DOMAIN" in done.stderr
    assert aside(post, lambda: antwoordadres(b"12345678")) is None


@pytest.mark.traag("waits as long as a writer may")
def test_while_others_write_for_too_long_the_mail_server_keeps_the_message(post: Flask) -> None:
    url = str(post.config["DATABASE_URL"])
    if not url.startswith("sqlite"):
        return  # there writers do not wait for each other
    bericht = brief(post)
    with Path(f"{url.removeprefix('sqlite:///')}.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = stuur(post, bericht)
    assert done.exit_code == 75
    assert "later opnieuw" in done.stderr
    assert stuur(post, bericht).exit_code == 0
    assert len(antwoorden(post)) == 1


@pytest.mark.traag("a process of its own")
@pytest.mark.parametrize(
    ("url", "status"),
    [("postgresql+psycopg://niemand@127.0.0.1:9/x", 75), ("oracle://geen-database", 75), ("", 0)],
)
def test_the_real_command_asks_to_come_back_when_it_cannot_take_the_mail(
    post: Flask, url: str, status: int
) -> None:
    bericht = een_brief(adres(post), contact(post)).as_bytes()
    told = {
        name: str(post.config[name])
        for name in ("DATA_DIR", "SECRET_KEY", "STEMBUS_KEY_FILE", "BASE_URL", "MAIL_REPLY_DOMAIN")
    }
    told |= {"DATABASE_URL": url or str(post.config["DATABASE_URL"])}
    done = subprocess.run(
        [sys.executable, "-m", "vereniging", "post", "ontvang"],
        input=bericht, capture_output=True, check=False, timeout=60,
        env={**os.environ, **{f"VERENIGING_{name}": value for name, value in told.items()}},
    )  # fmt: skip
    assert done.returncode == status, done.stderr
    assert len(antwoorden(post)) == (status == 0)


@pytest.fixture
def gemaild(data: Session, app: Flask, nu: datetime) -> Doorzending:
    """A report that was answered by mail."""
    app.config["MAIL_REPLY_DOMAIN"] = DOMEIN
    buurt = een_buurt(data)
    melding = een_melding(buurt, nu)
    acties.bevestigen(melding, nu)
    doorzending = acties.doorsturen(melding, buurt.gemeente, nu)
    data.commit()
    aan = antwoordadres(doorzending.postkiem)
    message = een_brief(aan or "", buurt.gemeente.contacten[0].email, f"Het is klaar.{CITAAT}")
    assert ontvang(message.as_bytes()) is Postlot.ANTWOORD
    data.expire_all()
    return doorzending


def test_an_officer_reads_all_of_it_and_tells_the_reporter_in_own_words(
    data: Session, gemaild: Doorzending, login: Login
) -> None:
    melding = gemaild.melding
    officer = login(een_lid(), "secretaris")
    lijst = officer.get(f"/bestuur/meldingen/{melding.kenmerk}").text
    assert "De partij antwoordde per e-mail" in lijst
    antwoord = doorzendingen(melding)[0].antwoorden[0]
    url = f"/bestuur/meldingen/{melding.kenmerk}/antwoord/{antwoord.id}"
    assert url in lijst
    page = officer.get(url).text
    assert "Wilt u antwoorden?" in page
    assert "Het is klaar." in page

    assert officer.post(url, data={"betekenis": "doorgeven", "tekst": ""}).status_code == 422
    done = officer.post(url, data={"betekenis": "doorgeven", "tekst": "De gemeente komt dinsdag."})
    assert done.status_code == 303
    data.expire_all()
    assert melding.stand is MeldingStand.DOORGESTUURD
    assert not antwoord.is_intern
    (mail,) = data.scalars(select(Mail).where(Mail.sleutel.contains(":antwoord:")))
    assert "De gemeente komt dinsdag." in unseal(keys(Label.MAIL), mail.tekst or b"")
    again = officer.post(url, data={"betekenis": "intern", "tekst": ""})
    assert again.status_code == 409


@pytest.mark.parametrize(
    ("velden", "stand"),
    [
        ({"betekenis": "klaar", "tekst": "De container is leeg."}, MeldingStand.PARTIJ_ZEGT_KLAAR),
        ({"betekenis": "oppakken", "voor_datum": "2026-12-01"}, MeldingStand.OPGEPAKT),
        ({"betekenis": "intern"}, MeldingStand.DOORGESTUURD),
    ],
)
def test_only_an_officer_lets_the_words_of_a_party_count(
    gemaild: Doorzending, login: Login, velden: dict[str, str], stand: MeldingStand
) -> None:
    melding, antwoord = gemaild.melding, gemaild.antwoorden[0]
    url = f"/bestuur/meldingen/{melding.kenmerk}/antwoord/{antwoord.id}"
    assert login(een_lid()).get(url).status_code == 403
    officer = login(een_lid(), "secretaris")
    assert officer.post(url, data=velden).status_code == 303
    db.session.expire_all()
    assert melding.stand is stand
    assert antwoord.is_intern is (velden["betekenis"] == "intern")
    assert not antwoord.wacht


def test_the_reporter_sees_nothing_of_a_mail_that_nobody_looked_at(
    data: Session, gemaild: Doorzending, login: Login, nu: datetime
) -> None:
    melding = gemaild.melding
    acties.openbaar_maken(melding, "Er ligt vuilnis naast een container.", nu)
    data.commit()
    assert "Het is klaar" not in login(een_lid()).get(f"/meldingen/{melding.kenmerk}").text
    assert melding_met(kenmerk=melding.kenmerk) is melding


def test_a_party_that_was_replaced_no_longer_stops_the_clock(
    data: Session, app: Flask, nu: datetime
) -> None:
    app.config["MAIL_REPLY_DOMAIN"] = DOMEIN
    buurt = een_buurt(data)
    melding = een_melding(buurt, nu)
    acties.bevestigen(melding, nu)
    eerste = acties.doorsturen(melding, buurt.gemeente, nu)
    acties.oppakken(melding, nu.date(), nu)
    acties.doorsturen(melding, buurt.gemeente, nu + timedelta(days=2))
    data.commit()
    termijn = melding.termijn
    aan = antwoordadres(eerste.postkiem) or ""
    message = een_brief(aan, buurt.gemeente.contacten[0].email)
    assert ontvang(message.as_bytes()) is Postlot.ANTWOORD
    data.expire_all()
    assert melding.termijn == termijn
    assert not melding.wacht_op_ons
    assert melding.gebeurtenissen[-1].soort == "mail_van_partij"


def test_an_erased_report_takes_no_words_by_mail_any_more(
    data: Session, gemaild: Doorzending, nu: datetime
) -> None:
    adres_partij = gemaild.organisatie.contacten[0].email
    assert acties.permail.mag_antwoorden(gemaild.postkiem, adres_partij)
    gemaild.melding.tekst = ""
    data.commit()
    assert not acties.permail.mag_antwoorden(gemaild.postkiem, adres_partij)
    aan = antwoordadres(gemaild.postkiem)
    bericht = een_brief(aan or "", adres_partij, "Toch nog iets.")
    assert ontvang(bericht.as_bytes()) is Postlot.POSTBAK
    with pytest.raises(KanNietMeer):
        acties.koppel(gemaild.melding, lees(bericht.as_bytes()), nu)


@pytest.mark.parametrize("betekenis", [Betekenis.INTERN, Betekenis.DOORGEVEN])
def test_a_mail_that_was_no_answer_gives_the_party_its_day_back(
    data: Session, gemaild: Doorzending, nu: datetime, betekenis: Betekenis
) -> None:
    melding, (antwoord,) = gemaild.melding, gemaild.antwoorden
    assert gemaild.beantwoord_op
    assert melding.termijn != gemaild.antwoord_voor
    acties.verwerk(antwoord, betekenis, "De gemeente leest het.", None, nu)
    data.commit()
    assert gemaild.beantwoord_op is None
    assert melding.termijn == gemaild.antwoord_voor
    assert (melding.wacht_op_ons, melding.ligt_bij_ons) == (False, False)
    assert onbeantwoord() == [gemaild]
    assert "antwoordt voor" in zin(melding)


def test_a_mail_that_was_no_answer_gives_the_day_back_while_the_reporter_thinks_too(
    data: Session, gemaild: Doorzending, nu: datetime
) -> None:
    melding, (antwoord,) = gemaild.melding, gemaild.antwoorden
    acties.vragen(melding, "Welke container?", nu)
    acties.verwerk(antwoord, Betekenis.INTERN, "", None, nu)
    data.commit()
    assert melding.termijn == gemaild.antwoord_voor
    acties.antwoorden(melding, "De grijze.", nu + timedelta(days=3))
    assert melding.termijn == gemaild.antwoord_voor


def test_another_answer_that_stands_keeps_the_term_with_us(
    data: Session, gemaild: Doorzending, nu: datetime
) -> None:
    melding, eerste = gemaild.melding, gemaild.antwoorden[0]
    later = nu + timedelta(hours=2)
    tweede = Antwoord(op=later, naam="Sam", soort=AntwoordSoort.KAN_NIET, tekst="Geen geld. " * 3)
    acties.beantwoord(gemaild, tweede, later)
    termijn = melding.termijn
    acties.verwerk(eerste, Betekenis.INTERN, "", None, later)
    data.commit()
    assert gemaild.beantwoord_op == later
    assert melding.termijn == termijn
    assert melding.wacht_op_ons


def test_of_two_mails_the_last_one_that_is_no_answer_gives_the_day_back(
    data: Session, gemaild: Doorzending, nu: datetime
) -> None:
    melding, eerste = gemaild.melding, gemaild.antwoorden[0]
    aan = antwoordadres(gemaild.postkiem) or ""
    nog = een_brief(aan, gemaild.organisatie.contacten[0].email, "En nog iets.")
    assert ontvang(nog.as_bytes()) is Postlot.ANTWOORD
    data.expire_all()
    tweede = gemaild.antwoorden[1]
    acties.verwerk(tweede, Betekenis.DOORGEVEN, "De gemeente leest het.", None, nu)
    assert melding.ligt_bij_ons
    acties.verwerk(eerste, Betekenis.INTERN, "", None, nu)
    assert gemaild.beantwoord_op is None
    assert melding.termijn == gemaild.antwoord_voor
    assert not melding.ligt_bij_ons


def test_a_mail_of_whom_it_was_taken_from_moves_nothing_any_more(
    data: Session, gemaild: Doorzending, login: Login, nu: datetime
) -> None:
    melding, (antwoord,) = gemaild.melding, gemaild.antwoorden
    acties.oppakken(melding, nu.date(), nu)
    acties.doorsturen(melding, gemaild.organisatie, nu)
    data.commit()
    termijn = melding.termijn
    url = f"/bestuur/meldingen/{melding.kenmerk}/antwoord/{antwoord.id}"
    officer = login(een_lid(), "secretaris")
    page = officer.get(url).text
    assert 'value="doorgeven"' in page
    assert 'value="klaar"' not in page
    assert 'value="oppakken"' not in page
    for velden in (
        {"betekenis": "klaar", "tekst": "De container is leeg."},
        {"betekenis": "oppakken", "voor_datum": "2026-12-01"},
    ):
        assert officer.post(url, data=velden).status_code == 409
    assert officer.post(url, data={"betekenis": "intern"}).status_code == 303
    data.expire_all()
    assert (melding.stand, melding.termijn) == (MeldingStand.DOORGESTUURD, termijn)


def test_a_mail_of_a_stranger_laid_with_a_report_answers_nothing(
    data: Session, app: Flask, nu: datetime
) -> None:
    app.config["MAIL_REPLY_DOMAIN"] = DOMEIN
    buurt = een_buurt(data)
    melding = een_melding(buurt, nu)
    acties.bevestigen(melding, nu)
    doorzending = acties.doorsturen(melding, buurt.gemeente, nu)
    data.commit()
    termijn, partij = melding.termijn, buurt.gemeente.contacten[0].email
    vreemde = een_brief(f"bestuur@{DOMEIN}", "iemand@anders.example.com", "Ik zag het ook.")
    acties.koppel(melding, lees(vreemde.as_bytes()), nu)
    data.commit()
    assert doorzending.antwoorden == []
    assert (doorzending.beantwoord_op, melding.termijn) == (None, termijn)
    assert melding.gebeurtenissen[-1].soort == "mail_gekoppeld"
    acties.koppel(melding, lees(een_brief(f"bestuur@{DOMEIN}", partij).as_bytes()), nu)
    assert [each.naam for each in doorzending.antwoorden] == [partij]

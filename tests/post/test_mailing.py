"""A mailing: two persons, everybody once, on paper without an address, to be stopped."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from tests.factories import een_huishouden, een_lid
from tests.post.mailing import (
    NU,
    TEKST,
    brieven,
    een_account,
    een_mailing,
    gelezen,
    goedgekeurd,
    inhoud,
    leden,
    mails,
    postvak,
    tekst_van,
)
from tests.support.work import work
from vereniging.core import clock
from vereniging.core.db import db
from vereniging.core.errors import EenAnder, KanNietMeer
from vereniging.leden import ontvangers
from vereniging.leden.models import Functie, FunctieSoort, LidSoort, LidStand
from vereniging.leden.selectie import Selectie
from vereniging.logboek.acties import noteer_inzage
from vereniging.logboek.models import Anker, Logboek
from vereniging.post import acties, mailingen
from vereniging.post.mailing_haken import vraag_van
from vereniging.post.mailing_queries import tel
from vereniging.post.models import (
    AndereTekst,
    GeenOntvangers,
    Mail,
    Mailing,
    MailingStand,
    Mailniveau,
    NietMeerTeWijzigen,
)
from vereniging.post.voorkeuren import kies
from vereniging.statuten.acties import stel_in


def test_who_writes_a_mailing_does_not_let_it_go(data: Session) -> None:
    leden({})
    mailing = een_mailing()
    with pytest.raises(KanNietMeer, match="een concept"):
        mailingen.keur_goed(mailing, mailing.gemaakt_door_id, 1, NU)
    mailingen.leg_voor(mailing, mailing.gemaakt_door_id, NU)
    with pytest.raises(EenAnder):
        mailingen.keur_goed(mailing, mailing.gemaakt_door_id, 1, NU)
    ander = een_account("ander@example.org")
    mailingen.keur_goed(mailing, ander.id, 1, NU)
    assert mailing.stand is MailingStand.LOOPT
    with pytest.raises(KanNietMeer, match="onderweg"):
        mailingen.keur_goed(mailing, ander.id, 1, NU)


@pytest.mark.parametrize(
    "values",
    [
        {"goedgekeurd_door_id": Mailing.voorgelegd_door_id},
        {"goedgekeurd_door_id": None},
        {"voorgelegd_door_id": None},
        {"stand": "concept"},
        {"tekst_en": "Half"},
    ],
)
def test_the_database_too_wants_two_persons_and_whole_texts(
    data: Session, values: dict[str, object]
) -> None:
    leden({})
    mailing = goedgekeurd(een_mailing())
    db.session.flush()
    with pytest.raises(IntegrityError), db.session.begin_nested():
        db.session.execute(update(Mailing).where(Mailing.id == mailing.id).values(values))


def test_a_text_that_changed_after_reading_is_not_let_go(data: Session) -> None:
    leden({})
    mailing = een_mailing()
    mailingen.leg_voor(mailing, mailing.gemaakt_door_id, NU)
    with pytest.raises(NietMeerTeWijzigen):
        mailingen.wijzigen(mailing, {"tekst": "Iets anders dan eerst."})
    mailingen.neem_terug(mailing)
    mailingen.wijzigen(mailing, {"tekst": "Iets anders dan eerst."})
    mailingen.leg_voor(mailing, mailing.gemaakt_door_id, NU)
    ander = een_account("ander@example.org")
    with pytest.raises(AndereTekst):
        mailingen.keur_goed(mailing, ander.id, 1, NU)
    mailingen.keur_goed(mailing, ander.id, 2, NU)


def test_a_mailing_to_nobody_is_not_put_forward(data: Session) -> None:
    mailing = een_mailing(keuze={"soort": "erelid"})
    with pytest.raises(GeenOntvangers):
        mailingen.leg_voor(mailing, mailing.gemaakt_door_id, NU)
    mailingen.gooi_weg(mailing)
    assert mailing.stand is MailingStand.INGETROKKEN
    with pytest.raises(KanNietMeer, match="weggegooid"):
        mailingen.leg_voor(mailing, mailing.gemaakt_door_id, NU)


def test_each_member_gets_it_once_in_their_language_with_a_way_to_stop(
    app: Flask, data: Session, tmp_path: Path
) -> None:
    stel_in(email="hallo@example.org")
    db.session.add(Anker(volgnr=7, hash=b"\xab" * 32, dag=date(2026, 11, 21)))
    leden(
        {"voornaam": "Sam", "email": "sam@example.org"},
        {"email": "anne@example.org", "taal": "en"},
        {"email": None},
    )
    english = {"titel_en": "Planting trees", "tekst_en": "We plant trees on Saturday."}
    mailing = goedgekeurd(een_mailing(**english))
    folder = postvak(app, tmp_path)
    work()
    work()
    arrived = gelezen(folder)
    assert set(arrived) == {"sam@example.org", "anne@example.org"}
    letter, english_one = arrived["sam@example.org"], arrived["anne@example.org"]
    assert letter["Subject"] == "Bomen planten"
    assert english_one["Subject"] == "Planting trees"
    text = inhoud(letter)
    assert letter["Reply-To"] == "hallo@example.org"
    assert "Beste Sam Verbeek" in text
    assert "Komt u ook?" in text
    assert f"7 {'ab' * 16}\n" in text
    stop = letter["List-Unsubscribe"].strip("<>")
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert stop in text
    assert letter.get_content_type() == "text/plain"
    assert "We plant trees" in inhoud(english_one)
    assert mailing.stand is MailingStand.VERSTUURD
    assert tel(mailing) | {"vervallen": 0} == mailing.uitkomst
    assert (mailing.uitkomst["verstuurd"], mailing.uitkomst["brieven"]) == (2, 1)


def test_markup_in_a_text_stays_text_and_long_lines_are_folded(data: Session) -> None:
    leden({"voornaam": "<b>Kim</b>"})
    link = "https://www.example.org/" + "x" * 90
    mailing = goedgekeurd(een_mailing(tekst=f"<script>alert(1)</script> {'woord ' * 40}\n{link}"))
    db.session.flush()
    mailingen.zet_klaar(mailing.kenmerk, 0)
    (mail,) = mails(mailing)
    text = tekst_van(mail)
    assert "Beste <b>Kim</b>" in text
    assert "<script>alert(1)</script>" in text
    assert link in text.splitlines()
    assert max(len(line) for line in text.splitlines() if "/" not in line) <= 72


def test_a_letter_has_no_link_to_stop_and_no_link_lies_open_in_the_outbox(data: Session) -> None:
    leden({"email": None}, {"email": "sam@example.org"})
    mailing = goedgekeurd(een_mailing())
    mailingen.zet_klaar(mailing.kenmerk, 0)
    letter, mail = mails(mailing)
    assert letter.is_brief
    assert letter.afmeldlink is None
    assert "/afmelden/" not in tekst_van(letter)
    assert "/afmelden/" in tekst_van(mail)
    assert mail.afmeldlink is not None
    assert b"afmelden" not in mail.afmeldlink


def test_the_same_portion_twice_writes_nothing_twice(
    data: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    leden(*({} for _ in range(7)))
    monkeypatch.setattr(mailingen, "PORTIE", 3)
    mailing = goedgekeurd(een_mailing())
    for _ in range(2):
        mailingen.zet_klaar(mailing.kenmerk, 0)
    assert len(mails(mailing)) == 3
    work()
    assert len(mails(mailing)) == 7
    assert mailing.klaargezet_op is not None


def test_one_address_gets_one_message_whoever_it_is_for(data: Session) -> None:
    one, two = leden({"email": "Samen@example.org"}, {"email": "samen@example.org"})
    mailing = goedgekeurd(een_mailing())
    mailingen.zet_klaar(mailing.kenmerk, 0)
    (mail,) = mails(mailing)
    assert mail.aan == "samen@example.org"
    assert mail.lid_id in {one.id, two.id}


def chosen(**keuze: object) -> list[str]:
    """The given names of who is chosen."""
    mailing = een_mailing(keuze=Selectie(**keuze).als_keuze())  # type: ignore[arg-type]
    vraag = vraag_van(mailing)
    found = ontvangers.ontvangers(vraag, 0, 50)
    assert ontvangers.tel(vraag).samen == len(found)
    return [ontvanger.naam.split()[0] for ontvanger in found]


def test_members_are_chosen_as_the_register_does_and_by_office(data: Session) -> None:
    kim, _sam, anne, _gone, ended = leden(
        {"voornaam": "Kim"},
        {"voornaam": "Sam", "soort": LidSoort.DONATEUR},
        {"voornaam": "Anne", "email": None},
        {"voornaam": "Dood", "overleden_op": date(2026, 1, 1)},
        {"voornaam": "Weg"},
    )
    ended.lidmaatschappen[0].einde = date(2025, 12, 31)
    for soort, einde in ((FunctieSoort.TELLER, None), (FunctieSoort.MODERATOR, date(2026, 1, 1))):
        office = Functie(lid=anne, soort=soort, begin=date(2025, 1, 1), einde=einde)
        db.session.add(office)
    db.session.flush()
    assert chosen() == ["Kim", "Sam", "Anne"]
    assert chosen(soort=LidSoort.DONATEUR) == ["Sam"]
    assert chosen(zoek=kim.achternaam) == ["Kim"]
    assert chosen(functie=FunctieSoort.TELLER) == ["Anne"]
    assert chosen(functie=FunctieSoort.MODERATOR) == []
    assert chosen(stand=LidStand.BEEINDIGD) == []


def test_of_a_household_the_one_who_reads_mail_gets_it_else_who_pays(data: Session) -> None:
    paper, reads = een_lid(voornaam="Papier", email=None), een_lid(voornaam="Mail")
    first, pays = een_lid(voornaam="Een", email=None), een_lid(voornaam="Betaalt", email=None)
    alone = een_lid(voornaam="Alleen")
    home = een_huishouden(first, pays)
    db.session.add_all([een_huishouden(paper, reads), home, alone])
    db.session.flush()
    home.betaler_id = pays.id
    db.session.flush()
    assert sorted(chosen(per_huishouden=True)) == ["Alleen", "Betaalt", "Mail"]


def test_a_choice_of_a_member_counts_for_the_topic_and_how_much_it_matters(data: Session) -> None:
    niets, belangrijk, week, paper, _alles = leden({}, {}, {}, {"email": None}, {})
    kies(niets.id, {"nieuws": Mailniveau.NIETS}, NU)
    kies(belangrijk.id, {"nieuws": Mailniveau.BELANGRIJK}, NU)
    kies(week.id, {"nieuws": Mailniveau.WEEKOVERZICHT}, NU)
    kies(paper.id, {"nieuws": Mailniveau.WEEKOVERZICHT}, NU)
    counts = [
        ontvangers.tel(vraag_van(een_mailing(**anders)))
        for anders in ({}, {"is_belangrijk": True}, {"onderwerp": "activiteiten"})
    ]
    assert [(count.mail, count.brief, count.niet) for count in counts] == [
        (1, 1, 3), (3, 1, 1), (4, 1, 0),
    ]  # fmt: skip


def test_stopping_keeps_back_what_has_not_left_and_the_page_still_adds_up(
    app: Flask, data: Session, tmp_path: Path
) -> None:
    leden({}, {}, {}, {"email": None})
    mailing = goedgekeurd(een_mailing())
    mailingen.zet_klaar(mailing.kenmerk, 0)
    held = mails(mailing)[0]
    held.gepakt_tot, held.gepakt_door = NU + timedelta(minutes=5), "a" * 32
    db.session.flush()
    mailingen.stop(mailing, NU)
    db.session.expire_all()
    assert [mail.geweigerd for mail in mails(mailing)] == [None, *["gestopt"] * 3]
    assert all(mail.tekst is None for mail in mails(mailing)[1:])
    held = mails(mailing)[0]
    held.gepakt_tot = held.gepakt_door = None
    folder = postvak(app, tmp_path)
    work()
    assert gelezen(folder) == {}
    assert mails(mailing)[0].geweigerd == "gestopt"
    assert mailing.stand is MailingStand.GESTOPT
    assert mailing.uitkomst["vervallen"] == 4
    with pytest.raises(KanNietMeer, match="gestopt"):
        mailingen.stop(mailing, NU)


def test_stopping_before_all_is_written_ends_the_writing(
    data: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    leden({}, {}, {})
    monkeypatch.setattr(mailingen, "PORTIE", 2)
    mailing = goedgekeurd(een_mailing())
    mailingen.zet_klaar(mailing.kenmerk, 0)
    mailingen.stop(mailing, NU)
    work()
    assert len(mails(mailing)) == 2


def test_a_long_mailing_gives_other_work_its_turn(
    app: Flask, data: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    leden(*({} for _ in range(7)))
    mailing = goedgekeurd(een_mailing())
    mailingen.zet_klaar(mailing.kenmerk, 0)
    folder = postvak(app, tmp_path)
    monkeypatch.setattr(acties, "BATCH", 2)
    monkeypatch.setattr(acties, "RONDE", 4)
    counts = []
    for _ in range(2):
        work()
        counts.append(len(gelezen(folder)))
    assert counts == [4, 7]


def test_who_stops_the_mails_while_they_wait_gets_none(
    app: Flask, data: Session, tmp_path: Path
) -> None:
    stopped, _reads = leden({"email": "stop@example.org"}, {"email": "lees@example.org"})
    mailing = goedgekeurd(een_mailing())
    mailingen.zet_klaar(mailing.kenmerk, 0)
    kies(stopped.id, {"nieuws": Mailniveau.NIETS}, NU)
    folder = postvak(app, tmp_path)
    work()
    assert set(gelezen(folder)) == {"lees@example.org"}
    assert mails(mailing)[0].geweigerd == "afgemeld"


def test_a_trial_goes_to_the_writer_alone_and_cannot_be_unsubscribed(
    app: Flask, data: Session, tmp_path: Path
) -> None:
    leden({})
    mailing = een_mailing()
    proef = mailingen.Proef("Noor Test", "noor@example.org", "nl", "1")
    mailingen.stuur_proef(mailing, proef, NU)
    folder = postvak(app, tmp_path)
    work()
    arrived = gelezen(folder)
    assert set(arrived) == {"noor@example.org"}
    letter = arrived["noor@example.org"]
    assert letter["Subject"] == "[proef] Bomen planten"
    assert letter["List-Unsubscribe"] is None
    assert "Beste Noor Test" in inhoud(letter)


def test_posted_letters_leave_the_pile_and_later_ones_stay(data: Session) -> None:
    leden({"email": None}, {"email": None})
    mailing = goedgekeurd(een_mailing())
    mailingen.zet_klaar(mailing.kenmerk, 0)
    first, _second = mails(mailing)
    with pytest.raises(mailingen.AndereStapel):
        mailingen.zijn_gepost(mailing, {first.id}, NU)
    noteer_inzage(mailingen.GEPRINT, mailingen.stapel(mailing, {first.id}), None)
    assert mailingen.zijn_gepost(mailing, {first.id}, NU) == 1
    counts = tel(mailing)
    assert (counts["gepost"], counts["brieven"]) == (1, 1)


def test_the_log_holds_each_step_and_a_hash_of_the_text_but_no_person(
    app: Flask, data: Session, tmp_path: Path
) -> None:
    leden({"email": "kim@example.org"})
    mailing = goedgekeurd(een_mailing())
    postvak(app, tmp_path)
    work()
    lines = db.session.scalars(select(Logboek).order_by(Logboek.volgnr)).all()
    kinds = [line.soort for line in lines if line.soort.startswith("mailing.")]
    assert kinds == [
        "mailing.opgesteld", "mailing.voorgelegd", "mailing.goedgekeurd", "mailing.afgerond",
    ]  # fmt: skip
    said = str([line.wat for line in lines])
    assert mailing.kenmerk in said
    assert "sha256" in said
    assert "kim" not in said
    assert TEKST not in said


def test_the_week_comes_as_one_mail_on_monday_and_once(
    app: Flask, data: Session, tmp_path: Path
) -> None:
    week, _other = leden({"email": "week@example.org"}, {"email": "alles@example.org"})
    kies(week.id, {"nieuws": Mailniveau.WEEKOVERZICHT}, NU)
    goedgekeurd(een_mailing())
    goedgekeurd(een_mailing(titel="Buurtborrel", tekst="Vrijdag om vijf uur."))
    goedgekeurd(een_mailing(titel="Dringend", is_belangrijk=True))
    folder = postvak(app, tmp_path)
    work()
    assert [letter["Subject"] for to, letter in gelezen(folder).items() if to[0] == "w"] == [
        "Dringend"
    ]
    clock.install(lambda: NU + timedelta(hours=11))  # Monday, six o'clock
    work()
    assert db.session.scalars(select(Mail).where(Mail.sleutel.startswith("weekpost"))).all() == []
    clock.install(lambda: NU + timedelta(hours=14))
    work()
    clock.install(lambda: NU + timedelta(days=2))
    work()
    (mail,) = db.session.scalars(select(Mail).where(Mail.sleutel.startswith("weekpost")))
    assert mail.aan == "week@example.org"
    letters = [letter for letter in brieven(folder) if letter["To"] == mail.aan]
    overview = next(each for each in letters if "weekoverzicht" in str(each["Subject"]))
    text = inhoud(overview)
    assert "== Bomen planten ==" in text
    assert "== Buurtborrel ==" in text
    assert "Dringend" not in text
    assert "onderwerp=weekoverzicht" in overview["List-Unsubscribe"]

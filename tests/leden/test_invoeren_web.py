"""The secretary types for others: applications on paper, and details put right."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.conftest import Login
from tests.factories import een_adres, een_lid
from tests.leden.factories import NU, een_bevestigde_aanmelding, post
from tests.support.client import Client
from vereniging.leden import acties
from vereniging.leden.acties import Wijzigbron
from vereniging.leden.models import Aanmelding, AanmeldingStand, Aanmeldkanaal, Lid, Lidwijziging
from vereniging.logboek.models import Logboek
from vereniging.toegang.models import Account

NIEUW = "/bestuur/aanmeldingen/nieuw"
PAPIER = {
    "kanaal": "telefoon",
    "soort": "lid",
    "leeftijd": "ja",
    "huisgenoot": "nee",
    "voornaam": "Aagje",
    "achternaam": "Deken",
    "postcode": "2399ZZ",
    "huisnummer": "12",
    "straat": "Kneppelhoutstraat",
    "email": "",
    "telefoon": "",
    "taal": "nl",
    "akkoord": "y",
}


@pytest.fixture
def secretaris(login: Login) -> Client:
    return login(een_lid(), "secretaris")


def bewaard(lid: Lid, **anders: str) -> dict[str, str]:
    velden = {
        "voornaam": lid.voornaam,
        "achternaam": lid.achternaam,
        "email": lid.email or "",
        "taal": "nl",
        "postcode": lid.adres.postcode,
        "huisnummer": str(lid.adres.huisnummer),
        "straat": lid.adres.straat,
        "plaats": lid.adres.plaats,
        "reden": "Gebeld door het lid.",
    }
    return {**velden, **anders}


def een_opgeslagen_lid(data: Session, **anders: object) -> Lid:
    lid = een_lid(**anders)  # type: ignore[arg-type]  # any field
    data.add(lid)
    data.flush()
    return lid


def test_an_application_by_telephone_without_mail_becomes_a_member_by_letter(
    data: Session, secretaris: Client
) -> None:
    assert "Voer een aanmelding in" in secretaris.get("/bestuur/aanmeldingen").text
    assert secretaris.get(NIEUW).status_code == 200
    assert secretaris.post(NIEUW, PAPIER).status_code == 303
    aanmelding = data.scalars(select(Aanmelding).where(Aanmelding.achternaam == "Deken")).one()
    assert aanmelding.kanaal is Aanmeldkanaal.TELEFOON
    assert aanmelding.stand is AanmeldingStand.INGEDIEND
    assert aanmelding.email is None
    assert aanmelding.akkoord.endswith("telefoon")
    url = f"/bestuur/aanmeldingen/{aanmelding.kenmerk}"
    assert "Per telefoon" in secretaris.get(url).text
    assert secretaris.post(f"{url}/toelating", {"huishouden": "eigen"}).status_code == 303
    lid = data.scalars(select(Lid).where(Lid.achternaam == "Deken")).one()
    assert lid.is_lid_op(NU.date())
    assert lid.huishouden is not None
    letters = [*post("aangemeld:"), *post("welkom:")]
    assert [letter.is_brief for letter in letters] == [True, True]
    page = secretaris.get(f"/bestuur/leden/{lid.lidnummer}").text
    assert aanmelding.kenmerk in page
    assert "Er is nog niets gewijzigd." in page


def test_an_application_on_paper_with_mail_is_told_by_mail(
    data: Session, secretaris: Client
) -> None:
    fields = {**PAPIER, "kanaal": "papier", "email": "Aagje@Example.org"}
    assert secretaris.post(NIEUW, fields).status_code == 303
    (message,) = post("aangemeld:")
    assert message.aan == "aagje@example.org"
    assert not message.is_brief
    assert post("aanmelding:") == []  # nobody has to confirm what was signed on paper


def test_a_second_household_application_without_mail_is_possible(
    data: Session, secretaris: Client
) -> None:
    for naam in ("Aagje", "Betje"):
        assert secretaris.post(NIEUW, {**PAPIER, "voornaam": naam}).status_code == 303
    found = data.scalars(select(Aanmelding).where(Aanmelding.achternaam == "Deken"))
    assert len(list(found)) == 2


@pytest.mark.parametrize(
    ("anders", "sentence"),
    [
        ({"kanaal": ""}, "Kies hoe de aanmelding binnenkwam."),
        ({"kanaal": "web"}, "Kies hoe de aanmelding binnenkwam."),
        ({"voornaam": ""}, "Vul de voornaam in."),
        ({"leeftijd": "nee"}, "U kunt lid worden vanaf 16 jaar."),
        ({"akkoord": ""}, "Vertel dit eerst aan de aanvrager."),
        ({"email": "geen adres"}, "Vul een e-mailadres in dat werkt"),
        ({"telefoon": "bel mij"}, "Vul een telefoonnummer in"),
        ({"straat": ""}, "Wij kennen dit adres nog niet."),
        ({"taal": "xx"}, "Kies een taal."),
    ],
)
def test_what_is_missing_on_paper_is_told_and_kept(
    data: Session, secretaris: Client, anders: dict[str, str], sentence: str
) -> None:
    page = secretaris.post(NIEUW, {**PAPIER, **anders})
    assert page.status_code == 422
    assert sentence in page.text
    assert 'value="Deken"' in page.text
    assert data.scalars(select(Aanmelding)).first() is None


def test_an_address_that_is_known_is_told_before_anything_is_kept(
    data: Session, secretaris: Client
) -> None:
    waiting = een_bevestigde_aanmelding()
    member = een_opgeslagen_lid(data)
    for email in (waiting.email, member.email):
        page = secretaris.post(NIEUW, {**PAPIER, "email": email or ""})
        assert page.status_code == 422
        assert "Dit e-mailadres is van een lid of van een andere aanmelding." in page.text
    assert data.scalars(select(Aanmelding)).one() is waiting


def test_a_correction_is_kept_with_who_when_and_why(data: Session, secretaris: Client) -> None:
    lid = een_opgeslagen_lid(data, voornaam="Jan", email="fout@example.org")
    url = f"/bestuur/leden/{lid.lidnummer}"
    assert 'value="Jan"' in secretaris.get(f"{url}/wijzig").text
    fields = bewaard(lid, voornaam="Janneke", email="Goed@Example.org")
    assert secretaris.post(f"{url}/wijzig", fields).status_code == 303
    assert data.scalars(select(Lid.email).where(Lid.id == lid.id)).one() == "goed@example.org"
    rows = {row.veld: (row.oud, row.nieuw) for row in data.scalars(select(Lidwijziging))}
    assert rows == {
        "voornaam": ("Jan", "Janneke"),
        "email": ("fout@example.org", "goed@example.org"),
    }
    assert {mail.aan for mail in post("email_gewijzigd:")} == {
        "fout@example.org",
        "goed@example.org",
    }
    page = secretaris.get(url).text
    for words in ("Janneke", "fout@example.org", "Gebeld door het lid.", "Voornaam"):
        assert words in page
    lines = list(data.scalars(select(Logboek.wat).where(Logboek.soort == "lid.gewijzigd")))
    assert [line["velden"] for line in lines] == [["email"], ["voornaam"]]
    assert "Janneke" not in str(lines)


def test_a_member_whose_address_is_put_right_signs_in_anew(
    data: Session, login: Login, secretaris: Client
) -> None:
    lid = een_opgeslagen_lid(data)
    member = login(lid)
    assert member.get("/mijn/gegevens").status_code == 200
    fields = bewaard(lid, email="nieuw@example.org")
    secretaris.post(f"/bestuur/leden/{lid.lidnummer}/wijzig", fields)
    assert member.get("/mijn/gegevens").status_code == 303
    account = data.scalars(select(Account).where(Account.lid_id == lid.id)).one()
    assert account.email == "nieuw@example.org"


def test_without_mail_the_member_is_told_at_the_old_address_and_by_letter_from_then_on(
    data: Session, nu: object, secretaris: Client
) -> None:
    lid = een_opgeslagen_lid(data, email="oud@example.org")
    fields = bewaard(lid, email="")
    assert secretaris.post(f"/bestuur/leden/{lid.lidnummer}/wijzig", fields).status_code == 303
    (message,) = post("email_gewijzigd:")
    assert message.aan == "oud@example.org"
    acties.zeg_op(lid, NU)
    (receipt,) = post("opzegging:ontvangen")
    assert receipt.is_brief


def test_an_address_of_somebody_else_is_refused_and_nothing_changes(
    data: Session, secretaris: Client
) -> None:
    ander = een_opgeslagen_lid(data)
    lid = een_opgeslagen_lid(data, voornaam="Jan")
    fields = bewaard(lid, voornaam="Piet", email=ander.email or "")
    page = secretaris.post(f"/bestuur/leden/{lid.lidnummer}/wijzig", fields)
    assert page.status_code == 409
    assert "Iemand anders gebruikt dit e-mailadres al." in page.text
    data.expire_all()
    assert data.scalars(select(Lid.voornaam).where(Lid.id == lid.id)).one() == "Jan"
    assert data.scalars(select(Lidwijziging)).first() is None


def test_saving_the_same_changes_nothing(data: Session, secretaris: Client) -> None:
    lid = een_opgeslagen_lid(data)
    url = f"/bestuur/leden/{lid.lidnummer}/wijzig"
    page = secretaris.post(url, bewaard(lid), follow_redirects=True)
    assert "Er was niets te wijzigen." in page.text
    assert data.scalars(select(Lidwijziging)).first() is None


def test_a_correction_needs_a_reason(data: Session, secretaris: Client) -> None:
    lid = een_opgeslagen_lid(data)
    url = f"/bestuur/leden/{lid.lidnummer}/wijzig"
    page = secretaris.post(url, bewaard(lid, reden="", voornaam="Ander"))
    assert page.status_code == 422
    assert "Schrijf op hoe u dit weet" in page.text
    assert 'value="Ander"' in page.text


def test_only_the_secretary_types_for_others(data: Session, login: Login) -> None:
    lid = een_opgeslagen_lid(data)
    chair = login(een_lid(), "voorzitter")
    for path in (NIEUW, f"/bestuur/leden/{lid.lidnummer}/wijzig"):
        assert chair.get(path).status_code == 403
        assert chair.post(path, bewaard(lid)).status_code == 403
    page = chair.get(f"/bestuur/leden/{lid.lidnummer}").text
    assert "Wijzig gegevens" not in page
    assert login(een_lid(), "secretaris").get("/bestuur/leden/424242/wijzig").status_code == 404


def test_what_a_member_changes_is_history_too(data: Session) -> None:
    lid = een_opgeslagen_lid(data, telefoon="0612345678")
    deur = een_adres(straat="Haagweg")
    data.add(deur)
    data.flush()
    nieuw = acties.Adresgegevens(
        straat=deur.straat,
        huisnummer=deur.huisnummer,
        postcode=deur.postcode,
        plaats=deur.plaats,
        in_werkgebied=True,
    )
    assert acties.wijzig_gegevens(lid, {"telefoon": None}, Wijzigbron(nu=NU))
    assert acties.verhuis(lid, nieuw, Wijzigbron(nu=NU))
    rows = {row.veld: row.nieuw for row in data.scalars(select(Lidwijziging))}
    assert rows["telefoon"] == ""
    assert rows["adres"].startswith("Haagweg")

"""A file of members: looked at first, stored at once, taken back while nothing hangs on it."""

from __future__ import annotations

import io
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.conftest import Login
from tests.factories import een_adres, een_huishouden, een_lid
from tests.leden.test_uitwisselen import GOED, bestand
from tests.support.client import BASE, Client
from vereniging.leden.acties import invoeren
from vereniging.leden.invoerkeuzes import Antwoorden
from vereniging.leden.models import (
    Adres,
    Functie,
    FunctieSoort,
    Huishouden,
    Invoer,
    InvoerStand,
    Lid,
    LidSoort,
)
from vereniging.leden.models.invoer import AlIngevoerd
from vereniging.logboek.models import Logboek
from vereniging.taken.bewaren import REGELS

IMPORT = "/bestuur/leden/import"
KOP = (*GOED, "voorletters", "tussenvoegsel", "toevoeging", "telefoon", "einddatum")


def rij(**anders: str) -> dict[str, str]:
    return {**GOED, "lidnummer": "", "email": "", **anders}


def csv(*rijen: dict[str, str]) -> bytes:
    return bestand(*rijen, kolommen=KOP)


@pytest.fixture
def secretaris(login: Login) -> Client:
    return login(een_lid(), "secretaris")


def stuur(secretaris: Client, inhoud: bytes, naam: str = "leden.csv") -> Any:
    return secretaris.post(IMPORT, {"bestand": (io.BytesIO(inhoud), naam)})


def gelezen(data: Session, inhoud: bytes, nu: datetime) -> Invoer:
    return invoeren.lees_in("leden.csv", inhoud, nu, None)


def kim(data: Session) -> list[Lid]:
    return list(data.scalars(select(Lid).where(Lid.achternaam == "Verbeek").order_by(Lid.id)))


def test_a_file_is_looked_at_stored_and_taken_back(data: Session, secretaris: Client) -> None:
    assert "Er is nog geen bestand ingevoerd." in secretaris.get(IMPORT).text
    sent = stuur(secretaris, csv(GOED, rij(voornaam="Bo", huisnummer="4")))
    assert sent.status_code == 303
    url = sent.location
    page = secretaris.get(url).text
    assert "Er is nog niets ingevoerd." in page
    assert "Voer 2 leden in" in page
    assert kim(data) == []
    assert secretaris.post(f"{url}/uitvoering").status_code == 303
    assert [lid.voornaam for lid in kim(data)] == ["Kim", "Bo"]
    page = secretaris.get(url).text
    assert "Haal 2 leden uit het register" in page
    assert secretaris.post(f"{url}/ongedaan").status_code == 303
    assert kim(data) == []
    assert data.scalar(select(func.count()).where(Adres.straat == "Laan")) == 0
    assert "Ongedaan gemaakt" in secretaris.get(url).text
    soorten = data.scalars(select(Logboek.soort).where(Logboek.soort.like("leden.invo%"))).all()
    assert soorten == ["leden.invoer_ongedaan"]


def test_errors_stand_by_their_line_and_nothing_is_stored(
    data: Session, secretaris: Client
) -> None:
    url = stuur(secretaris, csv(GOED, rij(postcode="23"))).location
    assert "Regel 3: De postcode is 4 cijfers en 2 letters" in secretaris.get(url).text
    refused = secretaris.post(f"{url}/uitvoering")
    assert refused.status_code == 422
    assert "Kies dat u die overslaat" in refused.text
    assert kim(data) == []
    assert secretaris.post(f"{url}/uitvoering", {"goede_rijen": "y"}).status_code == 303
    assert len(kim(data)) == 1
    invoer = data.scalars(select(Invoer)).one()
    assert (invoer.aantal, invoer.fouten, invoer.bestand) == (1, 1, None)


def test_who_seems_to_be_a_member_is_skipped_unless_called_new(
    data: Session, secretaris: Client
) -> None:
    url = stuur(secretaris, csv(GOED)).location
    secretaris.post(f"{url}/uitvoering")
    ander = csv(
        rij(voornaam="KIM"), rij(voornaam="Bo", email="kim@example.org"), rij(voornaam="Al")
    )
    url = stuur(secretaris, ander).location
    page = secretaris.get(url).text
    assert "Lid 12 heeft dezelfde naam en hetzelfde adres." in page
    assert "Lid 12 heeft hetzelfde e-mailadres." in page
    secretaris.post(f"{url}/uitvoering", {"dubbel-3": "nieuw"})
    assert [lid.voornaam for lid in kim(data)] == ["Kim", "Bo", "Al"]
    assert kim(data)[1].email is None


def test_the_same_name_twice_in_one_file_asks_too(data: Session, nu: datetime) -> None:
    invoer = gelezen(data, csv(rij(), rij()), nu)
    assert [(d.rij.regel, d.regel) for d in invoeren.bekijk(invoer).dubbel] == [(3, 2)]
    assert invoeren.voer_in(invoer, Antwoorden(), nu)
    assert len(kim(data)) == 1


def test_the_officer_says_who_live_together(data: Session, secretaris: Client) -> None:
    adres = een_adres(straat="LAAN", huisnummer=9, postcode="2399ZZ")
    thuis = een_huishouden(een_lid(adres=adres))
    data.add(thuis)
    data.flush()
    namen = ["A", "B", "C", "D", "E"]
    huizen = ["5", "5", "6", "6", "9"]
    rijen = [rij(voornaam=n, huisnummer=h) for n, h in zip(namen, huizen, strict=True)]
    url = stuur(secretaris, csv(*rijen)).location
    page = secretaris.get(url).text
    assert "Ieder een eigen huishouden" in page
    assert f"Bij {thuis.leden[0].naam}" in page
    secretaris.post(f"{url}/uitvoering", {"huis-4": "apart", "huis-6": str(thuis.id)})
    a, b, c, d, e = kim(data)
    assert a.huishouden_id == b.huishouden_id
    assert c.huishouden_id != d.huishouden_id
    assert e.huishouden_id == thuis.id


def test_the_same_postcode_and_number_in_another_street_is_another_door(
    data: Session, nu: datetime
) -> None:
    data.add(een_huishouden(een_lid(adres=een_adres(straat="Kade", huisnummer=3))))
    data.flush()
    invoer = gelezen(data, csv(rij(), rij(straat="Dreef")), nu)
    beeld = invoeren.bekijk(invoer)
    assert not beeld.voorstellen
    assert not beeld.dubbel
    invoeren.voer_in(invoer, Antwoorden(), nu)
    een, ander = kim(data)
    assert een.huishouden_id != ander.huishouden_id


def test_a_household_that_was_not_offered_is_not_joined(data: Session, nu: datetime) -> None:
    thuis = een_huishouden(een_lid())
    data.add(thuis)
    data.flush()
    invoer = gelezen(data, csv(rij(voornaam="A"), rij(voornaam="B")), nu)
    invoeren.voer_in(invoer, Antwoorden(bij={2: thuis.id}), nu)
    assert all(lid.huishouden_id != thuis.id for lid in kim(data))


def test_storing_twice_stores_once(data: Session, secretaris: Client) -> None:
    url = stuur(secretaris, csv(rij())).location
    for _again in range(2):
        assert secretaris.post(f"{url}/uitvoering").status_code == 303
    assert len(kim(data)) == 1


def test_the_same_file_is_refused_until_it_is_undone(data: Session, nu: datetime) -> None:
    inhoud = csv(rij())
    eerste, tweede = gelezen(data, inhoud, nu), gelezen(data, inhoud, nu)
    invoeren.voer_in(eerste, Antwoorden(), nu)
    with pytest.raises(AlIngevoerd):
        gelezen(data, inhoud, nu)
    with pytest.raises(AlIngevoerd):
        invoeren.voer_in(tweede, Antwoorden(), nu)
    invoeren.maak_ongedaan(eerste, nu)
    assert invoeren.voer_in(tweede, Antwoorden(), nu)
    assert len(kim(data)) == 1


def test_whom_something_hangs_on_stays_with_the_reason(data: Session, secretaris: Client) -> None:
    url = stuur(secretaris, csv(rij(), rij(voornaam="Bo"))).location
    secretaris.post(f"{url}/uitvoering")
    blijft, _weg = kim(data)
    data.add(Functie(lid=blijft, soort=FunctieSoort.TELLER, begin=date(2026, 1, 1)))
    data.flush()
    page = secretaris.get(url).text
    assert "1 lid blijft staan" in page
    assert "(regel 2): een functie" in page
    secretaris.post(f"{url}/ongedaan")
    assert kim(data) == [blijft]
    page = secretaris.get(url).text
    assert "Deels ongedaan gemaakt" in page
    assert "uit het register</button>" not in page
    data.query(Functie).filter_by(lid_id=blijft.id).delete()
    secretaris.post(f"{url}/ongedaan")
    assert kim(data) == []
    assert data.scalars(select(Invoer.stand)).one() is InvoerStand.ONGEDAAN


def test_a_household_with_somebody_else_in_it_stays(data: Session, nu: datetime) -> None:
    invoer = gelezen(data, csv(rij()), nu)
    invoeren.voer_in(invoer, Antwoorden(), nu)
    thuis = kim(data)[0].huishouden
    assert thuis is not None
    ander = een_lid(adres=thuis.adres)
    thuis.leden.append(ander)
    data.flush()
    assert invoeren.maak_ongedaan(invoer, nu) == 0
    assert data.scalars(select(Huishouden).where(Huishouden.id == thuis.id)).one().leden == [ander]


@pytest.mark.parametrize(
    ("inhoud", "sentence"),
    [
        (b"\xff\xfe\x00", "Dit bestand kunnen wij niet lezen."),
        ("voornaam;naam\né;x".encode("latin-1"), "Dit bestand kunnen wij niet lezen."),
        (b"", "Deze kolommen ontbreken"),
        (b"a;b\n1;2\n", "Deze kolommen ontbreken"),
        (b'voornaam;"' + b"x" * 200_000, "Dit bestand kunnen wij niet lezen."),
        (csv(), "In dit bestand staan geen leden."),
    ],
)
def test_what_is_no_member_file_is_refused(
    data: Session, secretaris: Client, inhoud: bytes, sentence: str
) -> None:
    page = stuur(secretaris, inhoud)
    assert page.status_code == 422
    assert sentence in page.text
    assert data.scalar(select(func.count()).select_from(Invoer)) == 0


def test_ten_megabytes_are_too_much(data: Session, secretaris: Client) -> None:
    answer = secretaris.flask.post(
        IMPORT,
        data=b"x" * 10_000_000,
        content_type="multipart/form-data; boundary=x",
        base_url=BASE,
    )
    assert answer.status_code == 413


def test_strange_characters_are_a_fault_of_the_line(data: Session, secretaris: Client) -> None:
    vreemd = [rij(voornaam="K\x00m"), rij(voornaam="K\nm"), rij(voornaam="K\u202em")]
    url = stuur(secretaris, csv(*vreemd, rij(voornaam="Kim\xa0L"))).location
    page = secretaris.get(url).text
    for regel in (2, 3, 4):
        assert f"Regel {regel}: In deze regel staat een teken dat niet kan" in page
    secretaris.post(f"{url}/uitvoering", {"goede_rijen": "y"})
    assert [lid.voornaam for lid in kim(data)] == ["Kim L"]


def test_a_formula_stays_text(data: Session, secretaris: Client) -> None:
    naam = "<script>=HYPERLINK(1)"
    url = stuur(secretaris, csv(rij(voornaam="=1+1"), rij(voornaam=naam))).location
    assert secretaris.post(f"{url}/uitvoering").status_code == 303
    assert [lid.voornaam for lid in kim(data)] == ["=1+1", naam]
    assert naam not in secretaris.get("/bestuur/leden").text


def test_more_cells_than_columns_and_a_column_twice_are_told(data: Session, nu: datetime) -> None:
    head, line = csv(rij()).split(b"\r\n")[:2]
    twice = csv(rij()).replace(b'"telefoon"', b'"voornaam"')
    with pytest.raises(invoeren.BestandOnbruikbaar):
        gelezen(data, twice, nu)
    more = b"\r\n".join([head, line + b';"nog een"'])
    fouten = invoeren.bekijk(gelezen(data, more, nu)).bestand.fouten
    assert fouten == [(2, "Deze regel heeft meer cellen dan er kolommen zijn.")]


def test_a_file_can_be_thrown_away_and_goes_by_itself(
    data: Session, secretaris: Client, nu: datetime
) -> None:
    url = stuur(secretaris, csv(rij())).location
    assert secretaris.post(f"{url}/wissing").status_code == 303
    assert secretaris.get(url).status_code == 404
    oud = gelezen(data, csv(rij()), nu)
    regel = next(regel for regel in REGELS["leden.opruimen"] if regel.model is Invoer)
    assert regel.tel(nu + timedelta(hours=23)) == 0
    assert regel.tel(nu + timedelta(hours=25)) == 1
    invoeren.voer_in(oud, Antwoorden(), nu)
    assert regel.tel(nu + timedelta(days=99)) == 0


def test_a_stored_file_is_not_thrown_away_and_a_concept_not_undone(
    data: Session, secretaris: Client
) -> None:
    url = stuur(secretaris, csv(rij())).location
    assert secretaris.post(f"{url}/ongedaan").status_code == 409
    secretaris.post(f"{url}/uitvoering")
    assert secretaris.post(f"{url}/wissing").status_code == 409
    assert len(kim(data)) == 1


def test_donors_get_no_household(data: Session, nu: datetime) -> None:
    invoer = gelezen(data, csv(rij(soort="donateur"), rij(voornaam="Bo", soort="donateur")), nu)
    assert invoeren.bekijk(invoer).voorstellen == []
    invoeren.voer_in(invoer, Antwoorden(), nu)
    assert {lid.huishouden for lid in kim(data)} == {None}
    assert {lid.lidmaatschappen[0].soort for lid in kim(data)} == {LidSoort.DONATEUR}


def test_only_the_secretary_reads_files_in(data: Session, login: Login) -> None:
    chair = login(een_lid(), "voorzitter")
    assert chair.get(IMPORT).status_code == 403
    assert stuur(chair, csv(rij())).status_code == 403
    assert "uit een bestand" not in chair.get("/bestuur/leden").text

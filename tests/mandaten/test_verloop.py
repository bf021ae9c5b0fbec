"""The whole story of a position on one line, for everyone once it may be known."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from tests.conftest import Login
from tests.factories import een_lid, een_partij
from tests.mandaten.factories import Gang, een_gang, stemmen
from tests.mandaten.test_tafel import VERHAAL, aan_tafel
from tests.site.test_pages import queries_of
from tests.stembus.factories import een_open_stemming, om
from tests.support.client import Client
from vereniging.commissie.acties import plan_vergadering, sluit_vergadering
from vereniging.commissie.models import Uitkomst, UitkomstSoort
from vereniging.mandaten.acties import leg_uitkomst_vast, publiceer
from vereniging.mandaten.models import Belofte, Tafel

PAGE = "/standpunten/parkeren/verloop"
LINE = [
    "Een lid geeft inbreng",
    "Afgevaardigden maken er een standpunt van",
    "De leden beslissen",
    "De afgevaardigden krijgen hun opdracht",
    "De commissie bespreekt het: eens geworden",
    "Gemeente Leiden zegt iets toe",
    "De afgevaardigden vertellen wat er is bereikt",
]


def met_belofte(data: Session, nu: datetime) -> tuple[Gang, Uitkomst]:
    """The meeting is over; the municipality promised something."""
    gang = aan_tafel(nu)
    data.add(partij := een_partij())
    dag = gang.vergadering.dag + timedelta(days=90)
    belofte = Belofte(partij=partij, tekst="De borden staan er in maart.", voor_datum=dag)
    tafel = Tafel(
        soort=UitkomstSoort.CONSENSUS, tekst="Alleen de ochtend.", niveau=2, belofte=belofte
    )
    uitkomst = leg_uitkomst_vast(gang.punt, tafel, gang.vergadering.begin)
    sluit_vergadering(gang.vergadering, gang.vergadering.begin)
    return gang, uitkomst


def test_everyone_reads_from_the_first_input_to_the_last_promise(
    data: Session, nu: datetime, client: Client
) -> None:
    _gang, uitkomst = met_belofte(data, nu)
    publiceer(uitkomst, VERHAAL, uitkomst.vastgelegd_op)
    text = client.get(PAGE).text
    places = [text.index(kop) for kop in LINE]
    assert places == sorted(places)
    assert "De borden staan er in maart." in text
    assert VERHAAL.bereikt in text
    assert "10 van de 12 leden deden mee: 10 voor, 0 tegen." in text
    position = client.get("/standpunten/parkeren").text
    assert VERHAAL.verder in position
    assert "Lees het hele verloop" in position


def test_what_members_wrote_is_for_members_to_read(
    data: Session, nu: datetime, client: Client, login: Login
) -> None:
    met_belofte(data, nu)
    assert "Rondjes rijden op zaterdag." not in client.get(PAGE).text
    assert "Rondjes rijden op zaterdag." in login(een_lid()).get(PAGE).text


def test_the_line_stays_with_members_until_the_meeting_is_over(
    data: Session, nu: datetime, client: Client, login: Login
) -> None:
    een_gang(nu, stemmen(m1=4))
    assert client.get(PAGE).status_code == 404
    page = login(een_lid()).get(PAGE)
    assert "Straks:" in page.text
    assert client.get("/standpunten/bestaat-niet/verloop").status_code == 404


def test_a_late_report_is_public_from_the_eighth_day(
    data: Session, nu: datetime, client: Client
) -> None:
    gang, uitkomst = met_belofte(data, nu)
    om(gang.vergadering.begin + timedelta(days=7))
    assert "te laat" not in client.get("/standpunten/parkeren").text
    later = om(gang.vergadering.begin + timedelta(days=8))
    for path in (PAGE, "/standpunten/parkeren", f"/mandaten/{gang.mandaat.slug}", "/standpunten"):
        assert "De terugkoppeling is 1 dag te laat." in client.get(path).text, path
    publiceer(uitkomst, VERHAAL, later)
    for path in (PAGE, "/standpunten/parkeren", "/standpunten"):
        assert "te laat" not in client.get(path).text, path


def test_a_late_report_is_on_the_front_page_within_eight_statements(
    data: Session, nu: datetime, client: Client
) -> None:
    gang, uitkomst = met_belofte(data, nu)
    plan_vergadering("Vergadering 5", nu + timedelta(days=60), "Speeltuin")
    later = om(gang.vergadering.begin + timedelta(days=8))
    een_open_stemming(later - timedelta(days=1), slug="iets-anders")
    assert queries_of(client, "/") <= 8
    page = client.get("/").text
    assert "Hier wacht u nog op bericht van ons" in page
    assert "Terugkoppeling 1 dag te laat" in page
    assert f"/vergaderingen/{gang.vergadering.slug}" in page
    publiceer(uitkomst, VERHAAL, later)
    assert "Hier wacht u nog op bericht van ons" not in client.get("/").text

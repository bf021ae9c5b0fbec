"""The key file and the two-of-three tellers (protocol 4.2)."""

import stat
from concurrent.futures import ThreadPoolExecutor
from itertools import permutations
from pathlib import Path

import pytest

from vereniging.stembus.protocol import sleutels
from vereniging.stembus.protocol.envelop import NietTeOpenen
from vereniging.stembus.protocol.sleutels import KekOntbreekt, Sleutelbestand, SleutelbestandFout
from vereniging.stembus.protocol.tellers import (
    Tellersleutel,
    WachtzinFout,
    WachtzinTeKort,
    eerste_teller,
    tweede_teller,
    verzegel_voor_tellers,
)

SLUG = "kascommissie-2026"
ZINNEN = ("drie wijze wachtzinnen 1", "drie wijze wachtzinnen 2", "drie wijze wachtzinnen 3")


@pytest.fixture
def bestand(tmp_path: Path) -> Sleutelbestand:
    nieuw = Sleutelbestand(tmp_path / "stembus.json")
    nieuw.maak()
    return nieuw


def test_a_new_key_file_is_for_its_owner_only_and_never_made_twice(bestand: Sleutelbestand) -> None:
    assert stat.S_IMODE(bestand.pad.stat().st_mode) == 0o600
    seed = bestand.ondertekening()
    with pytest.raises(SleutelbestandFout):
        bestand.maak()
    assert bestand.ondertekening() == seed
    assert len(seed) == 32


def test_a_key_is_there_until_it_is_destroyed(bestand: Sleutelbestand) -> None:
    kek = sleutels.nieuwe_kek()
    bestand.bewaar(SLUG, kek)
    bestand.bewaar(SLUG, kek)
    assert bestand.kek(SLUG) == kek
    assert bestand.stemmingen() == {SLUG}
    with pytest.raises(SleutelbestandFout):
        bestand.bewaar(SLUG, sleutels.nieuwe_kek())
    bestand.vernietig(SLUG)
    bestand.vernietig(SLUG)
    with pytest.raises(KekOntbreekt):
        bestand.kek(SLUG)
    assert kek.hex().encode() not in bestand.pad.read_bytes()
    assert [pad.name for pad in bestand.pad.parent.iterdir()] == ["stembus.json"]


def test_the_copy_on_another_disk_loses_the_key_too(tmp_path: Path) -> None:
    (tmp_path / "schijf").mkdir()
    bestand = Sleutelbestand(tmp_path / "stembus.json", tmp_path / "schijf" / "kopie.json")
    bestand.maak()
    bestand.bewaar(SLUG, sleutels.nieuwe_kek())
    assert bestand.kopie is not None
    assert bestand.kopie.read_bytes() == bestand.pad.read_bytes()
    bestand.vernietig(SLUG)
    assert SLUG.encode() not in bestand.kopie.read_bytes()


def test_writers_at_the_same_time_lose_no_key(bestand: Sleutelbestand) -> None:
    namen = [f"stemming-{nummer}" for nummer in range(16)]
    with ThreadPoolExecutor(8) as groep:
        list(groep.map(lambda naam: bestand.bewaar(naam, sleutels.nieuwe_kek()), namen))
    assert bestand.stemmingen() == set(namen)


@pytest.mark.parametrize(
    "inhoud", [b"", b"{}", b"[]", b'{"ondertekening":"","stemmingen":{},"versie":2}']
)
def test_a_damaged_key_file_is_refused(bestand: Sleutelbestand, inhoud: bytes) -> None:
    bestand.pad.write_bytes(inhoud)
    with pytest.raises(SleutelbestandFout):
        bestand.ondertekening()


def test_a_missing_or_readable_key_file_is_refused(bestand: Sleutelbestand) -> None:
    bestand.pad.chmod(0o644)
    with pytest.raises(SleutelbestandFout, match="0600"):
        bestand.ondertekening()
    bestand.pad.unlink()
    with pytest.raises(SleutelbestandFout):
        bestand.ondertekening()


def test_the_test_message_tells_whether_the_halves_belong_together() -> None:
    prive, publiek = sleutels.nieuw_paar()
    ander, _ = sleutels.nieuw_paar()
    assert sleutels.sleutel_werkt(publiek, prive)
    assert not sleutels.sleutel_werkt(publiek, ander)


def test_every_pair_of_tellers_opens_in_both_orders_and_nobody_alone() -> None:
    tellers = [Tellersleutel.maak(zin) for zin in ZINNEN]
    prives = [teller.open(zin) for teller, zin in zip(tellers, ZINNEN, strict=True)]
    geheim, _ = sleutels.nieuw_paar()
    paren = verzegel_voor_tellers(SLUG, geheim, [teller.publiek for teller in tellers])
    for een, twee in permutations((1, 2, 3), 2):
        tussen = eerste_teller(SLUG, paren, een, prives[een - 1])
        assert geheim not in b"".join(tussen.values())
        assert tweede_teller(SLUG, tussen, twee, prives[twee - 1]) == geheim
        with pytest.raises(NietTeOpenen):
            tweede_teller(SLUG, tussen, een, prives[een - 1])
        with pytest.raises(NietTeOpenen):
            tweede_teller(SLUG, tussen, twee, prives[een - 1])
        with pytest.raises(NietTeOpenen):
            eerste_teller(SLUG, paren, een, prives[twee - 1])
        with pytest.raises(NietTeOpenen):
            eerste_teller("andere-stemming", paren, een, prives[een - 1])


def test_a_wrong_wachtzin_opens_nothing_and_a_short_one_is_refused() -> None:
    teller = Tellersleutel.maak(ZINNEN[0])
    with pytest.raises(WachtzinFout):
        teller.open(ZINNEN[1])
    with pytest.raises(WachtzinTeKort):
        Tellersleutel.maak("negentien tekens...")

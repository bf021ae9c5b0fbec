"""Every vector of the protocol passes in the package."""

from hashlib import sha256
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from tests.stembus.vectoren import vectoren
from vereniging.stembus.protocol import canonical, codes, handtekening, merkle, sleutels, tellers
from vereniging.stembus.protocol.envelop import (
    NietTeOpenen,
    open_verzegeld,
    verzegel,
    vul_aan,
    zegel,
)
from vereniging.stembus.publicatie import Registerrij, register_wortel, uitslag_wortel

V = vectoren()


@pytest.mark.parametrize("geval", V["canoniek"])
def test_a_value_has_one_canonical_spelling(geval: dict[str, str]) -> None:
    data = canonical.encode(geval["invoer"])
    assert data.hex() == geval["bytes"]
    assert sha256(data).hexdigest() == geval["sha256"]
    assert canonical.decode(data) == geval["invoer"]


@pytest.mark.parametrize("geval", V["canoniek_geweigerd"], ids=lambda geval: geval["waarom"])
def test_another_spelling_is_refused(geval: dict[str, str]) -> None:
    with pytest.raises(canonical.NotCanonical):
        canonical.decode(geval["tekst"].encode())


@pytest.mark.parametrize(
    "tekst",
    ['{"t":"e\u0301"}', '{"é":1}', "[NaN]", "[Infinity]", "[" * 5000, '"\ud800"', "", "[1e2]"],
)
def test_reading_refuses_what_the_words_of_the_rule_forbid(tekst: str) -> None:
    with pytest.raises(canonical.NotCanonical):
        canonical.decode(tekst.encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize("waarde", [1.5, {1: 2}, {"é": 1}, "e\u0301", 2**53, ["\ud800"], (1,)])
def test_writing_refuses_what_readers_would_refuse(waarde: object) -> None:
    with pytest.raises(canonical.NotCanonical):
        canonical.encode(waarde)


@pytest.mark.parametrize("geval", V["merkle"], ids=lambda geval: geval["n"])
def test_the_tree_is_that_of_rfc_9162(geval: dict[str, Any]) -> None:
    bladeren = [merkle.leaf(tekst.encode()) for tekst in geval["bladeren"]]
    assert sorted(blad.hex() for blad in bladeren) == geval["zegels_gesorteerd"]
    assert merkle.sorted_root(bladeren).hex() == geval["wortel"]
    assert merkle.root(bladeren).hex() == geval["wortel_in_opgegeven_volgorde"]


def test_ballot_lines_are_the_leaves_of_the_result() -> None:
    assert uitslag_wortel(V["stembiljetten"]["regels"]) == V["stembiljetten"]["wortel"]


def test_the_roll_is_hashed_in_leaf_order() -> None:
    rijen = [
        Registerrij(rij["lid"], rij["grond"], bytes.fromhex(rij["zout"]))
        for rij in V["register"]["rijen"]
    ]
    assert register_wortel(rijen) == V["register"]["wortel"]
    assert register_wortel(reversed(rijen)) == V["register"]["wortel"]


def test_the_envelope_opens_to_the_padded_content() -> None:
    geval = V["envelop"]
    prive = X25519PrivateKey.from_private_bytes(bytes.fromhex(geval["prive"]))
    envelop, info = bytes.fromhex(geval["envelop"]), geval["info_tekst"].encode()
    inhoud = vul_aan(geval["inhoud_tekst"].encode(), geval["lengte"])
    assert prive.public_key().public_bytes_raw().hex() == geval["publiek"]
    assert open_verzegeld(prive, info, envelop) == inhoud
    assert zegel(envelop) == geval["zegel"]
    nieuw = verzegel(prive.public_key(), info, inhoud)
    assert len(nieuw) == len(envelop) == geval["envelop_bytes"]
    assert nieuw != envelop
    assert open_verzegeld(prive, info, nieuw) == inhoud
    with pytest.raises(NietTeOpenen):
        open_verzegeld(prive, info + b"x", envelop)


@pytest.mark.parametrize("soort", ["bewijs", "bus", "uitslag"])
def test_signatures_are_those_of_the_vectors(soort: str) -> None:
    alle = V["handtekeningen"]
    ondertekenaar = handtekening.Ondertekenaar(bytes.fromhex(alle["seed"]))
    boodschap = alle[soort]["bericht_tekst"].encode()
    assert ondertekenaar.publieke_sleutel.hex() == alle["publiek"]
    assert ondertekenaar.teken(boodschap) == alle[soort]["handtekening"]
    assert handtekening.klopt(
        ondertekenaar.publieke_sleutel, boodschap, alle[soort]["handtekening"]
    )


def test_messages_have_the_fields_of_the_table() -> None:
    alle = V["handtekeningen"]
    for soort, maak in (
        ("bewijs", handtekening.bewijs_bericht),
        ("bus", handtekening.bus_bericht),
        ("uitslag", handtekening.uitslag_bericht),
    ):
        tekst = alle[soort]["bericht_tekst"]
        velden: list[Any] = [
            int(x) if x.isdigit() and len(x) < 10 else x for x in tekst.split("\n")[1:-1]
        ]
        assert maak(*velden) == tekst.encode()


def test_a_code_follows_from_the_nonce_and_reads_back_as_people_type_it() -> None:
    geval = V["code"]
    sleutel = codes.codesleutel(bytes.fromhex(geval["ikm_seed"]))
    assert sleutel.hex() == geval["sleutel"]
    _, slug, lid, revisie, nonce, _ = geval["bericht_tekst"].split("\n")
    code = codes.stemcode(sleutel, slug, lid, int(revisie), bytes.fromhex(nonce))
    assert code == geval["code"]
    assert codes.normaliseer(codes.leesbaar(code).lower()) == code
    for rij in geval["crockford"]:
        assert codes.crockford(bytes.fromhex(rij["bytes"])) == rij["code"]
    for getypt, bedoeld in geval["normaliseer"]:
        assert codes.normaliseer(getypt) == bedoeld


def test_wrapped_keys_open_and_nothing_else_does() -> None:
    geval = V["sleutels"]
    kek, verpakt = bytes.fromhex(geval["kek"]), bytes.fromhex(geval["verpakt"])
    prive = bytes.fromhex(geval["prive"])
    assert sleutels.pak_uit(kek, "parkeren-2026-12", verpakt) == prive
    opnieuw = sleutels.verpak(kek, "parkeren-2026-12", prive)
    assert opnieuw != verpakt
    assert sleutels.pak_uit(kek, "parkeren-2026-12", opnieuw) == prive
    for slechte_kek, slug, data in (
        (kek[::-1], "parkeren-2026-12", verpakt),
        (kek, "parkeren-2027-12", verpakt),
        (kek, "parkeren-2026-12", verpakt[:-1]),
        (kek, "parkeren-2026-12", b""),
    ):
        with pytest.raises(NietTeOpenen):
            sleutels.pak_uit(slechte_kek, slug, data)


def test_a_tellersleutel_opens_with_its_wachtzin() -> None:
    alle = V["sleutels"]
    argon, geval = alle["argon2id"], alle["tellersleutel"]
    zout = bytes.fromhex(argon["zout"])
    assert tellers.wachtzinsleutel(argon["wachtzin"], zout).hex() == argon["sleutel"]
    verpakt = bytes.fromhex(geval["verpakt"])
    teller = tellers.Tellersleutel(b"", zout, verpakt)
    assert teller.open(argon["wachtzin"]).hex() == geval["prive"]


def test_the_sealed_pair_of_the_vectors_opens_from_outside_to_inside() -> None:
    geval = V["sleutels"]["paar"]
    buiten, binnen = bytes.fromhex(geval["buiten_prive"]), bytes.fromhex(geval["binnen_prive"])
    assert len(bytes.fromhex(geval["paar"])) == geval["bytes"]
    paren = canonical.encode({"1-2": geval["paar"], "1-3": geval["paar"]})
    tussen = tellers.eerste_teller("parkeren-2026-12", paren, 1, buiten)
    prive = tellers.tweede_teller("parkeren-2026-12", tussen, 2, binnen)
    assert prive.hex() == V["sleutels"]["prive"]

"""natellen.py agrees with the count, and with nothing that was changed afterwards."""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

import pytest

from tests.stembus.vectoren import publicatie, telwaarden, vectoren
from tests.stembus.verifier import Folder
from tests.stembus.voorbeeld import (
    SEED,
    Stembureau,
    alle_soorten,
    dobbelsteen,
    een_plan,
    niveaus,
    opties,
    papier,
)
from vereniging.stembus import natellen
from vereniging.stembus.inhoud import Keuzes
from vereniging.stembus.protocol.canonical import encode
from vereniging.stembus.protocol.handtekening import Ondertekenaar, bus_bericht, uitslag_bericht
from vereniging.stembus.stappen.tellen import Papierbatch
from vereniging.stembus.telling.meerderheid import Quorum
from vereniging.stembus.telling.oordeel import VoorTegenVraag
from vereniging.stembus.telling.rangschikken import RangschikkenVraag

NATELLEN = Path(natellen.__file__)
V = vectoren()


@pytest.fixture
def tel_na(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Any:
    """Run the script as main() does; answers exit status and lines."""

    def voer_uit(map_: Path, *vlaggen: str) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["natellen.py", str(map_), *vlaggen])
        return natellen.main(), capsys.readouterr().out

    return voer_uit


@pytest.fixture
def voorbeeld(tmp_path: Path) -> Path:
    for naam, data in publicatie().items():
        (tmp_path / naam).write_bytes(data)
    (tmp_path / "bewijs.txt").write_bytes(V["publicatie"]["bewijs.txt"].encode())
    return tmp_path


def onderteken(map_: Path) -> None:
    """Sign a changed set again, as a dishonest association would."""
    pen = Ondertekenaar(SEED)
    regels, uitslag = (json.loads((map_ / f"{n}.json").read_bytes()) for n in ("regels", "uitslag"))
    hashes = [sha256((map_ / f"{n}.json").read_bytes()).hexdigest() for n in ("regels", "uitslag")]
    slug, bus, wortel = regels["stemming"], uitslag["bus"], uitslag["stembiljetten"]["wortel"]
    boodschap = uitslag_bericht(slug, hashes[0], bus["wortel"], wortel, hashes[1])
    nieuw = {
        "bus": pen.teken(bus_bericht(slug, hashes[0], bus["aantal"], bus["wortel"])),
        "publieke_sleutel": pen.publieke_sleutel.hex(),
        "regels_hash": hashes[0],
        "stemming": slug,
        "uitslag": pen.teken(boodschap),
        "versie": 1,
    }
    (map_ / "handtekening.json").write_bytes(encode(nieuw))


def wijzig_json(pad: Path, verander: Callable[[Any], object]) -> None:
    inhoud = json.loads(pad.read_bytes())
    verander(inhoud)
    pad.write_bytes(encode(inhoud))


def test_the_script_is_short_and_imports_nothing_of_ours() -> None:
    tekst = NATELLEN.read_text("utf-8")
    assert len(tekst.splitlines()) <= 300
    assert "vereniging" not in tekst


def test_the_example_of_the_vectors_is_right(voorbeeld: Path) -> None:
    for vlaggen in (
        [],
        ["--bewijs", str(voorbeeld / "bewijs.txt")],
        ["--code", "pdfm-b5f6-9d4j-qbk3"],
    ):
        gedaan = subprocess.run(  # noqa: S603 our own script
            [sys.executable, "-I", NATELLEN, voorbeeld, *vlaggen],
            capture_output=True,
            check=False,
            encoding="utf-8",
        )
        assert gedaan.returncode == V["publicatie"]["natellen_exit"]
        assert gedaan.stdout.endswith("De uitslag klopt.\n")
        assert "FOUT" not in gedaan.stdout
    assert Folder(voorbeeld).errors() == []


def test_without_a_key_it_prints_what_to_compare(voorbeeld: Path, tel_na: Any) -> None:
    sleutel = V["handtekeningen"]["publiek"]
    kort = sha256(bytes.fromhex(sleutel)).hexdigest()[:16]
    _, tekst = tel_na(voorbeeld)
    assert f"{kort}. Vergelijk dit met de mail of de notulen." in tekst
    assert tel_na(voorbeeld, "--sleutel", sleutel)[0] == 0
    assert tel_na(voorbeeld, "--sleutel", sleutel[::-1])[0] == 1


@pytest.mark.parametrize("naam", sorted(publicatie()))
def test_a_flipped_bit_anywhere_is_seen(voorbeeld: Path, tel_na: Any, naam: str) -> None:
    data = publicatie()[naam]
    for plaats in range(0, len(data), max(7, len(data) // 15)):
        veranderd = bytearray(data)
        veranderd[plaats] ^= 1 << plaats % 8
        (voorbeeld / naam).write_bytes(veranderd)
        uitgang, tekst = tel_na(voorbeeld)
        assert uitgang == 1, (naam, plaats)
        assert "FOUT" in tekst
        assert tekst.endswith("De uitslag klopt NIET.\n")


@pytest.mark.parametrize("naam", ["bus.txt", "stembiljetten.csv"])
def test_a_removed_added_or_swapped_line_is_seen(voorbeeld: Path, tel_na: Any, naam: str) -> None:
    lijnen = publicatie()[naam].splitlines(keepends=True)
    for anders in (
        lijnen[:-1],
        [*lijnen[:2], *lijnen[3:]],
        [*lijnen, lijnen[-1]],
        [*lijnen[:1], lijnen[2], lijnen[1], *lijnen[3:]],
        [*lijnen, b"\n"],
        [b"".join(lijnen)[:-1]],
        [],
    ):
        (voorbeeld / naam).write_bytes(b"".join(anders))
        uitgang, tekst = tel_na(voorbeeld)
        assert uitgang == 1
        assert "FOUT" in tekst


@pytest.mark.parametrize("naam", sorted(publicatie()))
def test_a_missing_file_is_not_a_wrong_result(voorbeeld: Path, tel_na: Any, naam: str) -> None:
    (voorbeeld / naam).unlink()
    uitgang, tekst = tel_na(voorbeeld)
    assert uitgang == 2
    assert f"{naam} ontbreekt" in tekst
    if naam != "bus.txt":
        (voorbeeld / "bus.txt").write_bytes(b"")
        assert tel_na(voorbeeld)[0] == 1


def test_wrong_use_is_2(voorbeeld: Path, tel_na: Any, capsys: Any) -> None:
    with pytest.raises(SystemExit) as einde:
        tel_na(voorbeeld, "--onbekend")
    assert einde.value.code == 2
    assert tel_na(voorbeeld, "--bewijs", str(voorbeeld / "geen.txt"))[0] == 2
    assert tel_na(voorbeeld / "geen_map")[0] == 2


def test_a_vote_that_is_not_in_it_is_4_unless_the_set_is_wrong(
    voorbeeld: Path, tel_na: Any
) -> None:
    assert tel_na(voorbeeld, "--code", "0000-0000-0000-0000")[0] == 4
    bewijs = voorbeeld / "bewijs.txt"
    bewijs.write_bytes(bewijs.read_bytes().replace(b"f25df", b"f25d0"))
    uitgang, tekst = tel_na(voorbeeld, "--bewijs", str(bewijs))
    assert uitgang == 4
    assert "Stemde u later opnieuw?" in tekst
    bewijs.write_bytes(b"\xff\xfe niets")
    assert tel_na(voorbeeld, "--bewijs", str(bewijs))[0] == 4
    (voorbeeld / "bus.txt").write_bytes(b"")
    assert tel_na(voorbeeld, "--code", "0000-0000-0000-0000")[0] == 1


def test_a_later_vote_replaces_the_proof_of_the_first(tmp_path: Path, tel_na: Any) -> None:
    bureau = Stembureau(een_plan())
    bureau.stem_willekeurig(6, dobbelsteen(1))
    eerste = bureau.stem("1000", Keuzes({"v1": "voor"}), 0).ontvangst
    tweede = bureau.stem("1000", Keuzes({"v1": "tegen"}), 1).ontvangst
    bureau.tel()
    map_ = bureau.publiceer(tmp_path)
    for ontvangst, verwacht in ((eerste, 4), (tweede, 0)):
        pad = tmp_path.parent / "bewijs.txt"
        pad.write_bytes(ontvangst.bewijs)
        assert tel_na(map_, "--bewijs", str(pad))[0] == verwacht
        assert tel_na(map_, "--code", ontvangst.code)[0] == verwacht


@pytest.mark.parametrize("seed", range(4))
def test_every_type_of_question_is_recounted(tmp_path: Path, tel_na: Any, seed: int) -> None:
    toeval = dobbelsteen(seed)
    niveau = "openbaar" if seed % 2 else "geheim"
    quorum = Quorum((1, 1)) if seed == 2 else Quorum((1, 3))
    bureau = Stembureau(een_plan(*alle_soorten(), niveau=niveau, quorum=quorum), leden=20)
    bureau.stem_willekeurig(12, toeval)
    batch = Papierbatch(4, 1, papier(bureau.regels, 3, toeval))
    telling = bureau.tel(batch, extra=[b"geen envelop"])
    map_ = bureau.publiceer(tmp_path)
    assert telling.uitslag["stembiljetten"]["aantal"] == 15
    assert (telling.uitslag["vragen"][0]["uitkomst"] == "quorum_niet_gehaald") == (seed == 2)
    uitgang, tekst = tel_na(map_)
    assert uitgang == 0, tekst
    assert Folder(map_).errors() == []


@pytest.mark.parametrize("aantal", range(5))
def test_few_votes_are_partly_checked(tmp_path: Path, tel_na: Any, aantal: int) -> None:
    bureau = Stembureau(een_plan(*alle_soorten()))
    bureau.stem_willekeurig(aantal, dobbelsteen(aantal))
    bureau.tel()
    map_ = bureau.publiceer(tmp_path)
    assert not (map_ / "stembiljetten.csv").exists()
    uitgang, tekst = tel_na(map_)
    assert uitgang == 3, tekst
    assert "alleen gedeeltelijk" in tekst
    assert Folder(map_).errors() == []


def test_an_open_vote_of_few_is_published_and_of_none_is_not(tmp_path: Path, tel_na: Any) -> None:
    bureau = Stembureau(een_plan(niveau="openbaar"))
    bureau.tel()
    assert tel_na(bureau.publiceer(tmp_path))[0] == 3
    bureau.stem("1000", Keuzes({"v1": "voor"}, naam="Noor Voorbeeld"))
    bureau.tel()
    map_ = bureau.publiceer(tmp_path)
    assert tel_na(map_)[0] == 0
    assert "Noor Voorbeeld" in (map_ / "stembiljetten.csv").read_text("utf-8")


def test_a_tie_is_recounted_as_a_tie(tmp_path: Path, tel_na: Any) -> None:
    bureau = Stembureau(een_plan(RangschikkenVraag("v1", "", opties(3), methode="irv")))
    for lid, lijst in enumerate(("a>b", "a>b", "b>a", "b>a", "c", "c")):
        bureau.stem(str(lid), Keuzes({"v1": lijst}))
    telling = bureau.tel()
    assert telling.uitslag["vragen"][0]["uitkomst"] == "gelijk"
    assert tel_na(bureau.publiceer(tmp_path))[0] == 0


@pytest.mark.parametrize(
    ("bestand", "verander"),
    [
        ("uitslag.json", lambda u: u["vragen"][0]["telling"].update(voor=7)),
        ("uitslag.json", lambda u: u["vragen"][0].update(uitkomst="verworpen")),
        ("uitslag.json", lambda u: u["vragen"].pop()),
        ("uitslag.json", lambda u: u["opkomst"].update(web=7)),
        ("uitslag.json", lambda u: u["opkomst"].update(papier=70)),
        ("uitslag.json", lambda u: u.update(ongeldig_papier=1)),
        ("uitslag.json", lambda u: u["ongeldig"][0].update(zegel="00" * 32)),
        ("uitslag.json", lambda u: u.update(ongeldig=[])),
        ("uitslag.json", lambda u: u.update(publicatie="totalen")),
        ("uitslag.json", lambda u: u.update(quorum={"gehaald": True, "nodig": 1})),
        ("uitslag.json", lambda u: u.update(kiesgerechtigd=13)),
        ("uitslag.json", lambda u: u.update(stemming="andere")),
        ("uitslag.json", lambda u: u.pop("opkomst")),
        ("kiesgerechtigd.json", lambda k: k.update(kiesgerechtigd=13)),
        ("kiesgerechtigd.json", lambda k: k["gronden"].update(lid=10)),
    ],
    ids=[f"leugen {number}" for number in range(15)],
)
def test_a_lie_under_a_good_signature_is_seen(
    voorbeeld: Path, tel_na: Any, bestand: str, verander: Callable[[Any], object]
) -> None:
    wijzig_json(voorbeeld / bestand, verander)
    onderteken(voorbeeld)
    uitgang, tekst = tel_na(voorbeeld)
    assert uitgang == 1, tekst


def test_a_forbidden_answer_under_a_good_root_is_seen(tmp_path: Path, tel_na: Any) -> None:
    bureau = Stembureau(een_plan())
    bureau.stem_willekeurig(6, dobbelsteen(3))
    bureau.tel()
    map_ = bureau.publiceer(tmp_path)
    lijnen = (map_ / "stembiljetten.csv").read_text("utf-8-sig").splitlines()
    lijnen[1] = lijnen[1].rsplit(";", 1)[0] + ";misschien"
    (map_ / "stembiljetten.csv").write_text(
        "\ufeff" + "\n".join(lijnen) + "\n", "utf-8", newline="\n"
    )
    bladeren = [sha256(b"\0" + lijn.encode()).digest() for lijn in lijnen[1:]]
    wortel = natellen.wortel(bladeren)
    wijzig_json(map_ / "uitslag.json", lambda u: u["stembiljetten"].update(wortel=wortel))
    onderteken(map_)
    uitgang, tekst = tel_na(map_)
    assert uitgang == 1
    assert "misschien" in tekst


def test_an_unknown_version_is_2_only_if_nothing_else_is_wrong(
    voorbeeld: Path, tel_na: Any
) -> None:
    wijzig_json(voorbeeld / "uitslag.json", lambda u: u.update(versie=2))
    assert tel_na(voorbeeld)[0] == 1
    onderteken(voorbeeld)
    uitgang, tekst = tel_na(voorbeeld)
    assert uitgang == 2, tekst
    assert "onbekende versie 2" in tekst


@pytest.mark.parametrize("geval", V["canoniek_geweigerd"], ids=lambda geval: geval["waarom"])
def test_it_refuses_another_spelling(geval: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r".*"):
        natellen.canoniek(geval["tekst"].encode())


def test_it_reads_every_canonical_value() -> None:
    for geval in V["canoniek"]:
        assert natellen.canoniek(bytes.fromhex(geval["bytes"])) == geval["invoer"]
    for slecht in ('{"t":"e\u0301"}', '{"é":1}', "[NaN]", "[-9007199254740992]", "[1e2]"):
        with pytest.raises(ValueError, match=r".*"):
            natellen.canoniek(slecht.encode())


def test_its_tree_and_signatures_are_those_of_the_vectors() -> None:
    for geval in V["merkle"]:
        bladeren = [sha256(b"\0" + tekst.encode()).digest() for tekst in geval["bladeren"]]
        assert natellen.wortel(sorted(bladeren)) == geval["wortel"]
        assert natellen.wortel(bladeren) == geval["wortel_in_opgegeven_volgorde"]
    alle = V["handtekeningen"]
    for soort in ("bewijs", "bus", "uitslag"):
        bericht, getekend = alle[soort]["bericht_tekst"].encode(), alle[soort]["handtekening"]
        assert natellen.is_getekend(alle["publiek"], bericht, getekend)
        assert not natellen.is_getekend(alle["publiek"], bericht + b" ", getekend)
        assert not natellen.is_getekend(alle["publiek"], bericht, getekend + "00")
        te_groot = int.from_bytes(bytes.fromhex(getekend)[32:], "little") + natellen.L
        gerekt = getekend[:64] + te_groot.to_bytes(32, "little").hex()
        assert not natellen.is_getekend(alle["publiek"], bericht, gerekt)


def uitkomst(regels: dict[str, Any], stemmen: dict[str, int], rol: int = 100) -> Any:
    vraag = natellen.Vraag(regels, Counter(stemmen))
    telling = vraag.telling()
    n = sum(stemmen.values()) - telling["blanco"]
    return vraag.besluit(telling, n, rol) | {"telling": telling}


@pytest.mark.parametrize("methode", ["schulze", "irv"])
def test_it_ranks_the_vectors(methode: Literal["schulze", "irv"]) -> None:
    for geval in V["rangschikken"]:
        stemmen, keuzes = telwaarden(geval["profiel"]), opties(len(geval["opties"]))
        gevonden = uitkomst(
            RangschikkenVraag("v1", "", keuzes, methode=methode).als_regels(), stemmen
        )
        assert {k: gevonden[k] for k in geval[methode]} == geval[methode]


def test_it_judges_the_vectors() -> None:
    for geval in V["bandbreedte"]:
        regels = {"type": "bandbreedte", "niveaus": niveaus(geval["niveaus"])}
        gevonden = uitkomst(regels | {"drempel": geval["drempel"]}, telwaarden(geval["profiel"]))
        assert gevonden == {k: geval[k] for k in ("telling", "ondergrens", "uitkomst")}
    for geval in V["voor_tegen"]:
        regels = {"type": "voor_tegen", "meerderheid": geval["meerderheid"]}
        stemmen = {k: geval[k] for k in ("voor", "tegen", "blanco")}
        assert uitkomst(regels, stemmen, geval["kiesgerechtigd"])["uitkomst"] == geval["uitkomst"]
    for geval in V["consent"]:
        stemmen = {"akkoord": geval["akkoord"], "bezwaar:belang": geval["bezwaar"]}
        regels = {"type": "consent", "drempel": geval["drempel"]}
        assert uitkomst(regels, stemmen)["uitkomst"] == geval["uitkomst"]


def test_it_fills_seats_and_adds_scores_as_the_vectors_do() -> None:
    velden = ("gekozen", "gelijk", "uitkomst")
    for geval in V["keuze"]:
        keuzes = [{"sleutel": letter} for letter in geval["telling"]]
        regels = {"type": "meervoudig", "opties": keuzes, "zetels": geval["zetels"]}
        vraag = natellen.Vraag(regels | {"meerderheid": geval["meerderheid"]}, Counter[str]())
        besluit = vraag.besluit(geval["telling"], geval["niet_blanco"], 100)
        assert besluit == {k: geval[k] for k in velden}
    for geval in V["score"]:
        keuzes = [{"sleutel": letter} for letter in "abc"[: len(geval["telling"]) - 1]]
        stemmen = Counter(telwaarden(geval["stemmen"]))
        vraag = natellen.Vraag({"type": "score", "opties": keuzes}, stemmen)
        assert vraag.telling() == geval["telling"]
        n = stemmen.total() - stemmen["blanco"]
        assert vraag.besluit(geval["telling"], n, 100) == {k: geval[k] for k in velden}


def test_an_answer_it_allows_is_one_the_ballot_allows() -> None:
    for vraag in alle_soorten():
        zelf = natellen.Vraag(vraag.als_regels(), Counter[str]())
        for waarde in ("", "a", "b,a", "a,b", "a>b", "a>a", "voor", "m0", "m4", "akkoord", "a,a"):
            assert zelf.mag(waarde) == vraag.mag(waarde), (vraag.type, waarde)
        assert zelf.mag("blanco")
        assert zelf.mag(vraag.langste)


def test_a_blank_vote_is_no_answer_for_a_majority(tmp_path: Path, tel_na: Any) -> None:
    bureau = Stembureau(een_plan(VoorTegenVraag("v1", "Voor?")))
    for lid in range(6):
        bureau.stem(str(lid), Keuzes({"v1": "blanco"}))
    assert bureau.tel().uitslag["vragen"][0]["uitkomst"] == "geen_uitspraak"
    assert tel_na(bureau.publiceer(tmp_path))[0] == 0

"""The count: vectors, independent references, and answers that are none."""

from collections import Counter
from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyrankvote import (  # type: ignore[import-untyped]
    Ballot,
    Candidate,
    instant_runoff_voting,
)

from tests.stembus import verifier
from tests.stembus.vectoren import telwaarden, vectoren
from tests.stembus.voorbeeld import alle_soorten, antwoord, dobbelsteen, niveaus, opties
from vereniging.stembus.telling.keuze import (
    EnkelvoudigVraag,
    MeervoudigVraag,
    ScoreVraag,
    benoem,
    wijs_toe,
)
from vereniging.stembus.telling.lezen import lees_vraag, lees_vragen
from vereniging.stembus.telling.meerderheid import Meerderheid, OngeldigeInstelling, Quorum
from vereniging.stembus.telling.oordeel import BandbreedteVraag, ConsentVraag, VoorTegenVraag
from vereniging.stembus.telling.rangschikken import RangschikkenVraag
from vereniging.stembus.telling.vraag import KeuzeFout, Optie, Vraag

V = vectoren()
PROFIELEN = 1_000


def uitslag(vraag: Vraag, stemmen: dict[str, int], rol: int = 1_000) -> dict[str, Any]:
    return vraag.uitslag(stemmen, rol, quorum_gehaald=True)


def willekeurige_lijsten(toeval: Random, letters: str) -> list[str]:
    return [
        ">".join(toeval.sample(letters, toeval.randint(1, len(letters))))
        for _ in range(toeval.randint(1, 25))
    ]


@pytest.mark.parametrize("geval", V["rangschikken"], ids=lambda geval: geval["naam"])
def test_ranked_vectors(geval: dict[str, Any]) -> None:
    stemmen, keuzes = telwaarden(geval["profiel"]), opties(len(geval["opties"]))
    schulze = uitslag(RangschikkenVraag("v1", "", keuzes), stemmen)
    irv = uitslag(RangschikkenVraag("v1", "", keuzes, methode="irv"), stemmen)
    assert schulze["telling"] == {"blanco": 0, "paren": geval["paren"]}
    assert {k: schulze[k] for k in geval["schulze"]} == geval["schulze"]
    assert {k: irv[k] for k in geval["irv"]} == geval["irv"]
    assert irv["telling"] == {"blanco": 0}


@pytest.mark.parametrize("geval", V["bandbreedte"], ids=lambda geval: geval["naam"])
def test_bandbreedte_vectors(geval: dict[str, Any]) -> None:
    vraag = BandbreedteVraag("v1", "", niveaus(geval["niveaus"]), tuple(geval["drempel"]))
    gevonden = uitslag(vraag, telwaarden(geval["profiel"]))
    assert {k: gevonden[k] for k in ("telling", "ondergrens", "uitkomst")} == {
        k: geval[k] for k in ("telling", "ondergrens", "uitkomst")
    }


@pytest.mark.parametrize("geval", V["voor_tegen"])
def test_voor_tegen_vectors(geval: dict[str, Any]) -> None:
    vraag = VoorTegenVraag("v1", "", Meerderheid.lees(geval["meerderheid"]))
    stemmen = {k: geval[k] for k in ("voor", "tegen", "blanco")}
    gevonden = uitslag(vraag, stemmen, geval["kiesgerechtigd"])
    assert gevonden["uitkomst"] == geval["uitkomst"]
    assert gevonden["telling"] == stemmen


@pytest.mark.parametrize("geval", V["keuze"], ids=lambda geval: geval["naam"])
def test_seat_vectors(geval: dict[str, Any]) -> None:
    eis = geval["meerderheid"] and Meerderheid.lees(geval["meerderheid"])
    n = geval["niet_blanco"]
    gekozen, gelijk = wijs_toe(
        geval["telling"], geval["zetels"], lambda x: not eis or eis.is_gehaald(x, n, 1)
    )
    zonder = "geen_meerderheid" if n else "geen_uitspraak"
    assert benoem(gekozen, gelijk, zonder) == {
        k: geval[k] for k in ("uitkomst", "gekozen", "gelijk")
    }


@pytest.mark.parametrize("geval", V["score"], ids=lambda geval: geval["naam"])
def test_score_vectors(geval: dict[str, Any]) -> None:
    vraag = ScoreVraag("v1", "", opties(len(geval["telling"]) - 1))
    gevonden = uitslag(vraag, telwaarden(geval["stemmen"]))
    velden = ("telling", "gekozen", "gelijk", "uitkomst")
    assert {k: gevonden[k] for k in velden} == {k: geval[k] for k in velden}


@pytest.mark.parametrize("geval", V["consent"])
def test_consent_vectors(geval: dict[str, Any]) -> None:
    vraag = ConsentVraag("v1", "", tuple(geval["drempel"]))
    stemmen = {"akkoord": geval["akkoord"], "bezwaar:convenant": geval["bezwaar"]}
    assert uitslag(vraag, stemmen)["uitkomst"] == geval["uitkomst"]


def test_schulze_equals_an_independent_search_on_random_profiles() -> None:
    toeval = dobbelsteen(20261203)
    for _ in range(PROFIELEN):
        letters = "abcdefg"[: toeval.randint(2, 7)]
        lijsten = willekeurige_lijsten(toeval, letters)
        vraag = RangschikkenVraag("v1", "", opties(len(letters)))
        verwacht = verifier.schulze_order(lijsten, list(letters))
        assert uitslag(vraag, Counter(lijsten))["volgorde"] == verwacht


def test_irv_equals_pyrankvote_where_one_option_wins() -> None:
    toeval = dobbelsteen(20261204)
    vergeleken = 0
    for _ in range(PROFIELEN):
        letters = "abcdefg"[: toeval.randint(2, 7)]
        lijsten = willekeurige_lijsten(toeval, letters)
        vraag = RangschikkenVraag("v1", "", opties(len(letters)), methode="irv")
        gevonden = uitslag(vraag, Counter(lijsten))
        winnaars = gevonden["gekozen"] or gevonden["gelijk"]
        assert set(winnaars) == verifier.runoff_winners(lijsten, frozenset(letters))
        if gevonden["gekozen"]:
            namen = {letter: Candidate(letter) for letter in letters}
            biljetten = [Ballot([namen[x] for x in lijst.split(">")]) for lijst in lijsten]
            anders = instant_runoff_voting(list(namen.values()), biljetten).get_winners()
            assert [winnaar.name for winnaar in anders] == gevonden["gekozen"]
            vergeleken += 1
    assert vergeleken > PROFIELEN // 2


def test_irv_shows_rounds_that_end_with_a_winner_or_a_tie() -> None:
    vraag = RangschikkenVraag("v1", "", opties(12), methode="irv")
    gevonden = uitslag(vraag, {"a": 2, "b>a": 1, "blanco": 4})
    assert gevonden["gekozen"] == ["a"]
    assert gevonden["telling"] == {"blanco": 4}
    gelijk = uitslag(vraag, {"c>l": 1, "l>c": 1})
    assert gelijk["gelijk"] == ["c", "l"]
    assert gelijk["rondes"][-1] == {"c": 1, "l": 1}


def test_all_types_agree_with_the_second_verifier() -> None:
    toeval = dobbelsteen(7)
    for _ in range(150):
        for vraag in alle_soorten():
            biljetten = [antwoord(vraag, toeval) for _ in range(toeval.randrange(12))]
            gevonden = uitslag(vraag, Counter(biljetten), 12)
            verwacht = verifier.outcome(vraag.als_regels(), biljetten, 12)
            assert {k: gevonden[k] for k in verwacht} == verwacht


@given(st.lists(st.integers(0, 3), max_size=40))
def test_a_lower_bound_is_the_largest_accepted_by_enough(keuzes: list[int]) -> None:
    vraag = BandbreedteVraag("v1", "", niveaus(3))
    gevonden = uitslag(vraag, Counter(f"m{k}" for k in keuzes))["ondergrens"]
    genoeg = [k for k in (1, 2, 3) if keuzes and sum(x >= k for x in keuzes) * 5 >= 3 * len(keuzes)]
    assert gevonden == max(genoeg, default=None)


def test_a_missed_quorum_leaves_counts_and_takes_outcomes() -> None:
    for vraag in alle_soorten():
        leeg = vraag.uitslag({}, 10, quorum_gehaald=False)
        vol = vraag.uitslag({antwoord(vraag, dobbelsteen(1)): 3}, 10, quorum_gehaald=False)
        for gevonden in (leeg, vol):
            assert gevonden["uitkomst"] == "quorum_niet_gehaald"
            assert gevonden.get("gekozen", []) == gevonden.get("gelijk", []) == []
            assert gevonden.get("ondergrens") is None
        assert vol["telling"] == uitslag(vraag, {antwoord(vraag, dobbelsteen(1)): 3})["telling"]


def test_a_quorum_is_rounded_up_and_reached_exactly() -> None:
    quorum = Quorum((1, 3))
    assert quorum.als_uitslag(4, 10) == {"gehaald": True, "nodig": 4}
    assert quorum.als_uitslag(3, 10) == {"gehaald": False, "nodig": 4}


def test_a_majority_that_is_not_strict_is_reached_on_the_line() -> None:
    eis = Meerderheid("uitgebracht", (2, 3), strikt=False)
    assert eis.is_gehaald(2, 3, 100)
    assert not Meerderheid("uitgebracht", (2, 3)).is_gehaald(2, 3, 100)


@pytest.mark.parametrize("vraag", alle_soorten(), ids=lambda vraag: vraag.type + vraag.sleutel)
def test_questions_survive_the_way_to_regels_json_and_back(vraag: Vraag) -> None:
    assert lees_vraag(vraag.als_regels()) == vraag
    for wijziging in ({"extra": 1}, {"type": "loten"}, {"sleutel": None, "type": None}):
        with pytest.raises(OngeldigeInstelling):
            lees_vraag(vraag.als_regels() | wijziging)


def test_a_ballot_has_one_to_eight_questions_in_order() -> None:
    vragen = [vraag.als_regels() for vraag in alle_soorten()]
    assert lees_vragen(vragen) == alle_soorten()
    half = VoorTegenVraag("v1", "Voor?").als_regels() | {"type": "consent", "meerderheid": None}
    open_ = RangschikkenVraag("v1", "", opties(6)).als_regels() | {"publicatie": "per_stem"}
    for verkeerd in ([], vragen[1:], [*vragen, vragen[0]], [half], [open_]):
        with pytest.raises(OngeldigeInstelling):
            lees_vragen(verkeerd)


@pytest.mark.parametrize(
    ("vraag", "goed", "fout"),
    [
        (0, ["voor", "tegen"], ["Voor", "", "a"]),
        (1, ["a", "c"], ["d", "a,b", "A"]),
        (2, ["a", "a,c", "b,c,d"], ["c,a", "a,a", "a,b,c,d", "a,", "e", ""]),
        (3, ["a", "d>a>c>b"], ["a>a", "a,b", ">a", "e", ""]),
        (5, ["a0,b1,c2,d3,e4,f5,g0"], ["a0", "b0,a1,c2,d3,e4,f5,g0", "a6,b1,c2,d3,e4,f5,g0"]),
        (6, ["akkoord", "bezwaar:belang"], ["bezwaar", "bezwaar:smaak"]),
        (7, ["m0", "m3"], ["m4", "3", "m"]),
    ],
)
def test_only_the_described_waarden_are_answers(
    vraag: int, goed: list[str], fout: list[str]
) -> None:
    assert all(alle_soorten()[vraag].mag(waarde) for waarde in [*goed, "blanco"])
    assert not any(alle_soorten()[vraag].mag(waarde) for waarde in fout)


def test_a_form_that_is_no_answer_says_what_is_wrong() -> None:
    meervoudig = MeervoudigVraag("v1", "", opties(5), min=2, max=3, zetels=1)
    rang, score = RangschikkenVraag("v1", "", opties(3)), ScoreVraag("v1", "", opties(2))
    gevallen: list[tuple[Any, Any, str, dict[str, int]]] = [
        (meervoudig, [], "ontbreekt", {}),
        (meervoudig, "a", "te_weinig", {"minstens": 2, "aantal": 1}),
        (meervoudig, "abcd", "te_veel", {"hoogstens": 3, "aantal": 4}),
        (meervoudig, "ax", "ontbreekt", {}),
        (rang, {}, "ontbreekt", {}),
        (rang, {"a": 2, "b": 2}, "dubbele_plaats", {"plaats": 2}),
        (rang, {"x": 1}, "ontbreekt", {}),
        (score, {"a": 1}, "ontbreekt", {}),
        (score, {"a": 1, "b": 6}, "ontbreekt", {}),
    ]
    for vraag, gegeven, reden, getallen in gevallen:
        with pytest.raises(KeuzeFout) as fout:
            vraag.waarde(gegeven)
        assert (fout.value.reden, fout.value.gegeven) == (reden, getallen)
    assert meervoudig.waarde("ca") == "a,c"
    assert rang.waarde({"c": 1, "a": 3}) == "c>a"
    assert score.waarde({"a": 1, "b": 5}) == "a1,b5"


def test_settings_outside_the_rules_are_refused() -> None:
    verkeerd: list[Callable[[], object]] = [
        lambda: EnkelvoudigVraag("v1", "", opties(1)),
        lambda: EnkelvoudigVraag("v1", "", (Optie("b", ""), Optie("a", ""))),
        lambda: RangschikkenVraag("v1", "", opties(13)),
        lambda: RangschikkenVraag("v1", "", opties(3), methode="loten"),  # type: ignore[arg-type]
        lambda: MeervoudigVraag("v1", "", opties(3), min=0),
        lambda: MeervoudigVraag("v1", "", opties(3), zetels=4),
        lambda: BandbreedteVraag("v1", "", niveaus(1)),
        lambda: ConsentVraag("v1", "", (0, 5)),
        lambda: ConsentVraag("v1", "", (6, 5)),
        lambda: Quorum((1, 0)),
        lambda: Quorum("half"),  # type: ignore[arg-type]
        lambda: Meerderheid("leden"),  # type: ignore[arg-type]
        lambda: Meerderheid.lees({"basis": "uitgebracht"}),
    ]
    for maak in verkeerd:
        with pytest.raises(OngeldigeInstelling):
            maak()


def test_ballots_are_published_summed_above_five_options_only() -> None:
    soorten: tuple[type[ScoreVraag | RangschikkenVraag], ...] = (ScoreVraag, RangschikkenVraag)
    for soort in soorten:
        assert not soort("v1", "", opties(5)).is_opgeteld
        assert soort("v1", "", opties(6)).als_regels()["publicatie"] == "opgeteld"
    assert not EnkelvoudigVraag("v1", "", opties(9)).is_opgeteld

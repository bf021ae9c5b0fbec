from __future__ import annotations

import re
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from vereniging.demo.namen import STRATEN, Bewoner, bewoner, losse_bewoners, woningen

# The people of the story (domain.md section 9): nobody else may be taken for them.
STORY = {
    *("Achterberg", "Wouterlood", "Osseweijer", "Belhadji", "Tolmeijer"),
    *("Kruisman", "Roodenrijs", "Veldkant", "Sahan"),
}


@settings(max_examples=25)
@given(seed=st.integers(0, 10**6))
def test_96_households_hold_140_different_people_in_known_streets(seed: int) -> None:
    homes = woningen(seed)
    people = [each for home in homes for each in home.bewoners]
    assert (len(homes), len(people)) == (96, 140)
    assert len({each.email for each in people}) == 140
    assert len({(each.voornaam, each.tussenvoegsel, each.achternaam) for each in people}) == 140
    assert len({(home.straat, home.huisnummer) for home in homes}) == 96
    assert {home.straat for home in homes} <= set(STRATEN)
    assert not STORY & {each.achternaam for each in people}


def test_the_same_seed_gives_the_same_neighbourhood() -> None:
    assert woningen(7) == woningen(7)
    assert woningen(7) != woningen(8)


def test_every_address_for_mail_is_one_that_never_arrives() -> None:
    people = [each for home in woningen() for each in home.bewoners]
    assert all(re.fullmatch(r"[a-z0-9]+\.[a-z0-9]+@example\.org", each.email) for each in people)


def test_some_households_share_a_surname_and_some_do_not() -> None:
    shared = Counter(
        len({each.achternaam for each in home.bewoners}) == 1
        for home in woningen()
        if len(home.bewoners) == 2
    )
    assert min(shared[True], shared[False]) > 3


def test_a_newcomer_lives_in_none_of_the_homes() -> None:
    homes = woningen()
    living = {each.email for home in homes for each in home.bewoners}
    newcomers = losse_bewoners(20, homes)
    assert len({each.email for each in newcomers} - living) == 20
    everybody = losse_bewoners(10**9, homes)
    assert len(everybody) == len({each.email for each in everybody} - living) > 10_000


def test_a_surname_gives_up_its_tussenvoegsel() -> None:
    assert bewoner("Hülya", "in 't Riet") == Bewoner(
        "Hülya", "H.", "in 't", "Riet", "hulya.intriet@example.org"
    )
    assert bewoner("Noor", "Aydoğmak").email == "noor.aydogmak@example.org"

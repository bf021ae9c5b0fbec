"""The English catalogue says everything that the Dutch program says."""

from __future__ import annotations

from babel.messages.catalog import Catalog

from tools import catalogus


def test_every_sentence_is_in_english_with_the_same_values() -> None:
    found = list(catalogus.problems())
    assert not found, "\n".join([f"{len(found)} keer:", *found[:20]])


def test_other_placeholders_a_gap_and_a_missing_plural_are_refused() -> None:
    catalog = with_sentences()
    given = {
        "Beste %(naam)s,": "Dear %(name)s,",
        "%(num)s lid": "%(num)s member",
        "Bestaat niet.": "Does not exist.",
        "Goed.": "",
    }
    complaints = catalogus.fill(catalog, given)
    assert [line.rsplit(": ", 1)[1] for line in complaints] == list(given)
    assert len(catalogus.untranslated(catalog)) == 3


def test_translations_are_filled_in_and_survive_the_file() -> None:
    catalog = with_sentences()
    given = {
        "Beste %(naam)s,": "Dear %(naam)s,",
        "%(num)s lid": ["one member", "%(num)s members"],
        "Goed.": "Good.",
    }
    assert catalogus.fill(catalog, given) == []
    po, mo = catalogus.rendered(catalog)
    assert catalogus.compiled(po) == mo
    assert b"Dear %(naam)s," in mo
    assert catalogus.untranslated(catalog) == []


def with_sentences() -> Catalog:
    """A catalogue with a name, a count and a plain sentence."""
    catalog = catalogus.empty()
    catalog.add("Beste %(naam)s,")
    catalog.add(("%(num)s lid", "%(num)s leden"))
    catalog.add("Goed.")
    return catalog

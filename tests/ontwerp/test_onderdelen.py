"""The macros, rendered as a page would, without a database."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import html5lib
import pytest
from flask import Flask, render_template, render_template_string

from tests.support.client import assert_strict
from vereniging.core import i18n, static, templating, web
from vereniging.core.resources import PACKAGE, resource
from vereniging.core.tags import LABELS, TAGS
from vereniging.demo.stijl import StijlForm, voorbeelden

ICONS = set(re.findall(r'id="([a-z-]+)"', (PACKAGE / "static/img/icons.svg").read_text()))
SVG = "{http://www.w3.org/2000/svg}"
TAG_NAMES = {"wait", "busy", "good", "late", "closed"}
ERROR_PAGES = sorted(path.stem for path in resource("templates").glob("fouten/[0-9]*.html"))


@pytest.fixture(scope="module")
def los() -> Flask:
    """The kernel's templating on an app without routes."""
    app = Flask(
        "los",
        static_folder=str(PACKAGE / "static"),
        template_folder=str(resource("templates")),
    )
    app.config.update(SECRET_KEY="los", BASE_URL="http://127.0.0.1:8000", WTF_CSRF_ENABLED=False)
    for module in (i18n, web, templating, static):
        module.init_app(app)
    app.add_url_rule("/stijl", "stijl", lambda: "")
    return app


@pytest.fixture
def request_(los: Flask) -> Iterator[None]:
    """A request to render in."""
    with los.test_request_context("/stijl?stand=open&stand=bezig&blad=2"):
        yield


def delen(source: str, **context: Any) -> str:
    """Render one use of the small parts."""
    names = {"d": "delen", "f": "formulier", "g": "grafiek"}
    head = "".join(f'{{% import "components/{file}.html" as {n} %}}' for n, file in names.items())
    return render_template_string(head + source, **context)


def tree(html: str) -> Any:
    """The parsed fragment."""
    return html5lib.parse(html, namespaceHTMLElements=False)


@pytest.mark.usefixtures("request_")
@pytest.mark.parametrize("stand", sorted(TAGS))
def test_every_tag_has_a_word_and_an_icon(stand: str) -> None:
    html = delen("{{ d.stand(stand) }}", stand=stand)
    assert TAGS[stand] in TAG_NAMES
    assert str(LABELS[stand]) in html
    icon = re.search(r"#([a-z-]+)\"", html)
    assert icon is not None
    assert icon[1] in ICONS


@pytest.mark.usefixtures("request_")
def test_an_unknown_stand_still_shows_its_word() -> None:
    assert "Heel nieuw" in delen('{{ d.stand("heel_nieuw") }}')


def test_every_icon_a_template_names_is_in_the_sprite() -> None:
    sources = [path.read_text() for path in resource("templates").rglob("*.html")]
    named = {name for text in sources for name in re.findall(r'icoon(?:=|\()"([a-z-]+)"', text)}
    assert named <= ICONS


@pytest.mark.usefixtures("request_")
@pytest.mark.parametrize("met_fouten", [False, True])
def test_the_style_page_is_strictly_valid(*, met_fouten: bool) -> None:
    html = render_template("demo/stijl.html", **voorbeelden(met_fouten=met_fouten))
    signed = html.replace("</form>", '<input type="hidden" name="csrf_token"></form>')
    assert_strict(signed, "stijl")
    assert ("<title>Fout: " in html) is met_fouten


@pytest.mark.usefixtures("request_")
def test_label_hint_error_and_control_come_in_that_order() -> None:
    form = voorbeelden(met_fouten=True)["form"]
    html = delen("{{ f.veld(form.email) }}", form=form)
    order = [html.index(part) for part in ("<label", "email-hint", "email-fout", "<input")]
    assert order == sorted(order)
    assert 'aria-describedby="email-hint email-fout"' in html
    assert "placeholder" not in html


@pytest.mark.usefixtures("request_")
def test_the_summary_counts_in_words_and_leads_to_each_field() -> None:
    form = voorbeelden(met_fouten=True)["form"]
    page = tree(delen("{{ f.fouten(form) }}{{ f.keuzes(form.per) }}", form=form))
    summary = page.find(".//div[@role='alert']")
    assert summary.find("h2").text == "Vijf antwoorden kloppen nog niet"
    links = [link.get("href") for link in summary.iter("a")]
    assert links == ["#huisnummer", "#email", "#tekst", "#per-0", "#akkoord"]
    assert page.find(".//input[@id='per-0']") is not None


@pytest.mark.usefixtures("request_")
def test_one_wrong_answer_is_said_in_the_singular() -> None:
    form = StijlForm(formdata=None)
    form.email.errors = ["Vul een e-mailadres in."]
    assert "Eén antwoord klopt nog niet" in delen("{{ f.fouten(form) }}", form=form)


@pytest.mark.usefixtures("request_")
def test_only_optional_fields_say_so() -> None:
    form = StijlForm(formdata=None)
    html = delen("{{ f.veld(form.tussenvoegsel) }}|{{ f.veld(form.voornaam) }}", form=form)
    optional, asked = html.split("|")
    assert "(niet verplicht)" in optional
    assert "(niet verplicht)" not in asked


@pytest.mark.usefixtures("request_")
def test_what_people_typed_is_never_markup() -> None:
    html = delen(
        '{{ d.melding(x) }}{{ d.knop(x, "/") }}{{ d.samenvatting([(x, x, none)]) }}'
        "{{ d.plaatje(x) }}"
        '{{ d.tabel(x, [x], [[x]]) }}{{ d.zetels([(x, "eens")]) }}{{ d.leeg(x) }}',
        x="<script>",
    )
    assert "<script" not in html


@pytest.mark.usefixtures("request_")
def test_bars_are_as_long_as_their_numbers() -> None:
    rows = [{"label": "A", "delen": [14, 5, 3]}, {"label": "B", "delen": [0, 1, 0]}]
    series = [{"label": str(tone), "toon": tone, "streep": tone == 2} for tone in (1, 2, 3)]
    page = tree(delen('{{ g.staven("s", "n = 23", ["P"], r, reeksen=s) }}', r=rows, s=series))
    for row, shown in zip(rows, page.findall(".//tbody/tr"), strict=True):
        bars = [bar for bar in shown.iter(f"{SVG}rect") if (bar.get("class") or "").startswith("f")]
        widths = [float(str(bar.get("width")).rstrip("%")) for bar in bars]
        numbers = [int(str(cell.text)) for cell in shown.iter("td")]
        assert numbers == row["delen"]
        assert widths == pytest.approx([100 * n / 22 for n in numbers if n], abs=0.1)


@pytest.mark.usefixtures("request_")
def test_leafing_keeps_the_filters() -> None:
    html = delen("{{ d.bladeren(2, 3) }}")
    assert 'href="/stijl?stand=open&amp;stand=bezig&amp;blad=1"' in html
    assert 'href="/stijl?stand=open&amp;stand=bezig&amp;blad=3"' in html
    assert delen("{{ d.bladeren(1, 1) }}").strip() == ""


@pytest.mark.usefixtures("request_")
def test_each_stop_says_its_state_in_words() -> None:
    stops = [{"kop": kop, "soort": kop, "moment": datetime(2026, 11, 4, tzinfo=UTC)}
             for kop in ("klaar", "laat", "nu", "straks")]  # fmt: skip
    html = delen("{{ d.tijdlijn(stops) }}", stops=stops)
    assert all(word in html for word in ("Gedaan:", "Te laat:", "Nu:", "Straks:"))


@pytest.mark.usefixtures("request_")
@pytest.mark.parametrize("code", ERROR_PAGES)
def test_an_error_page_needs_nothing_but_itself(code: str) -> None:
    html = render_template(f"fouten/{code}.html")
    assert_strict(html, code)
    assert "helaas" not in html.lower()
    assert "!" not in re.sub(r"<[^>]+>", "", html)


@pytest.mark.usefixtures("request_")
def test_the_kept_page_sends_every_field_again_under_a_fresh_token() -> None:
    typed = [("tekst", 'De "container"'), ("thema", "groen"), ("thema", "water")]
    fields = [*typed, ("csrf_token", "oud")]
    html = render_template("fouten/bewaard.html", velden=fields, actie="/meldingen", zin="Te druk.")
    assert_strict(html, "bewaard")
    form = tree(html).find(".//form")
    sent = [(field.get("name"), field.get("value")) for field in form.iter("input")]
    assert [pair for pair in sent if pair[0] != "csrf_token"] == typed
    assert [value for name, value in sent if name == "csrf_token"] != ["oud"]
    assert form.get("action") == "/meldingen"


@pytest.mark.usefixtures("request_")
def test_a_page_keeps_its_own_words_beside_those_of_the_skeleton() -> None:
    html = render_template_string(
        '{% extends "skelet.html" %}{% block titel %}{{ naam }}{% endblock %}'
        "{% block inhoud %}<h1>{{ naam }} {{ fout }} {{ band }}</h1>{% endblock %}",
        naam="Kim", fout="geen", band="los",
    )  # fmt: skip
    assert "<h1>Kim geen los</h1>" in html


def test_the_drawing_is_small_and_has_no_colours_of_its_own() -> None:
    drawing = (resource("templates") / "components/tekening.html").read_text()
    assert len(drawing.encode()) <= 16 * 1024
    assert not re.search(r"fill=|stroke=|style=|#[0-9a-f]{3}", drawing)


@pytest.mark.usefixtures("request_")
@pytest.mark.parametrize(("rustig", "shown"), [("ja", True), ("nee", False)])
def test_the_skeleton_wears_the_preferences_of_the_visitor(rustig: str, *, shown: bool) -> None:
    chosen = {"taal": "en", "weergave": "donker", "letters": "groot", "rustig": rustig}
    html = render_template("fouten/404.html", voorkeur=chosen)
    root = html.split("<head>", 1)[0]
    assert all(part in root for part in ('lang="en"', 'data-theme="dark"', 'data-letters="groot"'))
    assert ("data-rustig" in root) is shown

"""The style sheet: readable in both schemes, small, and with one source of colours."""

from __future__ import annotations

import gzip
import re

import pytest

from vereniging.core.resources import PACKAGE

STATIC = PACKAGE / "static"
TOKENS = (STATIC / "css" / "tokens.css").read_text()
SHEET = (STATIC / "css" / "wbh.css").read_text()
COLOUR = re.compile(r"(--wbh-[a-z0-9-]+):\s*(#[0-9a-f]{3,6})\s*;")
LITERAL = re.compile(r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch|lab|color)a?\(", re.IGNORECASE)
NAMED = re.compile(r":\s*(?:white|black|red|green|blue|gr[ae]y|yellow|orange)\b", re.IGNORECASE)

TEXT_ON = [
    ("color-text", "color-page"), ("color-text", "color-surface"),
    ("color-text", "color-surface-quiet"), ("color-text-quiet", "color-page"),
    ("color-text-quiet", "color-surface"), ("color-text-quiet", "color-surface-quiet"),
    ("color-link", "color-page"), ("color-link", "color-surface"),
    ("color-link", "color-surface-quiet"), ("color-link-hover", "color-surface-quiet"),
    ("color-on-band", "color-band"), ("color-on-band-quiet", "color-band"),
    ("color-on-band", "color-band-deep"), ("color-accent", "color-band-deep"),
    ("color-on-action", "color-action"), ("color-on-action", "color-action-hover"),
    ("color-on-accent", "color-accent"), ("color-on-accent", "color-accent-hover"),
    ("color-late", "color-page"), ("color-late", "color-surface"),
    *[(f"color-{tag}", f"color-{tag}-tint") for tag in ("good", "busy", "wait", "late", "closed")],
    *[("color-text", f"color-{tag}-tint") for tag in ("good", "busy", "wait", "late", "closed")],
    *[("color-link", f"color-{tag}-tint") for tag in ("good", "busy", "wait", "late", "closed")],
]  # fmt: skip
SHAPE_ON = [
    *[("color-border", f"color-{ground}") for ground in ("page", "surface", "surface-quiet")],
    *[(f"chart-{number}", "color-surface") for number in range(1, 6)],
    *[(f"chart-{number}", "chart-track") for number in range(1, 6)],
    ("chart-mark", "color-surface"), ("chart-mark", "chart-track"),
    ("color-focus", "color-page"), ("color-focus", "color-surface"),
    ("color-on-band", "color-band"), ("color-accent", "color-band"),
]  # fmt: skip


def colours(selector: str) -> dict[str, str]:
    """The colours of the first block that starts with this selector."""
    block = TOKENS.split(f"{selector} {{", 1)[1].split("}", 1)[0]
    return {name.removeprefix("--wbh-"): value for name, value in COLOUR.findall(block)}


LIGHT = colours(":root")
SCHEMES = {
    "light": LIGHT,
    "dark by system": LIGHT | colours(':root:not([data-theme="light"])'),
    "dark by choice": LIGHT | colours(':root[data-theme="dark"]'),
}


def luminance(colour: str) -> float:
    """The relative luminance of WCAG."""
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[start : start + 2], 16) / 255 for start in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG."""
    low, high = sorted([luminance(one), luminance(other)])
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_measured_as_wcag_does() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#fff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_text_can_be_read_on_every_ground(scheme: str) -> None:
    found = SCHEMES[scheme]
    low = {pair: contrast(found[pair[0]], found[pair[1]]) for pair in TEXT_ON}
    assert {pair: ratio for pair, ratio in low.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_controls_and_charts_stand_out(scheme: str) -> None:
    found = SCHEMES[scheme]
    low = {pair: contrast(found[pair[0]], found[pair[1]]) for pair in SHAPE_ON}
    assert {pair: ratio for pair, ratio in low.items() if ratio < 3} == {}


def test_both_ways_to_dark_are_the_same() -> None:
    assert SCHEMES["dark by system"] == SCHEMES["dark by choice"]


def test_the_two_sheets_are_small() -> None:
    assert len(gzip.compress((TOKENS + SHEET).encode())) <= 12_288


def test_colours_come_from_the_tokens_alone() -> None:
    assert LITERAL.findall(SHEET) == []
    assert NAMED.findall(SHEET) == []


def test_every_token_that_is_used_exists() -> None:
    used = set(re.findall(r"var\((--wbh-[a-z0-9-]+)", SHEET))
    known = set(re.findall(r"(--wbh-[a-z0-9-]+):", TOKENS))
    assert used <= known


def test_every_file_the_sheet_names_exists() -> None:
    names = re.findall(r"url\(([^)]+)\)", SHEET)
    assert names
    assert [name for name in names if not (STATIC / "css" / name).resolve().is_file()] == []


def test_a_dutch_page_needs_little_font() -> None:
    latin = [file for file in (STATIC / "vendor").rglob("*.woff2") if "latin-ext" not in file.name]
    assert len(latin) == 2
    assert sum(file.stat().st_size for file in latin) <= 54 * 1024

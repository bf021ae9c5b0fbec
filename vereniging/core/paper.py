"""PDFs of our own templates, by an optional package: without it pages are printed instead."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.util import find_spec
from typing import Any

from vereniging.core.resources import resource


def kan_pdf() -> bool:
    """Whether this installation has the optional package that makes PDFs."""
    return find_spec("typst") is not None


def print_pdf(template: str, facts: Mapping[str, Any]) -> bytes:
    """A PDF/UA of `templates/<template>` with these facts; equal facts make equal bytes."""
    import typst  # noqa: PLC0415  heavy, and only for who prints

    source = (resource("templates") / template).read_bytes()
    options: dict[str, Any] = {
        "sys_inputs": {"data": json.dumps(facts, sort_keys=True)}, "ignore_system_fonts": True
    }  # fmt: skip
    try:
        made: bytes = typst.compile(source, **options, pdf_standards="ua-1")
    except typst.TypstError:  # a sign the font lacks, such as an emoji: PDF/UA refuses that
        made = typst.compile(source, **options)
    return made

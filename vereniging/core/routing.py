"""Addresses that are only made ready to write when somebody writes one."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from werkzeug.routing import Rule


class LateRule(Rule):
    """A rule whose writer is compiled at its first `url_for`: all of them at once delay a start.

    Werkzeug compiles two functions per rule, also for the commands that write no address.
    """

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        compile_writer = super()._compile_builder

        @cache
        def writer() -> Callable[..., tuple[str, str]]:
            return compile_writer(append_unknown)

        def write(rule: Rule, /, **values: object) -> tuple[str, str]:
            return writer()(rule, **values)

        return write

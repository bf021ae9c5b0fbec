"""The demo's neighbourhood, made through the same verbs as real use, with a fixed seed."""

from __future__ import annotations

import gc

from flask import Flask

from vereniging.core import clock
from vereniging.demo.gegevens import (
    buurt,
    convenant,
    geld,
    hogerop,
    incasso,
    kas,
    ledenvergadering,
    leefbaarheid,
    meldingen,
    mensen,
    overleg,
    permail,
    post,
    redactie,
)
from vereniging.demo.gegevens.verhaal import Geschiedenis, bezorg_oude_post


def vul(app: Flask) -> None:
    """Tell the story of two years, up to this moment of the demo's clock."""
    gc.freeze()  # all that is loaded stays: to walk through it again and again takes a second
    with app.app_context():
        verhaal = Geschiedenis(clock.now())
        with verhaal:
            buurt.vertel(verhaal)
            mensen.vertel(verhaal)
            convenant.vertel(verhaal)
            geld.vertel(verhaal)
            incasso.vertel(verhaal, app)
            kas.vertel(verhaal)
            overleg.vertel(verhaal)
            leefbaarheid.vertel(verhaal)
            meldingen.vertel(verhaal)
            leefbaarheid.open_ronde(verhaal)
            ledenvergadering.houd_ledenvergaderingen(verhaal)
            redactie.vertel(verhaal)
            permail.vertel(verhaal)
            hogerop.schaal_stilte_op(verhaal)
            post.vertel(verhaal)
        bezorg_oude_post(verhaal.nu)

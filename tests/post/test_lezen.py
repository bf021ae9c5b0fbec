"""Whatever a message looks like, its words come out, without its quotes, and nothing breaks."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.post.berichten import JPEG, een_brief, een_terugbericht
from vereniging.post.citaat import nieuw, uit_html
from vereniging.post.lezen import ALLEEN_TEKST, LANGSTE, Bericht, Onleesbaar, lees
from vereniging.post.terugbericht import mislukking_uit

AAN = "antwoord@post.example.org"
CITATEN = [
    "\n\nOp ma 23 nov 2026 om 10:00 schreef Wijk <bestuur@example.org>:\n> Wilt u antwoorden?\n",
    "\n\nOp ma 23 nov 2026 om 10:00 schreef Wijk\n<bestuur@example.org>:\n> Wilt u antwoorden?\n",
    "\n\nOn Mon, 23 Nov 2026 at 10:00, Wijk wrote:\n\n> Wilt u antwoorden?\n>\n> Groet\n",
    "\n\nVan: Wijk <bestuur@example.org>\nVerzonden: maandag 23 november 2026\nAan: Sam\n\nTekst",
    "\n\n-----Oorspronkelijk bericht-----\nVan: Wijk\n\nWilt u antwoorden?",
    "\n\n________________________________\nFrom: Wijk\nSent: Monday\n\nWilt u antwoorden?",
    "\n\n-- \nSam Contact\nGemeente",
    "\n\n> Wilt u antwoorden?\n> Groet",
]


@pytest.mark.parametrize("citaat", CITATEN)
def test_the_quote_below_an_answer_goes_and_one_sees_that(citaat: str) -> None:
    assert nieuw(f"Wij komen dinsdag.\n\nGroet, Sam{citaat}") == (
        "Wij komen dinsdag.\n\nGroet, Sam\n\n[…]"
    )


@pytest.mark.parametrize(
    "tekst",
    [
        "> Wilt u antwoorden?\n\nJa, dinsdag.",
        "Wij komen dinsdag.",
        "Van: maandag\ntot vrijdag is het park dicht.",
        "Op dinsdag komen wij.\nOp woensdag is het klaar: dan bellen wij.",
        "",
    ],
)
def test_what_is_no_quote_at_the_end_stays(tekst: str) -> None:
    assert nieuw(tekst) == tekst


def test_an_ordinary_answer_is_read() -> None:
    message = een_brief(f"Melding <{AAN}>", Subject="=?utf-8?q?Re=3A_caf=C3=A9?=")
    bericht = lees(message.as_bytes())
    assert bericht.van == "sam@example.org"
    assert AAN in bericht.aan
    assert (bericht.onderwerp, bericht.tekst) == ("Re: café", "Wij komen dinsdag.")
    assert not bericht.is_automatisch


@pytest.mark.parametrize(
    "charset", ["windows-1252", "iso-8859-15", "utf-16", "koi8-x-bestaat-niet", '"', "idna"]
)
def test_another_character_set_or_none_that_exists(charset: str) -> None:
    known = "windows-1252" if not charset.startswith(("iso", "utf")) else charset
    data = f"From: sam@example.org\nContent-Type: text/plain; charset={charset}\n\n".encode()
    bericht = lees(data + "Groet van café Één".encode(known))
    assert "Groet van caf" in bericht.tekst
    if charset == known:
        assert bericht.tekst == "Groet van café Één"


def test_a_message_of_html_alone_becomes_words() -> None:
    message = een_brief(AAN)
    message.set_content(
        "<html><head><style>p{}</style><title>x</title></head><body><p>Beste&nbsp;wijk,</p>"
        "<div>Dinsdag<br>komen wij.</div><script>alert(1)</script>"
        "<blockquote>Wilt u antwoorden?</blockquote></body></html>",
        subtype="html",
    )
    tekst = lees(message.as_bytes()).tekst
    assert tekst == "Beste wijk,\n\nDinsdag\nkomen wij.\n\n> Wilt u antwoorden?"
    assert nieuw(tekst) == "Beste wijk,\n\nDinsdag\nkomen wij.\n\n[…]"


def test_photos_are_kept_logos_are_not_and_other_files_are_named() -> None:
    message = een_brief(AAN)
    message.add_alternative("<p>Wij komen dinsdag.</p><img src=cid:logo>", subtype="html")
    message.add_attachment(JPEG + b"foto", maintype="image", subtype="jpeg", filename="a.jpg")
    message.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="brief.pdf")
    message.add_attachment(b"GIF89a", maintype="image", subtype="gif", filename="b.gif")
    message.add_attachment(JPEG, maintype="image", subtype="png", filename="c", cid="<logo>")
    message.add_attachment("BEGIN:VCALENDAR", subtype="calendar", filename="=?x?y?z?=")
    bericht = lees(message.as_bytes())
    assert bericht.tekst == "Wij komen dinsdag."
    assert bericht.fotos == (JPEG + b"foto",)
    assert bericht.niet_bewaard[:2] == ("brief.pdf", "b.gif")
    assert len(bericht.niet_bewaard) == 3


def test_of_a_message_that_is_too_large_only_the_words_are_kept() -> None:
    message = een_brief(AAN)
    foto = JPEG + b"\0" * ALLEEN_TEKST
    message.add_attachment(foto, maintype="image", subtype="jpeg", filename="groot.jpg")
    bericht = lees(message.as_bytes())
    assert (bericht.tekst, bericht.fotos) == ("Wij komen dinsdag.", ())
    assert bericht.niet_bewaard == ("groot.jpg",)


@pytest.mark.parametrize(
    "kop",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Auto_Submitted": "Auto-Generated; type=x"},
        {"Precedence": "bulk"},
        {"Precedence": " LIST "},
        {"Return_Path": "<>"},
    ],
)
def test_a_machine_is_known_by_what_it_says(kop: dict[str, str]) -> None:
    assert lees(een_brief(AAN, **kop).as_bytes()).is_automatisch
    assert not lees(een_brief(AAN, Auto_Submitted="no").as_bytes()).is_automatisch


def test_a_server_tells_that_an_address_does_not_exist() -> None:
    mislukking = lees(een_terugbericht(AAN)).mislukking
    assert mislukking is not None
    assert (mislukking.status, mislukking.is_hard) == ("5.1.1", True)
    assert mislukking.uitleg == "550 5.1.1 <weg@example.org> user unknown"


@pytest.mark.parametrize(
    ("status", "is_hard"),
    [("5.1.1", True), ("5.1.10", True), ("5.2.1", True), ("5.4.4", True), ("5.2.2", False),
     ("5.7.1", False), ("4.4.1", False), ("5.0.0", False), ("raar", False)],
)  # fmt: skip
def test_a_full_box_or_a_spam_filter_says_nothing_about_the_address(
    status: str, is_hard: bool
) -> None:
    mislukking = lees(een_terugbericht(AAN, status)).mislukking
    assert mislukking is not None
    assert mislukking.is_hard is is_hard


def test_a_message_that_only_waits_did_not_fail() -> None:
    bericht = lees(een_terugbericht(AAN, "4.4.1", action="delayed"))
    assert bericht.mislukking is None
    assert bericht.is_automatisch


def test_the_code_of_our_own_mail_server_is_read_too() -> None:
    assert mislukking_uit("550 5.1.1 unknown").is_hard
    assert not mislukking_uit("554 no").is_hard


def test_two_senders_are_nobody_and_odd_names_are_made_safe() -> None:
    raar = een_brief(AAN).as_bytes().replace(b"Sam Contact <sam@example.org>", b"a@b.nl, c@d.nl")
    assert lees(raar).van is None
    data = b"From: =?utf-8?b?///?= <sam@example.org>\nSubject: \xff\xfe\x00x\n\nhoi\x00\xff"
    bericht = lees(data)
    assert bericht.van == "sam@example.org"
    assert "\0" not in bericht.onderwerp + bericht.tekst
    (bericht.onderwerp + bericht.tekst).encode()


def test_the_number_of_a_message_is_its_own_or_made_of_its_bytes() -> None:
    assert lees(b"From: a@b.nl\nMessage-ID: <x@y>\n\n").message_id == "x@y"
    anders = {lees(data).message_id for data in (b"From: a@b.nl\n\n1", b"From: a@b.nl\n\n2")}
    assert len(anders) == 2
    lang = lees(b"From: a@b.nl\nMessage-ID: <" + b"x" * 5000 + b">\n\n").message_id
    assert lang.startswith("sha256:")


@pytest.mark.parametrize("data", [b"", b"\n\nalleen tekst"])
def test_what_has_no_headers_is_no_message(data: bytes) -> None:
    with pytest.raises(Onleesbaar):
        lees(data)


HOSTIEL = {
    "nesting": b"From: a@b.nl\n"
    + b"".join(
        b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(3000)
    ),
    "many parts": b"From: a@b.nl\nContent-Type: multipart/mixed; boundary=x\n\n"
    + b"--x\n\nhoi\n" * 20_000,
    "brackets": b"From: a@b.nl\nContent-Type: text/html\n\n" + b"<" * 200_000,
    "declarations": b"From: a@b.nl\nContent-Type: text/html\n\n" + b"<!" * 100_000,
    "open tags": b"From: a@b.nl\nContent-Type: text/html\n\n" + b"<a a" * 50_000,
    "quotes": b"From: a@b.nl\n\nhoi\n" + b">" * 100_000 + b"\nOp " + b"schreef " * 10_000,
    "arrows": b"From: a@b.nl\n\nhoi\n" + b">\n" * 15_000 + b"nee\n",
    "from": b"From: " + b"<a@b.nl>," * 50_000 + b"\n\nhoi",
    "subject": b"From: a@b.nl\nSubject: " + b"=?utf-8?q?=41?= " * 50_000 + b"\n\nhoi",
    "type": b"From: a@b.nl\nContent-Type: " + b"a/b;" * 50_000 + b"\n\nhoi",
    "disposition": b"From: a@b.nl\nContent-Disposition: attachment; filename*=x'\n\nhoi",
    "transfer": b"From: a@b.nl\nContent-Transfer-Encoding: uuencode\n\nbegin 666\n" + b"\xff" * 900,
    "punycode": b"From: a@b.nl\nContent-Type: text/plain; charset=punycode\n\n" + b"a" * 200_000,
}


@pytest.mark.parametrize("naam", HOSTIEL)
def test_a_message_made_to_break_readers_is_read_or_refused_in_time(naam: str) -> None:
    begin = time.process_time()
    try:
        bericht = lees(HOSTIEL[naam])
    except Onleesbaar:
        bericht = Bericht(message_id="", van=None, afzender="", aan="", onderwerp="", tekst="")
    nieuw(bericht.tekst)
    assert len(bericht.tekst) <= LANGSTE
    assert time.process_time() - begin < 3


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400), st.sampled_from([b"text/html", b"multipart/report", b"image/png"]))
def test_any_bytes_are_a_message_or_none(data: bytes, soort: bytes) -> None:
    try:
        bericht = lees(b"From: a@b.nl\nContent-Type: " + soort + b"\n" + data)
    except Onleesbaar:
        return
    for words in (bericht.onderwerp, bericht.tekst, bericht.afzender, *bericht.niet_bewaard):
        words.encode()
        assert "\0" not in words


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_any_page_gives_words(html: str) -> None:
    assert "<script" not in uit_html(f"<script>{html}</script>")
    nieuw(uit_html(html))

from __future__ import annotations

import hashlib
import hmac
from base64 import urlsafe_b64encode

import pytest
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from hypothesis import given
from hypothesis import strategies as st

from vereniging.core.keys import CannotUnseal, Label, derive, derive_each, seal, unseal
from vereniging.core.links import make_token, new_seed, read_token

NEW, OLD = "n" * 32, "o" * 32
SEEDS = st.binary(min_size=16, max_size=16)


@given(kiem=SEEDS, doel=st.text())
def test_a_token_leads_back_to_its_row_for_its_purpose_only(kiem: bytes, doel: str) -> None:
    token = make_token(kiem, doel, [NEW])
    assert len(token) == 43
    assert read_token(token, doel, [NEW]) == kiem
    assert read_token(token, f"{doel}x", [NEW]) is None


def test_a_token_is_made_as_the_design_says() -> None:
    kiem = bytes(range(16))
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"links").derive(NEW.encode())
    mac = hmac.new(key, b"betalen" + kiem, hashlib.sha256).digest()[:16]
    assert make_token(kiem, "betalen", [NEW]) == urlsafe_b64encode(kiem + mac).decode()[:43]


def test_a_new_secret_still_reads_the_links_of_the_old_one() -> None:
    kiem = new_seed()
    old = make_token(kiem, "volg", [OLD])
    assert read_token(old, "volg", [NEW, OLD]) == kiem
    assert read_token(old, "volg", [NEW]) is None
    assert make_token(kiem, "volg", [NEW, OLD]) == make_token(kiem, "volg", [NEW])


def test_a_new_seed_makes_another_link() -> None:
    assert len({new_seed() for _ in range(100)}) == 100
    with pytest.raises(ValueError, match="16 bytes"):
        make_token(b"short", "volg", [NEW])


@given(kiem=SEEDS, place=st.integers(0, 42), letter=st.sampled_from("Aa0-_Zz9Bb8"))
def test_a_token_with_any_other_character_opens_nothing(
    kiem: bytes, place: int, letter: str
) -> None:
    token = make_token(kiem, "volg", [NEW])
    other = token[:place] + letter + token[place + 1 :]
    assert read_token(other, "volg", [NEW]) == (kiem if other == token else None)


def test_no_second_spelling_of_a_token_opens_the_row() -> None:
    token = make_token(bytes(16), "volg", [NEW])
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    opening = [last for last in letters if read_token(token[:-1] + last, "volg", [NEW])]
    assert opening == [token[-1]]


@pytest.mark.parametrize(
    "token", ["", "x", "A" * 42, "A" * 44, "=" * 43, "é" * 43, "A" * 42 + "\n", "A" * 42 + "+"]
)
def test_what_is_no_token_opens_nothing(token: str) -> None:
    assert read_token(token, "volg", [NEW, OLD]) is None


def test_each_purpose_and_each_secret_has_its_own_key() -> None:
    keys = {derive(secret, label) for secret in (NEW, OLD) for label in Label}
    assert len(keys) == 2 * len(Label)
    assert {len(key) for key in keys} == {32}
    assert derive_each([NEW, OLD], Label.IBAN) == [derive(NEW, Label.IBAN), derive(OLD, Label.IBAN)]


def test_the_labels_are_those_of_the_design() -> None:
    assert " ".join(Label) == "cookie csrf code mail totp links adres iban pseudoniem"


@given(text=st.text())
def test_a_sealed_text_opens_with_its_key_also_when_that_is_an_old_one(text: str) -> None:
    old, new = derive(OLD, Label.MAIL), derive(NEW, Label.MAIL)
    blob = seal(old, text)
    assert unseal([new, old], blob) == text
    assert seal(old, text) != blob
    with pytest.raises(CannotUnseal):
        unseal([new], blob)


@pytest.mark.parametrize("blob", [b"", b"x", b"x" * 27, b"x" * 100])
def test_what_was_never_sealed_does_not_open(blob: bytes) -> None:
    with pytest.raises(CannotUnseal):
        unseal([derive(NEW, Label.MAIL)], blob)


def test_a_sealed_text_that_was_touched_does_not_open() -> None:
    key = derive(NEW, Label.MAIL)
    blob = bytearray(seal(key, "een geheim"))
    blob[-1] ^= 1
    with pytest.raises(CannotUnseal):
        unseal([key], bytes(blob))

from __future__ import annotations

import io
import os
import time
import zlib
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PIL import ExifTags, Image, ImageCms, ImageDraw, PngImagePlugin, UnidentifiedImageError

from vereniging.core import photo_child
from vereniging.core.clock import system
from vereniging.core.errors import Busy
from vereniging.core.files import (
    LARGEST,
    BestandGeweigerd,
    FotoTeGroot,
    GeenFoto,
    GeenPdf,
    Kind,
    Photo,
    check_pdf,
    develop_photo,
    kind_of,
    locate,
    remove,
    remove_orphans,
    store,
    store_photo,
)

SECRET = b"Potgieterlaan 12"
RED, GREEN = (255, 0, 0), (0, 255, 0)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
NO_PHOTO = "Dit is geen foto die wij kunnen openen. Kies een JPEG, PNG of WebP."


def encoded(image: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def a_picture(width: int = 60, height: int = 40) -> Image.Image:
    """Red, with green in the top left corner."""
    picture = Image.new("RGB", (width, height), RED)
    picture.paste(GREEN, (0, 0, width // 2, height // 2))
    return picture


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def is_near(pixel: object, colour: tuple[int, int, int]) -> bool:
    assert isinstance(pixel, tuple)
    return all(abs(a - b) < 60 for a, b in zip(pixel, colour, strict=True))


def png_header(width: int, height: int) -> bytes:
    """A PNG that claims this size and holds next to nothing."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return len(body).to_bytes(4) + name + body + zlib.crc32(name + body).to_bytes(4)

    size = width.to_bytes(4) + height.to_bytes(4) + bytes([8, 2, 0, 0, 0])
    pixels = zlib.compress(b"\0" * 1000)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )


def gps_exif() -> Image.Exif:
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = SECRET.decode()
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (52.0, 9.0, 29.0)
    return exif


def test_the_large_photo_fits_1600_pixels_and_the_small_one_320() -> None:
    photo = develop_photo(encoded(a_picture(3000, 2000), "JPEG"))
    large, small = opened(photo.large), opened(photo.small)
    assert (large.size, small.size) == ((1600, 1067), (320, 213))
    assert (large.format, large.mode) == ("JPEG", "RGB")
    assert "progressive" in large.info


def test_a_small_photo_is_not_blown_up() -> None:
    assert opened(develop_photo(encoded(a_picture(), "PNG")).large).size == (60, 40)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_place_camera_comment_text_and_profile_stay_behind(kind: str) -> None:
    text = PngImagePlugin.PngInfo()
    text.add_text("Comment", SECRET.decode())
    text.add_itxt("XML:com.adobe.xmp", SECRET.decode(), zip=True)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    options: dict[str, dict[str, Any]] = {
        "JPEG": {"comment": SECRET, "xmp": SECRET},
        "PNG": {"pnginfo": text},
        "WEBP": {"xmp": SECRET, "lossless": True},
    }
    data = encoded(a_picture(), kind, exif=gps_exif(), icc_profile=profile, **options[kind])
    assert SECRET in data
    photo = develop_photo(data)
    for each in (photo.large, photo.small):
        assert SECRET not in each
        assert not any(marker in each for marker in (b"Exif", b"ICC_PROFILE", b"http", b"\xff\xfe"))
        assert dict(opened(each).getexif()) == {}


@pytest.mark.parametrize(
    ("orientation", "corner"),
    [(1, "lt"), (2, "rt"), (3, "rb"), (4, "lb"), (5, "lt"), (6, "rt"), (7, "rb"), (8, "lb")],
)
def test_a_photo_stands_upright_without_the_note_that_says_so(
    orientation: int, corner: str
) -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    upright = opened(develop_photo(encoded(a_picture(), "JPEG", exif=exif, quality=95)).large)
    width, height = upright.size
    assert (width > height) == (orientation < 5)
    x, y = width // 4, height // 4
    where = {"lt": (x, y), "rt": (-x, y), "rb": (-x, -y), "lb": (x, -y)}
    for name, (dx, dy) in where.items():
        pixel = upright.getpixel((dx % width, dy % height))
        assert is_near(pixel, GREEN if name == corner else RED), name


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_each_kind_of_png_keeps_its_picture(mode: str) -> None:
    grey = Image.new("L", (40, 30), 128)
    if mode == "I;16":
        source = grey.convert("I").point(lambda value: value * 257).convert("I;16")
    else:
        source = grey.convert(mode)
    pixel = opened(develop_photo(encoded(source, "PNG")).large).resize((1, 1)).getpixel((0, 0))
    assert is_near(pixel, (128, 128, 128))


def test_a_jpeg_for_printers_keeps_its_colours() -> None:
    data = encoded(a_picture().convert("CMYK"), "JPEG", quality=95)
    assert is_near(opened(develop_photo(data).large).getpixel((5, 5)), GREEN)


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_what_is_see_through_becomes_white(kind: str) -> None:
    data = encoded(Image.new("RGBA", (40, 30), (0, 0, 0, 0)), kind)
    assert opened(develop_photo(data).large).getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_of_a_moving_picture_the_first_frame_stays(kind: str) -> None:
    frames = [Image.new("RGB", (40, 30), colour) for colour in (RED, GREEN, (0, 0, 255))]
    data = encoded(frames[0], kind, save_all=True, append_images=frames[1:], lossless=True)
    assert opened(data).n_frames == 3  # type: ignore[attr-defined]
    photo = opened(develop_photo(data).large)
    assert photo.format == "JPEG"
    assert is_near(photo.getpixel((5, 5)), RED)


def test_a_file_that_is_also_a_page_comes_out_as_a_photo_only() -> None:
    page = b"<html><script>alert(1)</script>PK\x03\x04%PDF-1.7"
    photo = develop_photo(encoded(a_picture(), "JPEG", comment=page) + page)
    assert not any(
        part in photo.large + photo.small for part in (b"script", b"PK\x03\x04", b"%PDF")
    )


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(SVG, id="svg"),
        pytest.param(b"<?xml version='1.0'?>" + SVG, id="svg with a prologue"),
        pytest.param(b"", id="nothing"),
        pytest.param(b"%PDF-1.7\n", id="pdf"),
        pytest.param(encoded(a_picture(), "GIF"), id="gif"),
        pytest.param(encoded(a_picture(), "BMP"), id="bmp"),
        pytest.param(encoded(a_picture(), "TIFF"), id="tiff"),
        pytest.param(b" " + encoded(a_picture(), "PNG"), id="not at the start"),
    ],
)
def test_what_is_no_photo_is_refused(data: bytes) -> None:
    with pytest.raises(GeenFoto) as refused:
        develop_photo(data)
    assert str(refused.value) == NO_PHOTO


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_truncated_photo_is_refused(kind: str) -> None:
    picture = Image.effect_noise((200, 200), 90).convert("RGB")
    data = encoded(picture, kind)
    with pytest.raises(GeenFoto):
        develop_photo(data[: len(data) // 2])


def test_a_png_with_the_name_of_another_kind_is_refused() -> None:
    with pytest.raises(GeenFoto):
        develop_photo(b"\xff\xd8\xff" + encoded(a_picture(), "PNG"))


def test_the_child_decodes_the_kind_it_was_told_and_no_other() -> None:
    with pytest.raises(UnidentifiedImageError):
        photo_child.develop(encoded(a_picture(), "GIF"), "PNG")


@pytest.mark.parametrize(
    ("width", "height"), [(6000, 4001), (10_000, 10_000), (60_000, 60_000)], ids=str
)
def test_more_than_24_megapixels_is_refused_before_decoding(width: int, height: int) -> None:
    with pytest.raises(FotoTeGroot, match="24 megapixel"):
        develop_photo(png_header(width, height))
    with pytest.raises(photo_child.TooManyPixels):
        photo_child.develop(png_header(width, height), "PNG")


def test_a_bomb_of_compressed_text_is_refused() -> None:
    text = PngImagePlugin.PngInfo()
    text.add_text("Comment", "A" * 50_000_000, zip=True)
    with pytest.raises(GeenFoto):
        develop_photo(encoded(a_picture(), "PNG", pnginfo=text))


@pytest.mark.traag("decodes 24 megapixels, to see that the memory limit allows it")
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_24_megapixels_fit_in_the_memory_of_the_child(kind: str) -> None:
    picture = Image.new("RGBA" if kind != "JPEG" else "RGB", (6000, 4000), RED)
    ImageDraw.Draw(picture).line((0, 0, 6000, 4000), fill=GREEN, width=90)
    options = {"method": 0} if kind == "WEBP" else {}
    assert opened(develop_photo(encoded(picture, kind, **options)).large).size == (1600, 1067)


def test_more_than_10_mib_is_refused() -> None:
    with pytest.raises(FotoTeGroot, match="10 MB"):
        develop_photo(encoded(a_picture(), "JPEG").ljust(LARGEST + 1, b"\0"))


def test_a_child_that_takes_too_long_is_stopped() -> None:
    start = time.monotonic()
    with pytest.raises(GeenFoto):
        develop_photo(encoded(a_picture(), "JPEG"), wall=0.001)
    assert time.monotonic() - start < 2


def test_no_more_than_two_photos_are_developed_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spy = tmp_path / "spy.py"
    spy.write_text(
        f"import os, pathlib, time\nhere = pathlib.Path({str(tmp_path)!r})\n"
        "(here / f'busy{os.getpid()}').touch()\n"
        "while not (here / 'go').exists(): time.sleep(0.01)\n"
    )
    monkeypatch.setattr(photo_child, "__file__", str(spy))
    data = encoded(a_picture(), "PNG")
    with ThreadPoolExecutor(2) as pool:
        two = [pool.submit(develop_photo, data) for _ in range(2)]
        while len(list(tmp_path.glob("busy*"))) < 2:
            time.sleep(0.01)
        with pytest.raises(Busy):
            develop_photo(data, patience=0)
        (tmp_path / "go").touch()
        assert [done.result() for done in two] == [Photo(b"", b"")] * 2
    assert develop_photo(data, patience=0) == Photo(b"", b"")


def test_who_waits_a_little_gets_a_turn() -> None:
    data = encoded(a_picture(), "PNG")
    with ThreadPoolExecutor(4) as pool:
        photos = list(pool.map(develop_photo, [data] * 4))
    assert len(set(photos)) == 1


def test_the_child_gets_no_environment_and_no_module_of_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spy = tmp_path / "spy.py"
    spy.write_text(
        "import os, sys\n"
        "seen = repr((sorted(os.environ), sys.path[0], sys.argv[1:])).encode()\n"
        "sys.stdout.buffer.write(len(seen).to_bytes(4, 'big') + seen)\n"
    )
    monkeypatch.setenv("VERENIGING_SECRET_KEY", SECRET.decode())
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setattr(photo_child, "__file__", str(spy))
    seen = develop_photo(encoded(a_picture(), "JPEG")).large.decode()
    assert SECRET.decode() not in seen
    assert "VERENIGING" not in seen
    assert str(tmp_path) not in seen
    assert "['JPEG']" in seen


def test_the_child_has_little_memory_time_and_no_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spy = tmp_path / "spy.py"
    spy.write_text(
        f"import resource, runpy, sys\nchild = runpy.run_path({photo_child.__file__!r})\n"
        "child['_give_up_rights']()\n"
        "seen = repr([resource.getrlimit(getattr(resource, 'RLIMIT_' + what))[0]\n"
        "    for what in ('AS', 'CPU', 'FSIZE', 'CORE')]).encode()\n"
        "sys.stdout.buffer.write(len(seen).to_bytes(4, 'big') + seen)\n"
    )
    monkeypatch.setattr(photo_child, "__file__", str(spy))
    seen = develop_photo(encoded(a_picture(), "JPEG")).large
    assert seen == repr([512 * 2**20, 10, 0, 0]).encode()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (encoded(a_picture(), "JPEG"), Kind.JPEG),
        (encoded(a_picture(), "PNG"), Kind.PNG),
        (encoded(a_picture(), "WEBP"), Kind.WEBP),
        (b"%PDF-1.7\n", Kind.PDF),
        (b"RIFF\0\0\0\0WAVE", None),
        (SVG, None),
        (b"", None),
    ],
)
def test_the_first_bytes_tell_the_kind(data: bytes, kind: Kind | None) -> None:
    assert kind_of(data) is kind


def test_a_picture_is_no_document() -> None:
    with pytest.raises(GeenPdf, match="Bewaar het als pdf"):
        check_pdf(encoded(a_picture(), "PNG"))


def test_a_stored_file_is_found_by_its_random_name(tmp_path: Path) -> None:
    folder = tmp_path / "documenten"
    names = {store(folder, b"%PDF-1.7\n") for _ in range(20)}
    assert len(names) == 20
    for name in names:
        path = locate(folder, name)
        assert path is not None
        assert (path.read_bytes(), path.suffix) == (b"%PDF-1.7\n", ".pdf")
        assert path.stat().st_mode & 0o077 == 0
    assert len(list(folder.iterdir())) == 20


def test_an_unknown_kind_is_not_stored(tmp_path: Path) -> None:
    with pytest.raises(BestandGeweigerd, match="niet openen"):
        store(tmp_path, SVG)
    assert list(tmp_path.iterdir()) == []


def test_a_photo_is_kept_and_removed_in_both_sizes(tmp_path: Path) -> None:
    name = store_photo(tmp_path, Photo(b"large", b"small"))
    large, small = locate(tmp_path, name), locate(tmp_path, name, small=True)
    assert large is not None
    assert small is not None
    assert (large.read_bytes(), small.read_bytes()) == (b"large", b"small")
    remove(tmp_path, name)
    remove(tmp_path, name)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "name", ["", ".", "../geheim.pdf", "a.jpg", "0" * 32, f"{'0' * 32}.exe", f"{'0' * 32}.jpg\n"]
)
def test_a_name_we_never_gave_leads_nowhere(tmp_path: Path, name: str) -> None:
    (tmp_path / "geheim.pdf").write_bytes(SECRET)
    folder = tmp_path / "fotos"
    folder.mkdir()
    assert locate(folder, name) is None
    remove(folder, name)
    assert (tmp_path / "geheim.pdf").read_bytes() == SECRET


def test_a_file_that_is_gone_is_not_found(tmp_path: Path) -> None:
    assert locate(tmp_path, f"{'0' * 32}.jpg") is None


def test_files_that_no_row_names_go_after_a_day(tmp_path: Path) -> None:
    kept, lost, fresh = (store_photo(tmp_path, Photo(b"large", b"small")) for _ in range(3))
    (tmp_path / f"{'0' * 32}.jpg.tmp").write_bytes(b"half")
    now = system()
    old = (now - timedelta(hours=25)).timestamp()
    for path in tmp_path.iterdir():
        if not path.name.startswith(fresh[:32]):
            os.utime(path, (old, old))
    assert remove_orphans(tmp_path, [kept], now - timedelta(hours=24)) == 3
    assert locate(tmp_path, lost) is None
    assert all(locate(tmp_path, name, small=True) for name in (kept, fresh))
    assert remove_orphans(tmp_path / "absent", [], now) == 0


def test_a_write_that_fails_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        store(tmp_path, b"%PDF-1.7\n")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "I;16"])
@pytest.mark.parametrize("orientation", [1, 6])
def test_developing_needs_no_child(mode: str, orientation: int) -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    source = Image.new(mode, (40, 30))
    large, small = photo_child.develop(encoded(source, "PNG", exif=exif), "PNG")
    assert opened(large).size == opened(small).size == ((40, 30) if orientation == 1 else (30, 40))

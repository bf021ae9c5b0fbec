"""Write the files of vendor.toml: fetched by npm's own client, checked, unchanged.

Without arguments it writes; with --check it only hashes what lies there again.
"""

import base64
import hashlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SUMS = "SHA512SUMS"


@dataclass(frozen=True)
class Package:
    """One npm package and the few files of it that the project uses."""

    name: str
    version: str
    sha512: str
    licence: str
    folder: str
    files: list[str]

    def paths(self) -> Iterator[tuple[str, str]]:
        """Give each file's path in the package and its path in our folder.

        `files/` and `dist/` fall away; folders below them stay, as style sheets point at them.
        """
        for name in self.files:
            yield name, name.removeprefix("files/").removeprefix("dist/")


def packages() -> list[Package]:
    """Read vendor.toml."""
    text = (ROOT / "vendor.toml").read_text(encoding="utf-8")
    return [Package(**row) for row in tomllib.loads(text)["package"]]


def _pack(package: Package, folder: Path) -> bytes:
    npm = shutil.which("npm")
    if npm is None:
        sys.exit("tools/vendor.py needs npm.")
    spec = f"{package.name}@{package.version}"
    command = [npm, "pack", "--silent", "--pack-destination", str(folder), spec]
    subprocess.run(command, check=True, cwd=folder, stdout=subprocess.DEVNULL)  # noqa: S603 - own list
    (archive,) = folder.glob("*.tgz")
    return archive.read_bytes()


def _sha512(data: bytes) -> str:
    return base64.b64encode(hashlib.sha512(data).digest()).decode("ascii")


def write(package: Package) -> None:
    """Fetch one package, refuse it when its hash differs, and write its files."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if _sha512(_pack(package, folder)) != package.sha512:
            sys.exit(f"{package.name} {package.version}: the sha512 is not the one in vendor.toml.")
        shutil.rmtree(ROOT / package.folder, ignore_errors=True)
        (archive,) = folder.glob("*.tgz")
        with tarfile.open(archive) as tar:
            _extract(package, tar)


def _extract(package: Package, tar: tarfile.TarFile) -> None:
    lines = []
    for name, path in package.paths():
        member = tar.extractfile(f"package/{name}")
        if member is None:
            sys.exit(f"{package.name}: {name} is not a file.")
        data = member.read()
        target = ROOT / package.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
        lines.append(f"{hashlib.sha512(data).hexdigest()}  {path}\n")
    (ROOT / package.folder / SUMS).write_text("".join(lines), encoding="ascii")


def differences(root: Path = ROOT) -> Iterator[str]:
    """Name every vendored file that is missing, changed or not in vendor.toml."""
    for package in packages():
        folder = root / package.folder
        expected = {SUMS, *(path for _, path in package.paths())}
        found = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
        wrong = expected ^ found
        if SUMS in found:
            wrong |= _changed(folder)
        yield from (f"{package.folder}/{name}" for name in sorted(wrong))


def _changed(folder: Path) -> set[str]:
    lines = (folder / SUMS).read_text(encoding="ascii").splitlines()
    told = {name: digest for digest, name in (line.split("  ", 1) for line in lines)}
    return {
        name
        for name, digest in told.items()
        if (folder / name).is_file()
        and hashlib.sha512((folder / name).read_bytes()).hexdigest() != digest
    }


def main() -> None:
    """Write all packages, or with --check only look."""
    if "--check" not in sys.argv[1:]:
        for package in packages():
            write(package)
            print(package.folder)
    if wrong := list(differences()):
        sys.exit("These vendored files are not right:\n" + "\n".join(wrong))


if __name__ == "__main__":
    main()

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.betalingen.sandbox.witness import Witness
from tests.support.mollie import Sandbox
from vereniging.betalingen.sandbox import RunningSandbox, create_sandbox


@pytest.fixture
def sandbox(tmp_path: Path) -> Iterator[Sandbox]:
    """As everywhere, but no answer may deviate from the schemas, ours or the official ones."""
    app = create_sandbox(tmp_path / "sandbox.db", seed=1)
    witness = Witness(app)
    with RunningSandbox(app) as running:
        yield Sandbox(running)
    assert witness.objections == []
    assert witness.official_objections == []

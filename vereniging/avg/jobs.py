"""What is forgotten by itself, every night."""

from __future__ import annotations

from vereniging.avg.bewaren import REGELS
from vereniging.taken.bewaren import bewaar

bewaar("avg.opruimen", *REGELS)

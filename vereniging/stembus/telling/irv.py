"""Instant run-off that follows every branch of a tie (stembus section 2)."""

from collections.abc import Iterable, Sequence

Profiel = Iterable[tuple[tuple[str, ...], int]]


def stand(over: Iterable[str], profiel: Profiel) -> dict[str, int]:
    """First preferences among the options that are left."""
    telling = dict.fromkeys(over, 0)
    for lijst, aantal in profiel:
        for optie in lijst:
            if optie in telling:
                telling[optie] += aantal
                break
    return telling


def is_klaar(telling: dict[str, int]) -> bool:
    """Whether one option has over half of the continuing ballots, or all are equal."""
    aantallen = telling.values()
    return 2 * max(aantallen) > sum(aantallen) or len(set(aantallen)) == 1


def winnaars(opties: Sequence[str], profiel: Sequence[tuple[tuple[str, ...], int]]) -> list[str]:
    """Winners over all branches of section 2, alphabetical; none without ballots."""
    if not profiel:
        return []
    gevonden: set[str] = set()
    gezien: set[frozenset[str]] = set()
    wachtrij = [frozenset(opties)]
    while wachtrij:
        over = wachtrij.pop()
        if over in gezien:
            continue
        gezien.add(over)
        telling = stand(over, profiel)
        top = max(telling.values())
        if 2 * top > sum(telling.values()):
            # The others can never catch up, whoever leaves first.
            gevonden |= {optie for optie, aantal in telling.items() if aantal == top}
        else:
            wachtrij.extend(_takken(over, telling))
    return sorted(gevonden)


def _takken(over: frozenset[str], telling: dict[str, int]) -> list[frozenset[str]]:
    laagste = min(telling.values())
    onderaan = [optie for optie, aantal in telling.items() if aantal == laagste]
    if laagste == 0:
        # Options nobody ranks first leave one after the other and move no ballot.
        return [over.difference(onderaan)]
    return [over - {optie} for optie in onderaan]


def rondes(
    opties: Sequence[str], profiel: Sequence[tuple[tuple[str, ...], int]]
) -> list[dict[str, int]]:
    """Rounds to show: on a tie for lowest the alphabetically last leaves (section 2)."""
    getoond: list[dict[str, int]] = []
    over = list(opties) if profiel else []
    while over:
        telling = stand(over, profiel)
        getoond.append(telling)
        if is_klaar(telling):
            break
        laagste = min(telling.values())
        over.remove(max(optie for optie in over if telling[optie] == laagste))
    return getoond

"""Schulze method with winning votes (stembus section 2)."""

from collections.abc import Iterable, Sequence

Profiel = Iterable[tuple[tuple[str, ...], int]]
Matrix = list[list[int]]


def paren(opties: Sequence[str], profiel: Profiel) -> Matrix:
    """d[i][j] of section 2: ballots with i above j, what is not listed being equal last."""
    plaats = {optie: nummer for nummer, optie in enumerate(opties)}
    matrix = [[0] * len(opties) for _ in opties]
    for lijst, aantal in profiel:
        lager = set(range(len(opties)))
        for optie in lijst:
            i = plaats[optie]
            lager.discard(i)
            for j in lager:
                matrix[i][j] += aantal
    return matrix


def sterkste_paden(matrix: Matrix) -> Matrix:
    """Strongest paths of section 2 by Floyd–Warshall over the won comparisons."""
    reeks = range(len(matrix))
    kracht = [[matrix[i][j] if matrix[i][j] > matrix[j][i] else 0 for j in reeks] for i in reeks]
    for via in reeks:
        for i in reeks:
            for j in reeks:
                if i != j:
                    kracht[i][j] = max(kracht[i][j], min(kracht[i][via], kracht[via][j]))
    return kracht


def volgorde(opties: Sequence[str], profiel: Profiel) -> list[list[str]]:
    """Order of section 2: repeatedly the options that no remaining one beats."""
    kracht = sterkste_paden(paren(opties, profiel))
    over, lagen = list(range(len(opties))), []
    while over:
        laag = [i for i in over if all(kracht[i][j] >= kracht[j][i] for j in over)]
        lagen.append(sorted(opties[i] for i in laag))
        over = [i for i in over if i not in laag]
    return lagen

"""Files whose names do not tell with which request they go: the numbers that they name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from asp_check.cli.dossier_desk import Desk, contents
from asp_check.dossier.gathering import Source
from asp_check.dossier.rules.common import number
from asp_check.pieces import look


class Prober:
    """Reads the files whose names do not tell which request they go with: the numbers in them."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def __reduce__(self) -> tuple[object, ...]:
        """What another process needs to do the same work."""
        return Prober, (self.desk,)

    def judge(self, source: Source) -> frozenset[str]:
        """The numbers of orders and of beneficiaries that a file names; none if it cannot be read."""
        try:
            return frozenset(self._numbers(source))
        except Exception:  # noqa: BLE001 - its own dossier will say what is wrong with it
            return frozenset()

    def lost(self, _source: Source, _error: Exception) -> frozenset[str]:
        """Nothing is known of a file that broke the process."""
        return frozenset()

    def portable(self, result: frozenset[str]) -> frozenset[str]:
        """As it is."""
        return result

    def _numbers(self, source: Source) -> Iterator[str]:
        data = contents(source)
        paper = self.desk.paper(source, data)
        if paper.unreadable:
            return
        wanted = self.desk.wanted(source.path)
        for piece in look.pieces_of(paper, wanted, self.desk.role(source)):
            for reading in piece.readings:
                if reading.state == "read" and reading.concept in _NUMBERS:
                    yield number(reading.value)
                if reading.subject:
                    yield number(reading.subject)


_NUMBERS = frozenset({
    "order.number", "client.finess", "client.siret", "client.am", "practitioner.rpps",
    "practitioner.idnps",
})  # fmt: skip


def probe(sources: Sequence[Source], desk: Desk, jobs: int) -> dict[Source, frozenset[str]]:
    """What the content of these files tells."""
    prober = Prober(desk)
    if jobs > 1 and len(sources) > 1:
        from contextlib import closing

        from asp_check.cli.parallel import judge_all

        with closing(judge_all(sources, prober, jobs)) as results:
            return dict(zip(sources, results, strict=True))
    return {source: prober.judge(source) for source in sources}

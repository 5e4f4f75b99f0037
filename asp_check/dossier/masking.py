"""A dossier with its values hidden: what a shared report may show of it."""

from __future__ import annotations

from asp_check.dossier.model import Beneficiary, Dossier, FileRef, Key, Order
from asp_check.finding import MatrixCell, MatrixRow, Report
from asp_check.masking import mask


def masked(dossier: Dossier) -> Dossier:
    """The same dossier; its numbers and what its documents say are hidden, their shapes kept."""
    return dossier._replace(
        key=_key(dossier.key),
        files=tuple(map(_file, dossier.files)),
        request=None if dossier.request is None else _report(dossier.request),
    )


def _key(key: Key) -> Key:
    return key._replace(orders=tuple(map(_order, key.orders)))


def _order(order: Order) -> Order:
    return Order(mask(order.number), tuple(map(_beneficiary, order.beneficiaries)))


def _beneficiary(one: Beneficiary) -> Beneficiary:
    return one._replace(number=mask(one.number))


def _file(file: FileRef) -> FileRef:
    return file._replace(order=mask(file.order))


def _report(report: Report) -> Report:
    return report._replace(matrix=tuple(map(_row, report.matrix)))


def _row(row: MatrixRow) -> MatrixRow:
    cells = tuple(map(_cell, row.cells))
    return row._replace(order=mask(row.order), subject=mask(row.subject), cells=cells)


def _cell(cell: MatrixCell) -> MatrixCell:
    return cell if cell.value is None else cell._replace(value=mask(cell.value))

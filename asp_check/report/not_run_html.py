"""What was not asked, as HTML: by kind, with what each rule would have checked, and why it was not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from asp_check.finding import NotRun
from asp_check.report import summary
from asp_check.report.html_words import LANGUAGES
from asp_check.report.page import badge, prose, table, text, value
from asp_check.report.words import LANGUAGES as PLAIN
from asp_check.report.words import count
from asp_check.rulebook import ALL


def not_run(entries: Sequence[NotRun], lang: str) -> Iterator[str]:
    """The rules that were not asked, the gravest kind first; those that are not about this, folded."""
    for kind in summary.KINDS:
        of_kind = [entry for entry in entries if entry.kind == kind]
        if of_kind:
            yield from _kind(kind, of_kind, lang)


def _kind(kind: str, entries: Sequence[NotRun], lang: str) -> Iterator[str]:
    words, plain = LANGUAGES[lang], PLAIN[lang]
    aside = kind == "not-applicable"
    grave = 0 if aside else sum(summary.might_block(entry.rule) for entry in entries)
    told = words["of-kind-grave" if grave else "of-kind"].format(
        kind=plain[kind], n=len(entries), grave=count(plain, "grave", grave)
    )
    is_open = "" if aside else " open"
    yield f"<details{is_open}><summary>{text(told)}</summary>\n"
    if aside:
        yield table([words["rules"], words["reason"]], _by_reason(entries), "stack")
    else:
        rows = "".join(_entry(entry, lang) for entry in entries)
        yield table([words["rule"], words["what-rule"], words["reason"]], rows, "stack")
    yield "</details>\n"


def _entry(entry: NotRun, lang: str) -> str:
    cause = ALL.get(entry.rule)
    title = "" if cause is None else text(cause.title.of(lang))
    grave = summary.might_block(entry.rule)
    mark = f" {badge('warning', LANGUAGES[lang]['may-block'])}" if grave else ""
    return (
        f'<tr><th scope="row">{value(entry.rule)}{mark}</th><td>{title}</td>'
        f"<td>{prose(entry.reason)}</td></tr>\n"
    )


def _by_reason(entries: Sequence[NotRun]) -> str:
    """One row a reason, with all its rules."""
    rules: dict[str, list[str]] = {}
    for entry in entries:
        rules.setdefault(entry.reason, []).append(entry.rule)
    return "".join(
        f'<tr><th scope="row">{value(", ".join(dict.fromkeys(same)))}</th>'
        f"<td>{prose(reason)}</td></tr>\n"
        for reason, same in rules.items()
    )

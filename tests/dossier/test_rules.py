"""The rules of family D: the table is whole, each is well worded, and speaks where its examples say."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

from asp_check.causes import Cause, Example, Text
from asp_check.causes.wording import word
from asp_check.dossier import findings, rules
from asp_check.dossier.model import Objection
from asp_check.dossier.rules import RULES, TABLE, Entry, module_of
from asp_check.dossier.rules.common import unsafe
from asp_check.dossier.rules.table import RETIRED
from asp_check.engine import Options
from asp_check.finding import Severity
from tests.dossier.examples import archive, blocks, brief, case, examples, path_at, seen

IDS = (
    "D101", "D102", "D103", "D104", "D105", "D106", "D107", "D108", "D109", "D110", "D111",
    "D201", "D202", "D203", "D204", "D205", "D206", "D207", "D208", "D209", "D210", "D211",
    "D301", "D302", "D303", "D304", "D305",
)  # fmt: skip
"""Every rule that there is.  An id that goes is retired in the table, and never means anything else."""

ALL = examples()
each = pytest.mark.parametrize("entry", TABLE, ids=lambda entry: f"{entry.id}-{entry.name}")
each_example = pytest.mark.parametrize(
    ("entry", "rank", "example"), ALL, ids=[f"{e.id}-{e.name}-{rank}" for e, rank, _ in ALL]
)


def cause_of(entry: Entry) -> Cause:
    cause: Cause = module_of(entry).CAUSE
    return cause


def texts(cause: Cause) -> list[Text]:
    return [cause.title, cause.message, cause.why, cause.mend, *cause.variants.values()]


def test_no_rule_is_lost_or_added_in_silence() -> None:
    assert [entry.id for entry in TABLE] == sorted({*IDS} - RETIRED)
    assert not RETIRED & {entry.id for entry in TABLE}
    assert list(RULES) == [entry.id for entry in TABLE]
    assert len({entry.name for entry in TABLE}) == len(TABLE)


def test_every_module_is_in_the_table() -> None:
    folder = Path(rules.__file__).parent
    modules = {path.stem for path in folder.glob("*.py")} - {"__init__", "common", "table"}
    assert modules == {entry.module for entry in TABLE}


@each
def test_a_line_of_the_table_is_about_its_module(entry: Entry) -> None:
    cause = cause_of(entry)
    assert (cause.id, cause.name) == (entry.id, entry.name)
    assert RULES[entry.id] is cause
    assert str(module_of(entry).__doc__).startswith(f"{entry.id}: ")
    assert cause.source.startswith("https://")
    assert cause.certainty == "official" or cause.severity is not Severity.BLOCKING


@each
def test_its_words_are_well_formed(entry: Entry) -> None:
    cause = cause_of(entry)
    for text in texts(cause):
        assert text.fr != text.en
        assert "’" not in text.fr
        assert not re.search("«(?!\u00a0)|(?<!\u00a0)»", text.fr)
        french = re.sub(r"\{[^}]*\}", "x", text.fr)
        assert not re.search(r"(?<!\u00a0)[;!?](?=[\s)]|$)", french)
        assert not re.search(r"(?<![\u00a0\w]):(?=\s|$)| :|\w:(?=\s|$)", french)
        assert "\u00a0" not in text.en
        assert "«" not in text.en
    for message in (cause.message, *cause.variants.values()):
        fields = [{f for _, f, _, _ in string.Formatter().parse(m) if f} for m in message]
        assert fields[0] == fields[1] <= set(cause.params)
        assert all(m.endswith(".") and len(m) <= 240 for m in message)
    for title in cause.title:
        assert len(title) <= 80
        assert title[-1] not in ".!?:;"


@each
def test_it_has_examples_that_speak_and_that_are_silent(entry: Entry) -> None:
    found = cause_of(entry).examples
    assert any(example.finds for example in found)
    assert any(not example.finds for example in found)


@each_example
def test_an_example_says_what_it_claims(entry: Entry, rank: int, example: Example) -> None:
    assert isinstance(example.file, str)
    said: list[Objection] = list(module_of(entry).check(case(entry, example.file)))
    if not example.finds:
        assert not said, rank
        return
    assert example.at is not None
    assert path_at(entry, example.file, example.at) in {one.path for one in said}
    cause = cause_of(entry)
    for one in said:
        names = {re.sub(r"_(fr|en)$", "", name) for name in one.params}
        assert names <= {*cause.params, "other", "side"}
        for lang in ("fr", "en"):
            message = word(cause, one.params, lang)
            assert "…" not in message
            assert "{" not in message


@each_example
def test_by_inference_nothing_blocks(entry: Entry, rank: int, example: Example) -> None:
    assert isinstance(example.file, str)
    seen_by_it = case(entry, example.file)
    ask = {
        "archive": lambda: findings.on_archives([seen_by_it], Options()),
        "dossier": lambda: findings.on_dossier(seen_by_it, Options()),
        "astray": lambda: findings.astray(seen_by_it, Options()),
        "batch": lambda: findings.across(seen_by_it, Options()),
    }[entry.about]
    for told in ask().told:
        if told.finding.severity is Severity.BLOCKING:
            assert told.finding.certainty == "official", rank


def test_what_was_not_read_leaves_the_verdict_open() -> None:
    outcome = findings.on_archives(
        [archive(blocks("a.zip\n  b.pdf | trouble=encrypted\n")[0])], Options()
    )
    assert [(entry.rule, entry.kind) for entry in outcome.not_run] == [("D103", "unreadable")]


def test_an_ignored_rule_is_counted_and_its_file_still_leaves_the_verdict_open() -> None:
    options = Options(ignore=("D1",))
    outcome = findings.on_archives(
        [archive(blocks("a.zip\n  b.pdf | trouble=limit\n")[0])], options
    )
    assert not outcome.told
    assert outcome.ignored == {"D108": 1}
    assert outcome.not_run


def test_a_rule_that_fails_is_named_and_the_others_are_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(_seen: object) -> None:
        raise KeyError

    monkeypatch.setattr(module_of(TABLE[4]), "check", fail)
    outcome = findings.on_archives([archive(blocks("a.zip | before=3\n  b.pdf\n")[0])], Options())
    assert [(entry.rule, entry.kind) for entry in outcome.not_run] == [("D105", "crash")]
    assert [told.finding.rule for told in outcome.told] == ["D111"]


def test_numbers_are_hidden_and_names_of_files_are_not() -> None:
    pair = (
        "a.json | kind=avance dispositif=D orders=B-1 client=830101259\n"
        "b.json | kind=avance dispositif=D orders=B-2 client=830101259\n"
    )
    briefs = [brief(block) for block in blocks(pair)]
    (told,) = findings.across(briefs, Options(mask=True)).told
    assert told.finding.rule == "D301"
    assert "83•••••59" in told.finding.message
    assert "830101259" not in told.finding.message
    assert "a.json" in told.finding.message


def test_one_client_of_many_dossiers_is_told_once() -> None:
    lines = [
        f"{n}.json | kind=avance dispositif=D orders=B-{n} client=830101259" for n in range(30)
    ]
    (told,) = findings.across([brief(block) for block in blocks("\n".join(lines))], Options()).told
    assert (told.finding.rule, told.path) == ("D301", "1.json")
    assert "30\u00a0dossiers" in told.finding.message
    assert [place.path for place in told.finding.related] == [f"{n}.json" for n in (0, 2, 3, 4, 5)]


def test_one_dossier_alone_is_compared_with_nothing() -> None:
    (block,) = blocks("a.json | kind=avance orders=1\n")
    assert findings.across([brief(block)], Options()) == findings.Outcome()


def test_a_folder_tells_deployments_apart_where_orders_are_not_read() -> None:
    text = "p | kind=pilotes\n" + "".join(
        f"  {n}/PV.pdf | taken=pilot\n  {n}/F.pdf | taken=invoice\n  {n}/B.pdf | taken=bdc\n"
        for n in (1, 2, 3)
    )
    (block,) = blocks(text)
    assert not findings.on_dossier(seen(block), Options()).told
    (less,) = blocks(text.replace("  3/F.pdf | taken=invoice\n", ""))
    (told,) = findings.on_dossier(seen(less), Options()).told
    assert told.finding.rule == "D208"
    assert told.finding.severity is Severity.BLOCKING
    (unsure,) = blocks(text.replace("3/F.pdf | taken=invoice", "3/F.pdf | taken=unrecognised"))
    outcome = findings.on_dossier(seen(unsure), Options())
    assert {one.finding.severity for one in outcome.told} == {Severity.WARNING}
    assert outcome.not_run


@pytest.mark.parametrize(
    "name",
    ["../a.pdf", "a/../../b", "/etc/passwd", "\\\\srv\\x.pdf", "C:\\a.pdf", "c:a.pdf", "a\\b.pdf", "a\x1b[2J.pdf",
     "VA\u202efdp.exe", "a\u200b.pdf", "con.pdf", "x/NUL", "a?.pdf", "a ", "a.", "", " ", "x" * 300, "a\nb", "a\x00b"],
)  # fmt: skip
def test_names_that_are_not_safe(name: str) -> None:
    assert unsafe(name) is not None


@pytest.mark.parametrize(
    "name",
    ["BDC 2025-0117 signé.pdf", "pièces/VA.pdf", "Vérification d’aptitude (n°2).pdf", "..a.pdf"],
)
def test_names_that_are(name: str) -> None:
    assert unsafe(name) is None

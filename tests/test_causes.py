"""The table of rules is whole and well worded, and its examples say what they claim."""

from __future__ import annotations

import importlib.util
import re
import string
import subprocess
import sys
from collections.abc import Iterator, Mapping
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from types import ModuleType

import pytest

from asp_check import causes, engine, rules
from asp_check.causes import CAUSES, Cause, Example, Text
from asp_check.causes.wording import LABELS, TYPES, word
from asp_check.document import read
from asp_check.engine import Kin, Options
from asp_check.engine.papers import Papers
from asp_check.explain import explain, index, page, page_name
from asp_check.finding import Finding, Severity
from asp_check.manifest import Manifest, Node
from asp_check.rulebook import find
from asp_check.rules import RULEBOOK
from asp_check.rules.common.example import CODE, advance_of, facts_of, pieces_of, unread_of
from asp_check.template import Template, build

ROOT = Path(__file__).parent.parent
ALL = list(RULEBOOK.values())
LANGUAGES = ("fr", "en")
NBSP = "\u00a0"

WITH = {"R207": {"T101"}, "S601": {"S603"}, "S901": {"S109", "S205"}}
"""What the example of a rule cannot but show too: a file cut short, a file full of faults."""

OUT_OF_REACH = {"T901"}
"""The safety net under the explain path: no file is known to fall into it."""


def name(cause: Cause) -> str:
    return f"{cause.id}-{cause.name}"


def texts(cause: Cause) -> Iterator[tuple[str, Text]]:
    yield "title", cause.title
    yield "message", cause.message
    yield "why", cause.why
    yield "mend", cause.mend
    for (param, value), text in cause.variants.items():
        yield f"message where {param} is {value!r}", text


def messages(cause: Cause) -> Iterator[Text]:
    yield cause.message
    yield from cause.variants.values()


def placeholders(template: str) -> set[str]:
    return {field for _, field, _, _ in string.Formatter().parse(template) if field is not None}


def sentences(text: str) -> int:
    return len(re.findall(r"[.!?](?=\s|$)", text))


each = pytest.mark.parametrize("cause", ALL, ids=name)


def test_every_rule_is_told_once() -> None:
    assert len({cause.id for cause in ALL}) == len(ALL) == len(RULEBOOK)
    assert len({cause.name for cause in ALL}) == len(ALL)
    assert list(RULEBOOK) == [cause.id for cause in ALL]
    assert list(CAUSES) == sorted(CAUSES)
    assert [entry.id for entry in rules.TABLE] == sorted(entry.id for entry in rules.TABLE)


def test_every_module_is_in_the_table() -> None:
    folder = Path(causes.__file__).parent
    modules = {path.stem for path in folder.glob("*.py")} - {"__init__", "cause", "wording"}
    assert modules == set(causes._MODULES.values())


@each
def test_a_rule_has_a_well_formed_head(cause: Cause) -> None:
    assert re.fullmatch(r"[ESTVRX][0-9]{3}", cause.id)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", cause.name)
    assert cause.source.startswith("https://")
    assert cause.certainty in {"official", "secondary", "inference"}
    assert cause.certainty == "official" or cause.severity is not Severity.BLOCKING


@each
def test_the_title_is_one_line_without_a_full_stop(cause: Cause) -> None:
    for title in cause.title:
        assert "\n" not in title
        assert len(title) <= 80
        assert title[-1] not in ".!?:;"
        assert title[0].isupper() or title.startswith(("null", "true"))


@each
def test_no_text_is_empty_or_ragged(cause: Cause) -> None:
    for where, text in texts(cause):
        for language in text:
            assert language, where
            assert language == language.strip(), where
            assert "  " not in language, where
            assert "\n" not in language, where
        assert text.fr != text.en, where


@each
def test_messages_and_advice_are_short_sentences(cause: Cause) -> None:
    for text in messages(cause):
        for template in text:
            assert template.endswith(".")
            assert sentences(template) <= 3
            assert len(template) <= 240
    for text, most in ((cause.why, 3), (cause.mend, 2)):
        for language in text:
            assert language.endswith((".", '"'))
            assert sentences(language) <= most


@each
def test_texts_say_it_without_jargon(cause: Cause) -> None:
    for where, text in texts(cause):
        for language in text:
            said = re.sub(r"\{[^}]*\}", "", language).lower()
            assert not re.search(r"\b(tokens?|parse\w*|whitespace|newlines?)\b", said), where


@each
def test_a_message_uses_declared_parameters_only(cause: Cause) -> None:
    for text in messages(cause):
        assert placeholders(text.fr) <= set(cause.params)
        assert placeholders(text.fr) == placeholders(text.en)
    assert {param for param, _ in cause.variants} <= set(cause.params)


@each
def test_a_number_has_a_singular_and_a_plural(cause: Cause) -> None:
    for text in messages(cause):
        for template in text:
            for _, _, spec, _ in string.Formatter().parse(template):
                assert not spec or len(spec.split("|")) == 2


@each
def test_french_is_set_as_french(cause: Cause) -> None:
    for where, text in texts(cause):
        # Within a placeholder the colon is not punctuation.
        french = re.sub(r"\{[^}]*\}", "x", text.fr)
        assert not re.search(r"«(?!\u00a0)|(?<!\u00a0)»", french), where
        assert not re.search(r"(?<!\u00a0)[;!?](?=[\s)]|$)", french), where
        assert not re.search(
            r"(?<![\u00a0\w]):(?=\s|$)| :|\w:(?=\s|$)", french.replace("json.dumps", "")
        ), where
        assert french.count("«") == french.count("»"), where
        assert "’" not in french, where
        assert "“" not in french or cause.name == "curly-quotes", where


@each
def test_english_is_set_as_english(cause: Cause) -> None:
    for where, text in texts(cause):
        assert "«" not in text.en, where
        assert NBSP not in text.en, where
        assert text.en.count("“") == text.en.count("”"), where


@each
def test_a_rule_has_a_bad_and_a_good_example(cause: Cause) -> None:
    bad = [example for example in cause.examples if example.finds]
    good = [example for example in cause.examples if not example.finds]
    assert bad
    assert good
    assert all(example.at is not None for example in bad)
    assert all(example.at is None for example in good)
    for example in cause.examples:
        for attributes in example.manifest.values():
            Node(**attributes)


# Words.


def test_a_message_is_filled_in_both_languages() -> None:
    params = {"key": "client", "parent": "/commandes/0"}
    cause = CAUSES["T101"]
    assert word(cause, params, "fr").startswith(
        "La clé « client » manque dans « /commandes/0 ».".replace("« ", "«\u00a0").replace(
            " »", "\u00a0»"
        )
    )
    assert word(cause, params, "en").startswith("The key “client” is missing in “/commandes/0”.")


def test_the_variant_is_chosen_by_a_parameter() -> None:
    params = {"key": "montantHt", "model": "montantHT", "why": "case"}
    french = word(CAUSES["T103"], params, "fr").replace(NBSP, " ")
    assert french == "La clé « montantHt » devrait s'écrire « montantHT » (majuscules)."
    english = word(CAUSES["T103"], {**params, "why": "spelling"}, "en")
    assert english == "The key “montantHt” should be spelled “montantHT”."


def test_the_root_has_a_name() -> None:
    assert "dans l'objet principal" in word(CAUSES["T101"], {"key": "a", "parent": ""}, "fr")
    assert "In the main list," in word(CAUSES["T201"], {"index": 1, "array": ""}, "en")


@pytest.mark.parametrize(
    ("count", "french", "english"),
    [
        (1, "1 caractère nul invisible (", "1 invisible NUL character ("),
        (2, "2 caractères nuls invisibles (", "2 invisible NUL characters ("),
        (12345, "12 345 caractères", "12,345 invisible"),
    ],
)
def test_numbers_agree_with_their_noun(count: int, french: str, english: str) -> None:
    cause = CAUSES["E105"]
    assert french in word(cause, {"count": count}, "fr").replace(NBSP, " ")
    assert english in word(cause, {"count": count}, "en").replace(NBSP, " ")


def test_zero_is_singular_in_french_and_plural_in_english() -> None:
    params = {"found": "1.5", "model": "1", "decimals": 0, "count": 0, "max": 0, "array": "/a"}
    assert "0\u00a0élément " in word(CAUSES["T205"], params, "fr")
    assert "0\u00a0elements " in word(CAUSES["T205"], params, "en")


def test_types_are_called_by_a_phrase() -> None:
    params = {"expected_type": "string", "found_type": "number"}
    french = word(CAUSES["T301"], params, "fr")
    assert french.startswith(
        "Cette valeur est un nombre sans guillemets, le modèle attend un texte entre guillemets."
    )


def test_words_of_the_caller_come_in_the_language_asked_for() -> None:
    params = {"found": "12", "reason_fr": "trop court", "reason_en": "too short"}
    assert "trop court" in word(CAUSES["V101"], params, "fr")
    assert "too short" in word(CAUSES["V101"], params, "en")


def test_what_rests_on_inference_is_to_be_checked_not_refused() -> None:
    params = {"found": "x", "reason_fr": "a", "reason_en": "b", "certainty": "inference"}
    assert "should be checked" in word(CAUSES["V101"], params, "en")
    assert "is not valid" in word(CAUSES["V101"], {**params, "certainty": "official"}, "en")


def test_two_long_texts_are_shown_where_they_part() -> None:
    long = "Montant pris en charge par l'{}tat au titre du Ségur de la santé numérique"
    params = {"model": long.format("E"), "found": long.format("É")}
    message = word(CAUSES["T303"], params, "fr")
    assert "l'Etat" in message
    assert "l'État" in message


def test_reasons_keep_their_typography_and_nothing_else_unseen() -> None:
    params = {"reason_fr": f"clé inattendue{NBSP}: 12\u200b", "found": f"1{NBSP}2"}
    message = word(CAUSES["V101"], params, "fr")
    assert f"inattendue{NBSP}: 12⟨ZWSP⟩" in message
    assert "1⟨NBSP⟩2" in message


def test_blanks_are_told_in_words() -> None:
    params = {"cause": "spaces", "model": "", "found": "⟨LF⟩    ", "count": 1}
    french = word(CAUSES["T501"], params, "fr").replace(NBSP, " ")
    assert "ici, ⟨LF⟩ + 4 espaces au lieu de rien." in french
    assert "here, ⟨LF⟩ + 4 spaces" in word(CAUSES["T501"], params, "en").replace(NBSP, " ")


@each
def test_a_hostile_parameter_is_shown_escaped_and_short(cause: Cause) -> None:
    hostile = "\x1b[31m::error\u202e{0}{count}%s\n" + "x" * 10_000
    for lang in LANGUAGES:
        message = word(cause, dict.fromkeys(cause.params, hostile), lang)
        assert message.isprintable() or set(message) - {NBSP} <= {
            c for c in message if c.isprintable()
        }
        assert "\u202e" not in message
        assert len(message) < 2500


@each
def test_a_forgotten_parameter_is_no_fault(cause: Cause) -> None:
    for lang in LANGUAGES:
        assert "{" not in word(cause, {}, lang).replace("« { »".replace(" ", NBSP), "").replace(
            "“{”", ""
        )


def test_a_value_with_braces_is_not_a_template() -> None:
    assert "“{0.__class__}”" in word(CAUSES["T101"], {"key": "{0.__class__}", "parent": ""}, "en")


def test_labels_and_types_are_told_in_both_languages() -> None:
    assert {"first", "duplicate", "opening", "parent", "model", "also", "expected-place"} <= set(
        LABELS
    )
    for text in (*LABELS.values(), *TYPES.values()):
        assert all(text)


# Finding a rule.


@each
def test_a_rule_is_found_by_id_and_by_name(cause: Cause) -> None:
    assert find(cause.id.lower()) is find(f" {cause.name.upper()} ") is cause
    assert cause.family == cause.id[0]


@pytest.mark.parametrize("wanted", ["", "T", "T1", "T1011", "missing", "Ｔ101", "\x00"])
def test_what_is_no_rule_is_not_found(wanted: str) -> None:
    assert find(wanted) is None


@pytest.mark.parametrize("wanted", ["", "T", "X101", "T199", "E", "é101"])
def test_the_table_holds_no_other_id(wanted: str) -> None:
    assert wanted not in CAUSES
    assert CAUSES.get(wanted) is None


def test_importing_the_table_loads_no_words() -> None:
    code = (
        "import sys, asp_check.causes as c\n"
        "before = {m for m in sys.modules if m.startswith('asp_check.causes.')}\n"
        "assert before == {'asp_check.causes.cause'}, before\n"
        "c.CAUSES['T101']\n"
        "after = {m for m in sys.modules if m.startswith('asp_check.causes.')}\n"
        "assert after - before == {'asp_check.causes.keys'}, after\n"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


# The page of a rule.


@each
def test_a_rule_is_explained_in_both_languages(cause: Cause) -> None:
    for lang, other in (("fr", "en"), ("en", "fr")):
        told = explain(cause, lang)
        flat = " ".join(told.split())
        assert told.startswith(f"{cause.id} {cause.name} · ")
        assert cause.title.of(lang) in told
        assert " ".join(cause.why.of(lang).split()) in flat.replace(" ", " ")
        assert " ".join(cause.mend.of(lang).split()) in flat
        assert cause.title.of(other) not in told
        assert cause.source in told
        assert told.endswith("\n")
        assert all(line.isprintable() or NBSP in line for line in told.splitlines())


def test_an_example_shows_what_cannot_be_seen() -> None:
    assert "⟨BOM⟩{" in explain(CAUSES["E103"], "fr")
    assert "⟨CR⟩⟨LF⟩\n" in explain(CAUSES["E201"], "fr")
    assert ":⟨NBSP⟩" in explain(CAUSES["S302"], "fr")
    assert r"Cl\xE9ment" in explain(CAUSES["E101"], "en")
    assert "(vide)" in explain(CAUSES["S703"], "fr")
    assert 'enum = ["Cas 1", "Cas 2"]' in explain(CAUSES["T305"], "en")


PLAIN = [
    pytest.param(cause, example, id=name(cause))
    for cause in ALL
    for example in cause.examples[:1]
    if isinstance(example.file, str) and example.file.isascii() and example.file.isprintable()
]


@pytest.mark.parametrize(("cause", "example"), PLAIN)
def test_the_mark_stands_under_the_place(cause: Cause, example: Example) -> None:
    assert isinstance(example.file, str)
    assert example.at
    lines = explain(cause, "en").splitlines()
    marks = [(line, lines[i]) for i, line in enumerate(lines[1:]) if line.strip() == "^"]
    if len(example.file) > 80 or not example.file:
        assert not marks
        return
    mark, drawn = marks[0]
    assert mark.index("^") - drawn.index(f" {example.file}") == example.at[1]


@each
def test_a_page_is_in_both_languages(cause: Cause) -> None:
    text = page(cause)
    assert text.index("## Français") < text.index("## English")
    assert text.count("```text\n") == 2 * len(cause.examples)
    assert f"[{cause.id}]({page_name(cause)})" in index(ALL)


@pytest.fixture
def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "rules_pages", ROOT / "docs" / "generate_rules.py"
    )
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_pages_are_fresh(generator: ModuleType) -> None:
    assert generator.stale(generator.FOLDER) == []


def test_a_stale_page_is_noticed_and_mended(generator: ModuleType, tmp_path: Path) -> None:
    generator.write(tmp_path)
    assert generator.stale(tmp_path) == []
    (tmp_path / "X999-gone.md").write_text("gone", "utf-8")
    (tmp_path / "index.md").write_text("old", "utf-8")
    (tmp_path / "T101-missing-key.md").unlink()
    assert generator.stale(tmp_path) == ["T101-missing-key.md", "X999-gone.md", "index.md"]
    generator.write(tmp_path)
    assert generator.stale(tmp_path) == []


# The examples: the rule speaks, at its place, and nothing else does; or nothing does.


def content(text: str | bytes) -> bytes:
    return text.encode() if isinstance(text, str) else text


def manifest(example: Example, blank: bytes, version: str = "initial") -> Manifest | None:
    if not example.manifest:
        return None
    nodes: Mapping[str, Node] = {p: Node(**a) for p, a in example.manifest.items()}
    code, request = example.facts.get("dispositif", CODE), example.facts.get("request", "avance")
    digest = sha256(blank).hexdigest()
    return Manifest(code, request, digest, "official", version, nodes=nodes)


def template(
    example: Example, blank: str | bytes | None = None, version: str = "initial"
) -> Template:
    text = content(example.blank if blank is None else blank)
    return build(text, manifest(example, text, version))


def kin(example: Example) -> Kin:
    """Other versions of the template: (label, blank) under ``newer`` and ``older``."""
    newer, older = example.facts.get("newer"), example.facts.get("older")
    return Kin(
        None if newer is None else template(example, newer[1], newer[0]),
        lambda: [] if older is None else [template(example, older[1], older[0])],
    )


def papers_of(example: Example) -> Papers:
    """The papers of an example, what was looked for in them, and the advance before it."""
    pieces, wanted = pieces_of(example)
    return Papers(pieces, unread_of(example), wanted, advance_of(example), whole=True)


def found(cause: Cause, example: Example, lang: str = "fr") -> tuple[Finding, ...]:
    """What is said of an example; of other rules on pieces, nothing: one paper is no dossier."""
    options = Options(
        as_of=example.facts.get("as_of"),
        facts=facts_of(example.facts),
        lang=lang,
        **example.limits,
    )
    model = template(example, version=example.facts.get("version", "initial"))
    papers = papers_of(example) if cause.family == "X" else None
    report = engine.judge(content(example.file), model, options, kin=kin(example), papers=papers)
    assert not [entry for entry in report.not_run if entry.kind == "crash"], report.not_run
    return tuple(one for one in report.findings if one.rule[0] != "X" or one.rule == cause.id)


EXAMPLES = [
    pytest.param(cause, example, id=f"{name(cause)}-{'bad' if example.finds else 'good'}{i}")
    for cause in ALL
    if cause.id not in OUT_OF_REACH
    for i, example in enumerate(cause.examples)
]


@pytest.mark.parametrize(("cause", "example"), EXAMPLES)
def test_an_example_says_what_it_claims(cause: Cause, example: Example) -> None:
    findings = found(cause, example)
    rules_found = [finding.rule for finding in findings]
    if not example.finds:
        assert rules_found == []
        return
    assert rules_found.count(cause.id) == 1, rules_found
    assert set(rules_found) - {cause.id} <= WITH.get(cause.id, set())
    finding = findings[rules_found.index(cause.id)]
    assert (finding.line, finding.column) == example.at


@each
def test_a_problem_brings_what_its_message_needs(cause: Cause) -> None:
    for lang in LANGUAGES:
        for finding in (f for example in cause.examples for f in found(cause, example, lang)):
            assert "…" not in finding.message or len(finding.message) > 60


def test_a_required_field_left_empty_blocks() -> None:
    cause = CAUSES["V001"]
    example = next(e for e in cause.examples if e.manifest)
    assert [finding.severity for finding in found(cause, example)] == [Severity.BLOCKING]


SYNTAX = [p for p in EXAMPLES if p.id and p.id[0] == "S"]


@pytest.mark.parametrize(("cause", "example"), SYNTAX)
def test_the_reader_alone_tells_a_fault_of_syntax(cause: Cause, example: Example) -> None:
    rules = {problem.rule for problem in read(content(example.file), **example.limits).problems}
    assert (cause.id in rules) is example.finds


def test_the_values_of_an_enumeration_are_those_of_a_manifest() -> None:
    for cause in ALL:
        for example in cause.examples:
            for attributes in example.manifest.values():
                for value in attributes.get("enum", ()):
                    assert isinstance(value, (str, bool, Decimal))

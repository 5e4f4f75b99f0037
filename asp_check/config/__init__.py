"""The configuration: ``asp-check.toml``, or the table ``[tool.asp-check]`` of a ``pyproject.toml``.

The nearest of the two is taken, from the folder of the first argument upward.  Without one, neither
tomllib nor the strict reading is even imported.
"""

from __future__ import annotations

import os
import re
from functools import lru_cache
from typing import Any

from asp_check.config.settings import Config, Model
from asp_check.files import TooLarge, display, read
from asp_check.finding import UsageError

__all__ = ["Config", "Model", "find", "load", "template_of"]

NAME = "asp-check.toml"
PYPROJECT = "pyproject.toml"

_LARGEST = 1 << 20
_TABLE = ("tool", "asp-check")
_NOT_TOML = (
    "ce n’est pas du TOML : un texte se met entre guillemets, une date s’écrit 2025-03-31,"
    " un chemin avec / et non \\"
)


def find(argument: str) -> Config:
    """The configuration that holds for ``argument``, a file or a folder; empty if there is none.

    Raises ``UsageError`` if there is one that cannot be used.
    """
    try:
        directory = os.path.abspath(argument)
        if not os.path.isdir(directory):
            directory = os.path.dirname(directory)
    except ValueError:
        return Config()  # A NUL in the path: reading the file says so.
    while True:
        path = os.path.join(directory, NAME)
        if os.path.isfile(path):
            return load(path)
        path = os.path.join(directory, PYPROJECT)
        if os.path.isfile(path) and (config := _load(path, optional=True)):
            return config
        above = os.path.dirname(directory)
        if above == directory:
            return Config()
        directory = above


def load(path: str) -> Config:
    """The configuration in this file.

    Raises ``UsageError``, with the line and what to do, if it cannot be used.
    """
    return _load(path, optional=False) or Config(path=path, directory=_folder(path))


def _load(path: str, *, optional: bool) -> Config | None:
    """The configuration in this file; ``None`` if it is optional and the file has none."""
    data = read(path, max_size=_LARGEST, pipe=False)
    if isinstance(data, TooLarge):
        raise _error(path, 1, "fichier trop grand", "file too large")
    if optional and b"asp-check" not in data:
        return None  # Not worth importing tomllib.
    from asp_check.config.strict import Refused, from_mapping  # most runs have no configuration

    inside = _TABLE if os.path.basename(path) == PYPROJECT else ()
    text, table = _parse(path, data)
    for key in inside:
        table = table.get(key, {}) if isinstance(table, dict) else {}
    if optional and not table:
        return None
    try:
        if not isinstance(table, dict):
            raise Refused  # noqa: TRY301 - the same words as every other refusal
        config = from_mapping(table)
    except Refused as refused:
        from asp_check.config.errors import explain  # pydantic, only for the words

        line, words = explain(text, table, inside, refused.where)
        raise _error(path, line, *words) from None
    return _placed(config, path)


def _parse(path: str, data: bytes) -> tuple[str, Any]:
    import tomllib  # most runs have no configuration

    from asp_check.catalog.reading import has_endless_key

    if has_endless_key(data):
        words = ("une clé a plus de cent parties", "a key has more than a hundred parts")
        raise _error(path, 1, *words)
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = 1 + data.count(b"\n", 0, error.start)
        raise _error(path, line, "ce n’est pas de l’UTF-8", "not UTF-8") from None
    try:
        return text, tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        place = re.search(r"line (\d+)", str(error))
        line = int(place[1]) if place else 1 + text.count("\n")
        raise _error(path, line, _NOT_TOML, f"not TOML ({error})") from None


def _error(path: str, line: int, fr: str, en: str) -> UsageError:
    shown = display(path)
    return UsageError(f"{shown}:{line} : {fr}", f"{shown}:{line}: {en}")


def _folder(path: str) -> str:
    return os.path.dirname(os.path.abspath(path))


def _placed(config: Config, path: str) -> Config:
    """The same, its paths made whole: what a configuration names lies beside it."""
    directory = _folder(path)
    return config._replace(
        path=path,
        directory=directory,
        template=config.template and _template(directory, config.template),
        templates=tuple(os.path.join(directory, folder) for folder in config.templates),
        dispositifs=config.dispositifs and os.path.join(directory, config.dispositifs),
        corpus=config.corpus and os.path.join(directory, config.corpus),
        reference={
            kind: reference._replace(file=os.path.join(directory, reference.file))
            for kind, reference in config.reference.items()
        },
        model=tuple(
            Model(model.files, _template(directory, model.template)) for model in config.model
        ),
    )


def _template(directory: str, name: str) -> str:
    """A template's name as it is, its path from the configuration's folder."""
    path = os.path.join(directory, name)
    if name.lower().endswith(".json") or os.path.isfile(os.path.join(path, "manifest.toml")):
        return path
    return name


# --- Which template for which file


def template_of(config: Config, path: str) -> str | None:
    """The template that the configuration names for this file: the first ``[[model]]`` that fits."""
    if config.model and path != "-":
        try:
            relative = os.path.relpath(os.path.abspath(path), config.directory)
        except ValueError:
            return config.template  # Another drive.
        name = relative.replace(os.sep, "/")
        for model in config.model:
            if _pattern(model.files).fullmatch(name):
                return model.template
    return config.template


_WILDCARDS = r"\*\*/|\*\*|\*|\?|[^*?]+"


@lru_cache(maxsize=256)
def _pattern(files: str) -> re.Pattern[str]:
    """``*`` and ``?`` stay inside one folder; ``**`` goes through any number of them.

    >>> bool(_pattern("a/**/bdc.json").fullmatch("a/b/c/bdc.json"))
    True
    >>> bool(_pattern("a/*.json").fullmatch("a/b/c.json"))
    False
    """
    return re.compile(
        "".join(map(_translate, re.findall(_WILDCARDS, files.removeprefix("./")))), re.DOTALL
    )


def _translate(token: str) -> str:
    if token == "**/":  # noqa: S105 - a wildcard
        return "(?:.*/)?"
    if token == "**":  # noqa: S105 - a wildcard
        return ".*"
    if token == "*":  # noqa: S105 - a wildcard
        return "[^/]*"
    if token == "?":  # noqa: S105 - a wildcard
        return "[^/]"
    return re.escape(token)

"""The Python interface, and the only place where files, catalog and engine meet."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeVar

from asp_check import catalog, engine, files
from asp_check.config import Config
from asp_check.engine import Kin, Options
from asp_check.facts import Facts, References
from asp_check.files import TooLarge
from asp_check.finding import Report, Severity, UsageError
from asp_check.manifest import Manifest
from asp_check.reference.settings import NAMES, ReferenceFile
from asp_check.template import Template

if TYPE_CHECKING:
    from datetime import date, datetime

    from asp_check.recognise import Candidate

Choice = TypeVar("Choice", bound=str)

LANGUAGES = ("fr", "en")
LAYOUTS = ("error", "warn", "off")
FAMILIES = "ESTVRXD"
TO_COME = "XD"

_PREFIX = re.compile(r"[A-Za-z][0-9]{0,3}")
_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?)?", re.ASCII)


def load_template(
    source: str | os.PathLike[str],
    *,
    templates: str | os.PathLike[str] | None = None,
    as_of: str | date | datetime | None = None,
) -> Template:
    """The template that ``source`` names; frozen, and safe to share between threads.

    ``source`` is an id (``"hop-dpi-va2/avance"``), an id with its version
    (``"hop-dpi-va2/avance@2024-09-12"``), the path of a blank that ends in ``.json``, or the path
    of a folder that holds a ``manifest.toml``.  ``templates`` is a folder of templates, searched
    before the user's own and the packaged ones.  Without a version, the one in force at ``as_of``
    (Europe/Paris when it has no zone), else the latest.

    Raises ``UsageError`` if there is no such template, or if it cannot be used: a broken manifest,
    a blank whose SHA-256 is not the manifest's.
    """
    name = _path("template", source)
    return catalog.load(name, folders=_folders(templates), as_of=instant(as_of))


def check(  # noqa: PLR0913 - the public signature
    source: str | os.PathLike[str] | bytes,
    *,
    template: Template | str | os.PathLike[str] | None = None,
    pieces: Sequence[object] = (),
    avance: object | None = None,
    as_of: str | date | datetime | None = None,
    layout: Literal["error", "warn", "off"] = "error",
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    require: Iterable[str] = (),
    lang: Literal["fr", "en"] = "fr",
    templates: str | os.PathLike[str] | None = None,
    facts: Facts | None = None,
) -> Report:
    """The report on one file: every finding, what was not asked, and the verdict.

    ``source`` is a path (``str``, ``Path``) or the content itself (``bytes``).  ``template`` is
    what ``load_template`` gives or takes; without it the file is recognised by its content, and a
    reference model recognised that way leaves the verdict ``inconclusive``.

    ``as_of`` is the instant at which the file is judged, Europe/Paris when it has no zone; without
    it the latest version of the template holds.  ``layout`` says how blanks between tokens,
    newlines and the end of the file are judged: ``"error"``, ``"warn"`` or ``"off"``, unless the
    manifest of the template is looser.  ``select``, ``ignore`` and ``require`` are
    beginnings of rule ids (``"T"``, ``"T101"``): rules to keep, to drop, and without which the
    verdict is ``inconclusive``.  ``lang`` is the language of the messages.  ``templates`` is a
    folder of templates, searched first.  ``facts`` is what ``load_facts`` gives: what the rules of
    funding know beside the file; without it, the dispositifs that come with the program.

    Offsets in the report count bytes of the file from 0; lines and columns count code points
    from 1; ends are exclusive.  What the file contains never raises.  Raises ``UsageError``, a
    ``ValueError``, if there is no such file or template, or for an argument that cannot be used.
    ``pieces`` and ``avance`` are not checked yet: anything but their default is refused.
    """
    if pieces or avance is not None:
        name = "pieces" if pieces else "avance"
        raise UsageError(
            f"{name} : pas encore contrôlé ; n’indiquez que le fichier JSON",
            f"{name}: not checked yet; give the JSON file only",
        )
    when = instant(as_of)
    options = _options(
        _one_of("layout", layout, LAYOUTS),
        _several("select", select),
        _several("ignore", ignore),
        _several("require", require),
        _one_of("lang", lang, LANGUAGES),
        when,
        _default_facts() if facts is None else _Same(facts),
    )
    library = Library(_folders(templates), when)
    if template is not None and not isinstance(template, Template):
        template = library.load(template)
    if isinstance(source, (bytes, bytearray, memoryview)):
        return judge(bytes(source), None, template, options, library)
    path = _path("source", source)
    data = files.read(path, max_size=options.max_size)
    return judge(data, path, template, options, library)


@lru_cache(maxsize=64)
def _options(
    layout: Literal["error", "warn", "off"],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    require: tuple[str, ...],
    lang: Literal["fr", "en"],
    as_of: str | None,
    facts: _Same,
) -> Options:
    """The options, judged once: one call is mostly like the one before."""
    options = Options(
        layout=layout,
        select=prefixes("select", select),
        ignore=prefixes("ignore", ignore),
        require=prefixes("require", require),
        lang=lang,
        as_of=as_of,
        facts=facts.facts,
    )
    refuse_contradictions(options)
    return options


class _Same:
    """Facts that are the same when they are the same object: they are too many to compare."""

    __slots__ = ("facts",)

    def __init__(self, facts: Facts) -> None:
        self.facts = facts

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.facts is self.facts

    def __hash__(self) -> int:
        return id(self.facts)


@lru_cache(maxsize=1)
def _default_facts() -> _Same:
    return _Same(load_facts())


def load_facts(
    config: str | os.PathLike[str] | None = None,
    *,
    dispositifs: str | os.PathLike[str] | None = None,
    references: Mapping[str, str | os.PathLike[str]] = MappingProxyType({}),
    resubmission: bool = False,
) -> Facts:
    """What the rules of funding know beside the files: load it once, check many.

    ``config`` is a configuration (``asp-check.toml``, ``pyproject.toml``) of which the supplier, the
    solutions, the dispositifs and the reference files are taken; what follows wins over it.
    ``dispositifs`` is a file of the user's own that overrides or adds to what comes with the
    program.  ``references`` are files by ``"ceilings"``, ``"finess"`` or ``"funded"``.
    ``resubmission``: the requests were deposited before and are back to « A modifier ».

    Raises ``UsageError`` for a file that cannot be used.
    """
    from asp_check import config as configuration

    settings = Config() if config is None else configuration.load(_path("config", config))
    return facts_of(
        settings,
        None if dispositifs is None else _path("dispositifs", dispositifs),
        {name: _path("references", path) for name, path in references.items()},
        resubmission=resubmission,
    )


def facts_of(
    settings: Config,
    dispositifs: str | None = None,
    references: Mapping[str, str] = MappingProxyType({}),
    *,
    resubmission: bool = False,
) -> Facts:
    """The facts of a configuration; the files named here win over its own."""
    from asp_check.catalog.dispositifs import load

    files_of = dict(settings.reference)
    for name, path in references.items():
        if name not in NAMES:
            listed = ", ".join(NAMES)
            shown = files.display(name)
            raise UsageError(
                f"reference « {shown} » : référentiels possibles : {listed}",
                f"reference '{shown}': possible references: {listed}",
            )
        # The columns of the configuration hold for another file of the same kind.
        files_of[name] = files_of.get(name, ReferenceFile(path))._replace(file=path, date=None)
    found: dict[str, Any] = {}
    if files_of:
        from asp_check.reference import load as load_reference

        found = {name: load_reference(name, where) for name, where in files_of.items()}
    return Facts(
        dispositifs=load(dispositifs or settings.dispositifs),
        supplier=settings.supplier,
        solutions={solution.dispositif.lower(): solution for solution in settings.solution},
        references=References(**found),
        resubmission=resubmission,
    )


class _Known(NamedTuple):
    """The other versions of a template, as these folders hold them at this instant."""

    library: tuple[Sequence[str], str | None]
    kin: Kin


class Library:
    """Templates by name and by content: each loaded once, and once refused, refused again."""

    def __init__(self, folders: Sequence[str] = (), as_of: str | None = None) -> None:
        self.folders = folders
        self.as_of = as_of
        self._loaded: dict[str, Template | UsageError] = {}
        self._candidates: Sequence[Candidate] | None = None

    def load(self, source: str | os.PathLike[str]) -> Template:
        """The template of this name; ``UsageError`` if it cannot be used."""
        name = _path("template", source)
        if name not in self._loaded:
            try:
                self._loaded[name] = catalog.load(name, folders=self.folders, as_of=self.as_of)
            except UsageError as error:
                self._loaded[name] = error
        found = self._loaded[name]
        if isinstance(found, UsageError):
            raise found
        return found

    def kin(self, template: Template) -> Kin:
        """The other versions of a template: a newer one in force at ``as_of``, and older ones."""
        if template.manifest is None:
            return engine.NO_KIN
        known = template.cache.get("kin")
        if not isinstance(known, _Known) or known.library != (self.folders, self.as_of):
            kin = self._kin_of(template, template.manifest)
            known = template.cache["kin"] = _Known((self.folders, self.as_of), kin)
        return known.kin

    def _kin_of(self, template: Template, manifest: Manifest) -> Kin:
        def older() -> list[Template]:
            found = map(catalog.load_place, catalog.predecessors(manifest, self.folders))
            # A reconstruction is no version of an official model, nor the other way round.
            return [one for one in found if one.status == template.status]

        place = catalog.successor(manifest, self.folders, self.as_of)
        newer = None if place is None else catalog.load_place(place)
        if newer is not None and newer.status != template.status:
            newer = None
        return Kin(newer, older)

    def recognise(self, data: bytes, options: Options) -> Template | None:
        """The template that these bytes were made from, if one is near enough and ahead."""
        from asp_check.document import read
        from asp_check.recognise import recognise

        if self._candidates is None:
            self._candidates = catalog.candidates(self.folders)
        document = read(data, max_size=options.max_size, max_depth=options.max_depth)
        model = recognise(document.root, self._candidates).id
        return None if model is None else self.load(model)


def judge(
    data: bytes | TooLarge,
    path: str | None,
    template: Template | None,
    options: Options,
    library: Library,
) -> Report:
    """The report on what was read at ``path``, against the template named, else recognised.

    Raises ``UsageError`` if a template cannot be used; a fault of ours is in the report.
    """
    if isinstance(data, TooLarge):
        return engine.too_large(data.size, data.sha256, template, options, path)
    if template is None:
        options = options._replace(named=False)
        try:
            template = library.recognise(data, options)
        except UsageError:
            raise
        except Exception as error:  # noqa: BLE001 - named, and the verdict left open
            return engine.crashed(error, data, None, options, path)
    kin = engine.NO_KIN if template is None else library.kin(template)
    return engine.judge(data, template, options, path, kin)


# --- Arguments


def instant(as_of: str | date | datetime | None) -> str | None:
    """An instant as reports write it, in Europe/Paris: ``2024-09-12T14:00``, seconds only if any.

    ``"now"`` is the present one, ``"none"`` and ``None`` are none.

    >>> instant("2024-09-12"), instant("2024-09-12T14:00"), instant(None)
    ('2024-09-12T00:00', '2024-09-12T14:00', None)
    """
    if as_of is None or as_of == "none":
        return None
    from datetime import date, datetime

    if as_of == "now":
        return _written(_paris(datetime.now(UTC)))
    if isinstance(as_of, datetime):
        return _written(as_of if as_of.tzinfo is None else _paris(as_of.astimezone(UTC)))
    if isinstance(as_of, date):
        return f"{as_of.isoformat()}T00:00"
    try:
        if _INSTANT.fullmatch(str(as_of)):
            return _written(datetime.fromisoformat(str(as_of)))
    except ValueError:
        pass  # There is no such day or hour.
    shown = files.display(str(as_of))
    raise UsageError(
        f"as-of « {shown} » : écrivez une date ou un instant (2024-09-12, 2024-09-12T14:00), now ou none",
        f"as-of '{shown}': write a date or an instant (2024-09-12, 2024-09-12T14:00), now or none",
    )


def _written(moment: datetime) -> str:
    text = moment.isoformat(timespec="seconds")[:19]
    return text.removesuffix(":00") if len(text) == 19 else text


def _paris(utc: datetime) -> datetime:
    """The same instant on the clocks of Paris, without zone.

    The rule of the European Union since 1996, so that the default of each run hangs on no
    database of time zones: one hour ahead, two from the last Sunday of March to that of October,
    at 01:00 UTC.
    """
    from datetime import datetime, timedelta

    naive = utc.replace(tzinfo=None)

    def last_sunday(month: int) -> datetime:
        last = datetime(naive.year, month, 31, 1)  # noqa: DTZ001 - UTC, as ``naive`` is
        return last - timedelta(days=last.isoweekday() % 7)

    summer = last_sunday(3) <= naive < last_sunday(10)
    return naive + timedelta(hours=2 if summer else 1)


def prefixes(name: str, values: Iterable[str]) -> tuple[str, ...]:
    """Beginnings of rule ids, in upper case; ``UsageError`` for one that no rule begins with.

    >>> prefixes("select", ["t1", "S"])
    ('T1', 'S')
    """
    found: list[str] = []
    for value in values:
        prefix = value.upper() if _PREFIX.fullmatch(value) else ""
        if not prefix or not _is_known(name, prefix):
            shown = files.display(value)
            raise UsageError(
                f"{name} « {shown} » : aucune règle ne commence ainsi ; la liste : asp-check rules",
                f"{name} '{shown}': no rule begins with this; the list: asp-check rules",
            )
        found.append(prefix)
    return tuple(dict.fromkeys(found))


def severities(name: str, wanted: Iterable[tuple[str, str]]) -> tuple[tuple[str, Severity], ...]:
    """The user's own severities, by beginnings of rule ids; ``UsageError`` for one of no rule."""
    return tuple((prefixes(name, [prefix])[0], Severity(value)) for prefix, value in wanted)


def _several(name: str, values: Iterable[str]) -> tuple[str, ...]:
    """These values; a text by itself is one."""
    if values == ():
        return ()
    if isinstance(values, str):
        return (values,)
    if not isinstance(values, Iterable):
        raise _wrong_type(name, values)
    found = tuple(values)
    for value in found:
        if not isinstance(value, str):
            raise _wrong_type(name, value)
    return found


def _is_known(name: str, prefix: str) -> bool:
    """Whether there is such a rule; families to come may be ignored or required, not selected."""
    if not engine.unknown([prefix]):
        return True
    return not name.endswith("select") and prefix[0] in TO_COME


def refuse_contradictions(options: Options) -> None:
    """Raise ``UsageError`` if two options cannot both be meant."""
    for one, wanted in (("select", options.select), ("require", options.require)):
        for prefix in wanted:
            for other in options.ignore:
                if prefix.startswith(other):
                    raise UsageError(
                        f"{one} {prefix} et ignore {other} se contredisent ; gardez l’un des deux",
                        f"{one} {prefix} and ignore {other} contradict each other; keep one of them",
                    )


def _one_of(name: str, value: Choice, allowed: Sequence[str]) -> Choice:
    if value in allowed:
        return value
    listed = ", ".join(allowed)
    shown = files.display(str(value))
    raise UsageError(
        f"{name} « {shown} » : valeurs possibles : {listed}",
        f"{name} '{shown}': possible values: {listed}",
    )


def _folders(templates: str | os.PathLike[str] | None) -> tuple[str, ...]:
    return () if templates is None else (_path("templates", templates),)


def _path(name: str, value: object) -> str:
    """A path as text; ``UsageError`` for what is none."""
    if isinstance(value, str | os.PathLike):
        return os.fsdecode(value)
    raise _wrong_type(name, value)


def _wrong_type(name: str, value: object) -> UsageError:
    kind = type(value).__name__
    return UsageError(
        f"{name} : {kind} n’est pas admis ici ; voir la documentation de check",
        f"{name}: {kind} cannot be used here; see the documentation of check",
    )

"""Which template is meant for a request of a dossier, where one is named for all of it."""

from __future__ import annotations

from asp_check import config
from asp_check.cli.work import Work
from asp_check.template import Template


def named_for(work: Work, path: str, kind: str = "") -> Template | None:
    """The template that the user names for a request of this kind; of any kind, if it is not known.

    An advance may lie beside the balance for which ``--template`` names one: it is held against what the
    configuration names for it, else against what it is recognised as.
    """
    for name in (work.template, config.template_of(work.settings, path)):
        if name is None:
            continue
        template = work.named(name)
        if (
            not kind
            or template.manifest is None
            or template.manifest.request.lower() == kind.lower()
        ):
            return template
    return None


def request_of(work: Work, path: str, data: bytes) -> Template | None:
    """The template of a request: as named, unless it is seen to be another request of the same scheme."""
    named = named_for(work, path)
    if named is not None and (named.manifest is None or not _is_for_all(work, path)):
        return named
    found = work.library.recognise(data, work.options)
    if named is None or named.manifest is None:
        return found
    manifest = None if found is None else found.manifest
    if manifest is None or manifest.dispositif != named.manifest.dispositif:
        return named
    return named_for(work, path, manifest.request) or found


def _is_for_all(work: Work, path: str) -> bool:
    """Whether the template is named for every file, not by a ``[[model]]`` for this one."""
    if work.template is not None:
        return True
    return config.template_of(work.settings._replace(template=None), path) is None

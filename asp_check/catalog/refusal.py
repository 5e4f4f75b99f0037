"""What a template that cannot be used is told as: one line, in French and in English."""

from __future__ import annotations

from asp_check.finding import UsageError


class BadTemplate(UsageError):  # noqa: N818 - it names what is bad
    """A template that cannot be used: ``str()`` says why in French, ``en`` in English."""

    def __init__(self, fr: str, en: str) -> None:
        super().__init__(fr)
        self.en = en

"""A number to its literal: exactly this number, in the decimals of the slot, never rounded."""

from __future__ import annotations

from decimal import Decimal

from asp_check.rendering.expected import Words
from asp_check.rendering.wrong import LONGEST_NUMBER, Wrong, shown
from asp_check.template import Slot
from asp_check.text import decode, visible

_SURE_DIGITS = 15
"""Digits that a float holds whatever the number; beyond, some were made up by arithmetic."""


def number(slot: Slot, value: float | Decimal) -> bytes | Wrong:
    """The literal of a number: plain decimal notation, without an exponent, never ``-0``.

    It has the decimals that the manifest declares, else those that the blank shows, else its own.
    """
    exact = _exact(value)
    if isinstance(exact, Wrong):
        return exact
    sign, digits, exponent = exact
    places = len(digits.rstrip("0")) - len(digits) - exponent if digits.strip("0") else 0
    wanted = 0 if slot.type == "integer" else slot.declared.decimals
    if wanted is None:
        wanted = slot.decimals
    if wanted is not None and places > wanted:
        return _would_round(slot, value, wanted)
    if wanted is None:
        wanted = max(0, -exponent) if isinstance(value, Decimal) else max(0, places)
    if max(len(digits) + abs(exponent), wanted) > LONGEST_NUMBER:
        return _too_long()
    whole = digits + "0" * exponent if exponent > 0 else digits
    scale = max(0, -exponent)
    whole = whole.rjust(scale + 1, "0")
    integer, fraction = whole[: len(whole) - scale], whole[len(whole) - scale :]
    integer, fraction = integer.lstrip("0") or "0", fraction[:wanted].ljust(wanted, "0")
    is_zero = not (integer + fraction).strip("0")
    text = ("-" if sign and not is_zero else "") + integer + ("." + fraction if fraction else "")
    return text.encode()


def _exact(value: float | Decimal) -> tuple[int, str, int] | Wrong:
    """Sign, digits and exponent of exactly this number; of a float, those that it shows."""
    if isinstance(value, int):
        if value.bit_length() > 4 * LONGEST_NUMBER:
            return _too_long()
        return int(value < 0), str(abs(int(value))), 0
    known = _decimal(value)
    if isinstance(value, float) and len(_digits(known).strip("0")) > _SURE_DIGITS:
        return Wrong(
            "number",
            f"{known} : un float de plus de {_SURE_DIGITS} chiffres n’est pas sûr ; donnez un Decimal",
            f"{known}: a float of more than {_SURE_DIGITS} digits is not certain; give a Decimal",
        )
    sign, _, exponent = known.as_tuple()
    if not isinstance(exponent, int):
        return Wrong(
            "number",
            f"{value} n’est pas un nombre fini, que JSON puisse écrire",
            f"{value} is not a finite number, which JSON could write",
        )
    text = _digits(known) or "0"
    if not text.strip("0"):
        # A zero may carry any exponent: of what is not shown, nothing is to be written.
        return sign, "0", min(0, max(exponent, -LONGEST_NUMBER))
    return sign, text, exponent


def _decimal(value: float | Decimal) -> Decimal:
    """A float by what it shows: 0.1 is 0.1."""
    return value if isinstance(value, Decimal) else Decimal(float.__repr__(float(value)))


def _digits(number: Decimal) -> str:
    return "".join(map(str, number.as_tuple().digits))


def _too_long() -> Wrong:
    return Wrong(
        "number",
        f"un nombre de plus de {LONGEST_NUMBER} chiffres, bien trop long",
        f"a number of more than {LONGEST_NUMBER} digits, far too long",
    )


def _would_round(slot: Slot, value: float | Decimal, wanted: int) -> Wrong:
    fr, en = shown(value)
    hint: Words = ("", "")
    if isinstance(value, float):
        hint = (", par exemple avec Decimal", ", with Decimal for one")
    if slot.type == "integer":
        return Wrong(
            "decimals",
            f"{fr} : un nombre entier est attendu ; rien n’est arrondi",
            f"{en}: an integer is expected; nothing is rounded",
        )
    if slot.declared.decimals is None:
        model = visible(decode(slot.literal))
        return Wrong(
            "decimals",
            f"{fr} : plus de décimales que le modèle n’en montre ({model}) ; rien n’est arrondi :"
            f" arrondissez-le{hint[0]}, ou déclarez « decimals » dans le manifeste",
            f"{en}: more decimals than the template shows ({model}); nothing is rounded: round"
            f" it{hint[1]}, or declare `decimals` in the manifest",
        )
    s = "s" * (wanted > 1)
    return Wrong(
        "decimals",
        f"{fr} : {wanted} décimale{s} au plus ; rien n’est arrondi : arrondissez-le{hint[0]}",
        f"{en}: at most {wanted} decimal{'s' * (wanted != 1)}; nothing is rounded: round it{hint[1]}",
    )


def is_number(value: object, written: str) -> bool:
    """Whether a value is the number that is written so."""
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
        return False
    try:
        return (_decimal(value) if isinstance(value, float) else value) == Decimal(written)
    except ArithmeticError:
        return False  # No number at all, which a blank may show; or one that only signals.

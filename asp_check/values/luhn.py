"""The Luhn key: the check digit of SIREN, SIRET and, as far as is seen, of FINESS and RPPS.

Source: https://github.com/arthurdejong/python-stdnum (stdnum/luhn.py)
"""

from __future__ import annotations

_DOUBLED = str.maketrans("0123456789", "0246813579")


def luhn(digits: str) -> bool:
    """Whether the last of these ASCII digits is the Luhn key of those before it.

    >>> luhn("732829320"), luhn("732829321")
    (True, False)
    """
    doubled = digits[-2::-2].translate(_DOUBLED)
    return (sum(map(int, digits[::-2])) + sum(map(int, doubled))) % 10 == 0

"""Numbers shown to people: random, because a running number tells tales about those between."""

import secrets

_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O, U


def record_number(year: int) -> str:
    """Return a record's number: year, six random signs, check sign."""
    signs = _random(6)
    return f"{year}-{signs}-{check_sign(f'{year}{signs}')}"


def evidence_number() -> str:
    """Return the number of an item of evidence: six random signs."""
    return f"E-{_random(6)}"


def case_note_number() -> str:
    """Return the number of a note into the case file: six random signs."""
    return f"N-{_random(6)}"


def transfer_number() -> str:
    """Return the number under which material is handed on: six random signs."""
    return f"T-{_random(6)}"


def check_sign(signs: str) -> str:
    """Return the sign that catches a wrong or swapped sign (ISO 7064, mod 37, 36)."""
    product = 36
    for sign in signs:
        total = (product + int(sign, 36)) % 36 or 36
        product = total * 2 % 37
    value = (37 - product) % 36
    return "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"[value]


def _random(length: int) -> str:
    return "".join(secrets.choice(_SIGNS) for _ in range(length))

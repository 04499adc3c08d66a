"""UUIDv7 identities (RFC 9562, 5.7), made from an instant that is passed in, as the clock is."""

import os
from datetime import UTC, date, datetime

_VERSION_7 = 0x7 << 76
_VARIANT = 0b10 << 62


def new_uid(instant: datetime) -> str:
    """Return a new identity that sorts by the instant, to the millisecond."""
    milliseconds = int(instant.timestamp() * 1000)
    tail = int.from_bytes(os.urandom(10))
    bits = milliseconds << 80 | _VERSION_7 | (tail >> 68 << 64) | _VARIANT | tail & (1 << 62) - 1
    digits = f"{bits:032x}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def day_of(uid: str) -> date:
    """Return the day, in UTC, on which an identity was made; the last of all for another kind."""
    try:
        milliseconds = int(uid.replace("-", "")[:12], 16)
        return datetime.fromtimestamp(milliseconds / 1000, UTC).date()
    except (ValueError, OverflowError, OSError):
        return date.max

"""A full disk, whoever notices it: the machine or one of the databases."""

import errno

FULL = ("disk is full", "no space left", "could not extend file", "disk i/o error")


def is_full(fault: Exception) -> bool:
    if isinstance(fault, OSError):
        return fault.errno in {errno.ENOSPC, errno.EDQUOT}
    return any(sign in str(fault).lower() for sign in FULL)

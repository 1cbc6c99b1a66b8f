"""The catalogue kept at the desk: looked at, revised, added to and ended."""

"""Procedures in the hands of the office: looked at, copied, changed, tried out and used."""

"""Procedures are data: ordered steps in TOML files beside this one, or written by the office."""

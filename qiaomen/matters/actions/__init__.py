"""The verbs of a matter. One verb, one function; every face and machine calls these."""

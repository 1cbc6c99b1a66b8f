"""One way to write a date and one to write a time in each language, in lists as in sentences."""

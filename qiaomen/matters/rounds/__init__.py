"""Rounds of inspection: what is looked at again and again, by whom it was done, and what was missed."""

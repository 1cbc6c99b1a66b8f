"""What an item wants to be asked, while the caller is still on the telephone."""

from django import forms

from qiaomen.desk import choices
from qiaomen.desk.fields import resolve
from qiaomen.matters.particulars import Particulars, of_item, particulars_of


def about(words: str, named: str) -> Particulars:
    """Of the item that was named, else of the one that the words leave no doubt about."""
    if not named:
        return particulars_of(words)
    try:
        return of_item(resolve(named, choices.items()))
    except forms.ValidationError:  # not typed to its end
        return particulars_of(words)

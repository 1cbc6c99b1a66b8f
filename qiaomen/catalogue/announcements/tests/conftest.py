from qiaomen.people.tests.conftest import console, places, present, units

__all__ = ["console", "places", "present", "units"]

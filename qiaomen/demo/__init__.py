"""The demonstration district: invented data, and ninety days played with it through the doors of work."""

PASSWORD = "qiaomen-demo"  # noqa: S105 - printed for everybody: the demonstration has nothing to hide

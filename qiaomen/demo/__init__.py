"""The demonstration district: invented data, and ninety days played with it through the doors of work."""

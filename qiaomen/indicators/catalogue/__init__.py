"""What the matters say of the catalogue: who uses an entry, and which entries serve nobody."""

"""The kernel's rows, a file for each mechanism."""

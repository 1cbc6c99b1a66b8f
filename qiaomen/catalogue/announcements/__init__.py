"""What an office tells everybody: dated, for a place."""

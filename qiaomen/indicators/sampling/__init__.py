"""A few closed matters of each unit, drawn by lot each month, whose files somebody outside looks through."""

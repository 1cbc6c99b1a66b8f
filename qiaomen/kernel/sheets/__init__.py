"""Reading and writing people's tables: the one way in and out for every Excel and CSV file."""

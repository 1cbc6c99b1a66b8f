"""What an office keeps of itself, without a terminal: units, people, places, rules, roles, days, words."""

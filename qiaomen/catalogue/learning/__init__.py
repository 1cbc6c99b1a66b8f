"""What is learned from messages that people have sorted: a light model that proposes, and how sure it is."""

"""Short answers to common questions: who keeps them, until when they hold, and how one is found."""

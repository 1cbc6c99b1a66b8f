"""敲门: every knock gets an answer."""

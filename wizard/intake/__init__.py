"""Taking in an official blank: what was found on it is confirmed by looking at it."""

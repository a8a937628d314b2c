"""The page for the intake of a blank."""

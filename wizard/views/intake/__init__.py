"""The page that takes in a blank."""

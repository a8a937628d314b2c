"""The second writer: it patches the parts of a blank, and leaves all others byte for byte."""

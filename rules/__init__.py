"""What the FAQ asks: one function per rule, and the dates. Pure: the moment is an argument."""

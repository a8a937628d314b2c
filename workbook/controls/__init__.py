"""Form controls over cells: where they lie, what they say, and ticking them."""

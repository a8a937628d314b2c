"""Client certificates from files: reading them, and when each has to be renewed. FAQ 3-6."""

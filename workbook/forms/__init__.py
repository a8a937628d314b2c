"""The form: found, read, filled, and read back."""

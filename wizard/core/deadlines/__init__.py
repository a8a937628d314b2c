"""Questions about dates, and their answers in words."""

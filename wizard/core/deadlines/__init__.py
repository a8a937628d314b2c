"""Deadlines: questions about dates, and their answers in words."""

"""Dates: cut-offs, registrations, workdays and what follows from them."""

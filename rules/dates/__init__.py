"""Dates: cut-offs, registrations, workdays and what follows from them.

Whatever takes a date raises ``MomentError`` where a year is not from 1986 to 2099.
"""

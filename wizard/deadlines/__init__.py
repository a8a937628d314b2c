"""The calendar page: cut-offs, registrations and dates planned backwards."""

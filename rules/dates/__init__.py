"""Cut-offs, registrations, workdays and what follows from them."""

"""What leaves the house, in one archive: form, letter, mail, dates and a receipt."""

"""The submission: form, letter, mail, dates and a receipt in one archive."""

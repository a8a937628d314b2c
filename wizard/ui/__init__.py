"""What pages are made of: layout, session, focus, style sheets, the form preview."""

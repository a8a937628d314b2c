"""The UI of all pages: layout, session, focus, style sheets, the form preview."""

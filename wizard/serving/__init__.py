"""The server of the pages: who may ask for what, and what every answer carries."""

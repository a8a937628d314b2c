"""Taking in a blank: its cells are proposed, chosen and bound."""

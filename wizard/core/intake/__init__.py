"""The intake of a blank: its cells are proposed, chosen and bound."""

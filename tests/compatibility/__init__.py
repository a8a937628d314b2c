"""Files written by earlier releases stay usable."""

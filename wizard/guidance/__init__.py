"""The page for those in trouble: the guide's entries found by symptom, and its tools."""

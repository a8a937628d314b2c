"""The wizard: from the first question to the finished form."""

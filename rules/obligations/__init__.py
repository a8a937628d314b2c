"""The obligations: what an application must and should say, as rules, and how they are run."""

"""What an application must and should say: the rules, and how they are run."""

"""What an application is: its answers, its four cases, and the catalogue that everything walks."""

"""The schemas of an application: its answers, its four cases, and the catalogue of both."""

"""The pages that make an application."""

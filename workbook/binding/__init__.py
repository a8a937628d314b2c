"""Binding: which cell of a blank that was never seen before holds which answer."""

"""Benchmarks: medians measured side by side, mostly as ratios; ``python -m bench``."""

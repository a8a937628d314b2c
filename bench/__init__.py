"""Speed, as medians measured side by side in one run, mostly as ratios; ``python -m bench``."""

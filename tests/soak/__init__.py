"""A soak: many visitors for long, watched for what is lost, refused, logged, kept or left open."""

"""Features as other people write them, and as nobody should."""

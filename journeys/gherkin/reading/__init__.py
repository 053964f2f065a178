"""Features as text: read, checked for what would be lost, formatted."""

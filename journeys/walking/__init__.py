"""Walking a journey: its people, its promises, its visits, and the reviewer who holds the company to them."""

"""What a feature would do, and what is wrong with it, found without running it."""

"""Companies made of other people's software, each with a suite of its own."""

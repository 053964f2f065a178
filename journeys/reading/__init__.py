"""Reading answers: what people at a company say or write, told as what was read and from which words, or as unclear."""

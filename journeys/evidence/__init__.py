"""What a shopper saw: facts that nobody has judged yet."""

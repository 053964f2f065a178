"""What is promised, to whom and until when: promises and their terms, money, time, channels, shoppers."""

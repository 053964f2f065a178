"""What a company file may say, section by section, and the pool of test accounts."""

"""Features in other languages: phrasebooks."""

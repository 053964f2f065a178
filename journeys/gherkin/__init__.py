"""Features as text: reading, checking, explaining, writing and translating them, and finding what their steps mean."""

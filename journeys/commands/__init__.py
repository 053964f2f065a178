"""What ``shop`` can do, one module a command; each imports what is slow only when it runs."""

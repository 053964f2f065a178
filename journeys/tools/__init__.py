"""What drivers reach a company with: HTTP, mailboxes, browsers; and what keeps personal data out of evidence."""

"""How Oscar & Helpdesk is shopped: a plain class for each touchpoint."""

"""Mystery Shopper: walk in a customer's shoes and see whether every touchpoint keeps the same promise."""

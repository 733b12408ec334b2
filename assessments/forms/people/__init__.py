"""Forms of participants."""

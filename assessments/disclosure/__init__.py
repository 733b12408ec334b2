"""What may be shown of a diagnosis: rounded, in bands, and never about fewer persons than a group needs."""

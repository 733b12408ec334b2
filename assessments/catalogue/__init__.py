"""What the instrument asks and what it first advises: versioned content as typed data."""

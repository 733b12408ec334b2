"""What the instrument asks, and its initial advice: versioned content as typed data."""

"""What the product says, held against partnerships whose truth is known."""

"""The words of the model, each with its value and all its names: read by every layer, knowing none."""

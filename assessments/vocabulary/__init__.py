"""The terms of the model, each with its value and all its names: imported by every layer, importing none."""

"""Modelling, unwrapping and baking of Hearth's places."""

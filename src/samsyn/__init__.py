"""Samsyn: the digital home of a regional environmental collaboration."""

__version__ = "0.1.0"

"""Compact rail, road and sea networks, made from packages and reviewed tables."""

"""The interactive map: an atlas as one HTML file."""

"""FAMILY ``write(atlas, path)``: one file per format."""

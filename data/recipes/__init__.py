"""How every file in ``routes/_data`` is made from published packages.

Run all of it from the top of the repository with ``python -m data.recipes``
(``make data``). Same packages, same bytes.
"""

"""``python -m routes`` is the same as ``routes``."""

from routes.cli import main

main()

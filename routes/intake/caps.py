"""How large a file of a stranger may be: read within seconds and one gigabyte, or refused."""

MOST_BYTES = 50_000_000
"""Of a file on the disk, whatever it holds."""

MOST_MISTAKES = 20
"""Of more, the first ones are told."""

MOST_ROWS = 500_000
MOST_COLUMNS = 1_000
MOST_CELLS = 4_000_000
MOST_CELL = 1_000_000
"""Characters: people keep whole documents in a cell."""

MOST_LINE = 10_000_000
"""Characters of a line: what is longer is one row of very many cells."""

MOST_SHEET_ROWS = 200_000
MOST_SHEET_CELLS = 600_000
"""Of a workbook, the empty ones in its rectangle counted: they take ten times the work of CSV."""

MOST_SHEETS = 50
"""Sheets of a workbook that is read whole."""

MOST_SHEET_TEXT = 50_000_000
"""Characters of all cells of a sheet: one text that is stored once may stand in many cells."""

MOST_SHARED = 32_767
"""Characters of a text in a workbook: what spreadsheet programs themselves allow."""

MOST_PARTS = 2_000
MOST_UNPACKED = 80_000_000
MOST_RATIO = 100
"""A workbook that grows to more times its size is none that a spreadsheet program wrote."""

SMALL_UNPACKED = 5_000_000
"""What unpacks to less may be packed as tightly as it likes."""

MOST_DEPTH = 40
"""Lists and objects of JSON, or elements of XML, in one another. GeoJSON needs eight."""

MOST_VERTICES = 1_200_000
MOST_FEATURES = 300_000
MOST_ITEMS = 5_000_000

MOST_PAIRS = 150_000_000
"""Pieces of borders side by side, all areas of a file together: each pair may have to be
compared to learn that no border crosses another, which takes some nanoseconds."""

MOST_BORDER_PAIRS = 10_000_000
"""Borders of one area, each with each: which lies in which takes longer."""
MOST_ELEMENTS = 3_000_000

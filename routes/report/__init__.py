"""Documents about a case, and the folder that holds all that a report needs.

`content.report_of` makes a `blocks.Report` of the page's payload; `word`, `markdown` and `page`
write it in three formats; `pack` writes a whole folder. See docs/report.md.
"""

"""Files that a stranger wrote, read into typed values or refused with the place and the reason.

`routes.intake.table` reads CSV, TSV and XLSX, `routes.intake.geometry` GeoJSON and KML. What they
raise is InputError. A file is never handed to GDAL, no part of it is run, and nothing that it
names is opened or fetched. `routes.intake.caps` says how large a file may be.
"""

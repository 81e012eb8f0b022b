"""A workbook's parts as bounded streams: what stands in its XML, before anything is made of it.

Behind `ita_sheets.gate`, below `ita_sheets.grid`. Element names are taken without their prefix, so that every
producer's way to write them is read; nothing is resolved, followed or computed. Why it is no library:
docs/decisions/0005-reader.md. Element names and their meaning: ECMA-376, part 1, section 18.
"""

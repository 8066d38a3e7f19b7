"""A caseload that lives in a spreadsheet, read from its cells: what can be taken over and what needs a person.

Pure: whoever reads the file (outside/spreadsheet) passes rows of cells and writes nothing until the dry run is
agreed. Built for the lists that people really keep: title lines, five ways to write a date, remarks in phone cells.
"""

from sluitend.core.caseload_sheet.cells import Cell
from sluitend.core.caseload_sheet.columns import REASON_HEADER, Column
from sluitend.core.caseload_sheet.lines import Line, Problem
from sluitend.core.caseload_sheet.recognition import digest
from sluitend.core.caseload_sheet.sheet import Sheet, parse, to_correct

__all__ = ["REASON_HEADER", "Cell", "Column", "Line", "Problem", "Sheet", "digest", "parse", "to_correct"]

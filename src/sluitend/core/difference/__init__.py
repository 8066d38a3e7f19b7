"""What is different between two versions of what was agreed: rows and cells of a table, fields of a pathway or programme."""

from sluitend.core.difference.cases import MOST, Affected, Asked, Shared, asked
from sluitend.core.difference.contacts import Contact, contacts
from sluitend.core.difference.field_words import Told, told
from sluitend.core.difference.fields import Field, fields
from sluitend.core.difference.rows import Cell, Column, Row, Same, TableDifference, compare
from sluitend.core.difference.terms import region_told
from sluitend.core.difference.words import (
    ANSWER,
    Said,
    affected_words,
    answer_words,
    change_words,
    counted,
    example_words,
    labels_of,
    row_words,
)

__all__ = [
    "ANSWER",
    "MOST",
    "Affected",
    "Asked",
    "Cell",
    "Column",
    "Contact",
    "Field",
    "Row",
    "Said",
    "Same",
    "Shared",
    "TableDifference",
    "Told",
    "affected_words",
    "answer_words",
    "asked",
    "change_words",
    "compare",
    "contacts",
    "counted",
    "example_words",
    "fields",
    "labels_of",
    "region_told",
    "row_words",
    "told",
]

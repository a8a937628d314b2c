"""Media types (RFC 6838) of accepted and generated files."""

from typing import Final

EML: Final = "message/rfc822"
HTML: Final = "text/html"
ICS: Final = "text/calendar"
JSON: Final = "application/json"
PDF: Final = "application/pdf"
TOML: Final = "application/toml"
XLS: Final = "application/vnd.ms-excel"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ZIP: Final = "application/zip"

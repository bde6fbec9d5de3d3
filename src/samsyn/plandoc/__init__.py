"""A plan as plain data: the document, its file format, its arithmetic and its checks. No Django here."""

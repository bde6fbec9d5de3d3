"""What the bookkeeping exports, read to plain data: SIE 4 files, and tables in Excel or CSV.

`read(content)` gives a SIE file with everything that is wrong in it; `books(file)` and `read_table(…)` give the same
sums per account, objects and month, whatever the bookkeeping exported.
"""

from samsyn.sie.books import Books, Posting, books
from samsyn.sie.model import Account, Balance, SieFile, Transaction, Voucher, Year
from samsyn.sie.reader import Reading, read
from samsyn.sie.tables import read_table
from samsyn.sie.words import Problem

__all__ = [
    "Account",
    "Balance",
    "Books",
    "Posting",
    "Problem",
    "Reading",
    "SieFile",
    "Transaction",
    "Voucher",
    "Year",
    "books",
    "read",
    "read_table",
]

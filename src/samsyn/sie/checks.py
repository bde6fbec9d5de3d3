"""Whether a SIE file holds together: that it is of the right type and year, balances, and agrees with itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from samsyn.sie.model import SieFile
from samsyn.sie.words import Problem


def check(file: SieFile) -> list[Problem]:
    """Everything in a file that could be read which makes it not to be trusted, or not to be used as it is."""
    return [*_type(file), *_year(file), *_vouchers(file), *_stated(file), *_signs(file)]


def _type(file: SieFile) -> Iterator[Problem]:
    if not file.sie_type:
        yield Problem("type_missing")
    elif file.sie_type != 4:
        yield Problem("wrong_type", type=file.sie_type)
    elif not file.vouchers:
        yield Problem("no_vouchers")
    elif file.is_import_file:
        yield Problem("import_file")
    if file.currency and file.currency.upper() != "SEK":
        yield Problem("currency", currency=file.currency)


def _year(file: SieFile) -> Iterator[Problem]:
    """An export states its year; a file of type 4I need not, and its vouchers' days tell."""
    year = file.years.get(0)
    if year is None:
        if not file.is_import_file:
            yield Problem("no_year")
        return
    if file.is_import_file:
        return  # what it is read into decides
    for voucher in file.vouchers:
        if not year.starts <= voucher.on <= year.ends:
            values = {"voucher": voucher.called, "day": voucher.on, "starts": year.starts, "ends": year.ends}
            yield Problem("outside_year", voucher.line, **values)


def _vouchers(file: SieFile) -> Iterator[Problem]:
    for voucher in file.vouchers:
        left = sum(row.amount for row in voucher.transactions)
        if left:
            yield Problem("unbalanced", voucher.line, voucher=voucher.called, amount=left)


def _stated(file: SieFile) -> Iterator[Problem]:
    """An export states what the year has made of each account: its transactions must give the same."""
    results, openings, closings = file.stated("RES"), file.stated("IB"), file.stated("UB")
    if not file.vouchers or file.is_import_file:
        return
    summed: dict[str, int] = defaultdict(int)
    for voucher in file.vouchers:
        for row in voucher.transactions:
            summed[row.account] += row.amount
    for account, stated in results.items():
        if stated.amount != summed.get(account, 0):
            values = {"account": account, "stated": stated.amount, "summed": summed.get(account, 0)}
            yield Problem("result_differs", stated.line, **values)
    for account, stated in closings.items():
        opening = openings[account].amount if account in openings else 0
        if stated.amount != opening + summed.get(account, 0):
            values = {"account": account, "stated": stated.amount, "summed": opening + summed.get(account, 0)}
            yield Problem("balance_differs", stated.line, **values)
    for account, amount in summed.items():
        if amount and account not in results and account not in closings and file.account(account).is_result:
            yield Problem("result_differs", account=account, stated=0, summed=amount)


def _signs(file: SieFile) -> Iterator[Problem]:
    """A single account may stand the wrong way round (a repayment); all income and all costs cannot."""
    income = costs = 0
    for voucher in file.vouchers:
        for row in voucher.transactions:
            account = file.account(row.account)
            if account.is_result and account.is_income:
                income += row.amount
            elif account.is_result:
                costs += row.amount
    if income > 0 and costs < 0:
        yield Problem("turned", income=income, costs=costs)

from __future__ import annotations

import pytest

from samsyn.charts import Status, status_bar

from .conftest import SVG, check, texts


def widths(svg: str) -> list[float]:
    return [float(rect.attrib["width"]) for rect in check(svg).iter(f"{SVG}rect")]


def test_the_bar_is_shared_by_count_and_explained(frame: dict[str, str]) -> None:
    svg = status_bar({"late": 1, "at_risk": 3}, **frame, width=402)
    assert widths(svg) == [300, 100]
    assert texts(check(svg)) == ["I riskzonen 3", "Försenat 1"]


def test_statuses_come_in_their_own_order_whatever_the_caller_s(frame: dict[str, str]) -> None:
    assert status_bar({"done": 1, "late": 2}, **frame) == status_bar({"late": 2, "done": 1}, **frame)


def test_each_status_has_a_sign_of_its_own_shape(frame: dict[str, str]) -> None:
    root = check(status_bar(dict.fromkeys(Status, 5), **frame))
    signs = {"".join(p.attrib["d"] for p in group.iter(f"{SVG}path")) for group in root.find(f"{SVG}defs")}
    assert len(signs) == len(Status)


def test_without_legend_there_is_only_the_bar(frame: dict[str, str]) -> None:
    root = check(status_bar({"late": 1}, **frame, legend=False, width=120))
    assert texts(root) == []
    assert (root.attrib["width"], root.attrib["height"]) == ("120", "16")


def test_nothing_counted_says_so(frame: dict[str, str]) -> None:
    assert texts(check(status_bar({"late": 0}, **frame))) == ["Inget att visa än"]


@pytest.mark.parametrize("counts", [{"unheard_of": 1}, {"late": -1}])
def test_nonsense_is_refused(frame: dict[str, str], counts: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=r"unheard_of|negative"):
        status_bar(counts, **frame)

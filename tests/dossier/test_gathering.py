"""Files go with their requests whatever the arrangement; what tells nothing is left for its content to tell."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asp_check.dossier.gathering import Group, Request, Source, group, share, sort_of
from asp_check.dossier.model import Key, Order


def source(path: str) -> Source:
    """A file; ``a.zip/b.pdf`` is a member."""
    place = tuple(path.split("/"))
    sort = sort_of(place) or "paper"
    rank = next((i for i, part in enumerate(place[:-1]) if part.endswith(".zip")), None)
    if rank is None:
        return Source(path, place, sort)
    return Source("/".join(place[: rank + 1]), place, sort, "/".join(place[rank + 1 :]), 0)


def request(path: str, *orders: str, names: tuple[str, ...] = (), same: str = "") -> Request:
    key = Key("D", "solde", tuple(Order(order) for order in orders))
    digest = sha256((same or path).encode()).hexdigest()
    return Request(source(path), digest, key, names)


def made(requests: list[Request], *paths: str) -> dict[str, tuple[list[str], list[str]]]:
    """The groups by place: their requests and their files."""
    return {
        "/".join(one.place): (
            [r.source.shown for r in one.requests],
            [file.shown for file in one.files],
        )
        for one in group(requests, [source(path) for path in paths])
    }


def shared(one: Group) -> dict[str, list[str]]:
    """The files of each request, and under an empty name those that are left."""
    found = share(one)
    each = {
        request.source.name: [file.name for file in files]
        for request, files in zip(one.requests, found.files, strict=True)
    }
    return {**each, "": [file.name for file in found.left]}


@pytest.mark.parametrize(
    ("name", "sort"),
    [
        ("bdc.PDF", "paper"), ("VA.docx", "paper"), ("photo.JPG", "paper"), ("va.doc", "paper"),
        ("pieces.zip", "archive"), ("pieces.rar", "archive"), (".DS_Store", "system"), ("Thumbs.db", "system"),
        ("._VA.pdf", "system"), ("~$VA.docx", "system"), ("asp-check.toml", "settings"), (".gitignore", "settings"),
        ("VA.releve.toml", "statement"), ("bdc.json", None), ("va.toml", None), ("pieces.csv", None), ("VA", None),
        ("lisez-moi.txt", "aside"), ("plafonds.xlsx", "aside"),
    ],
)  # fmt: skip
def test_what_a_file_is_by_its_name(name: str, sort: str | None) -> None:
    assert sort_of(("d", name)) == sort


def test_one_folder_is_one_dossier() -> None:
    assert made([request("d/bdc.json")], "d/BDC.pdf", "d/pieces/VA.pdf") == {
        "d": (["d/bdc.json"], ["d/BDC.pdf", "d/pieces/VA.pdf"])
    }


def test_each_subfolder_is_one() -> None:
    found = made(
        [request("d/1/bdc.json"), request("d/2/bdc.json")],
        "d/1/BDC.pdf",
        "d/2/BDC.pdf",
        "d/3/BDC.pdf",
    )
    assert found == {
        "d/1": (["d/1/bdc.json"], ["d/1/BDC.pdf"]),
        "d/2": (["d/2/bdc.json"], ["d/2/BDC.pdf"]),
        "d/3": ([], ["d/3/BDC.pdf"]),
    }


def test_a_zip_beside_its_json() -> None:
    found = made([request("d/bdc.json")], "d/p.zip", "d/p.zip/BDC.pdf")
    assert found == {"d": (["d/bdc.json"], ["d/p.zip", "d/p.zip/BDC.pdf"])}


def test_a_zip_that_holds_its_json_is_a_dossier() -> None:
    found = made(
        [request("d/1.zip/bdc.json"), request("d/2.zip/bdc.json")],
        "d/1.zip",
        "d/1.zip/BDC.pdf",
        "d/2.zip/BDC.pdf",
    )
    assert found["d/1.zip"] == (["d/1.zip/bdc.json"], ["d/1.zip", "d/1.zip/BDC.pdf"])
    assert found["d/2.zip"] == (["d/2.zip/bdc.json"], ["d/2.zip/BDC.pdf"])


def test_a_zip_of_everything_beside_the_json_holds_a_copy() -> None:
    inner = request("d/p.zip/bdc.json", same="x")
    found = made([request("d/bdc.json", same="x"), inner], "d/p.zip", "d/p.zip/BDC.pdf")
    assert found == {"d": (["d/bdc.json"], ["d/p.zip", "d/p.zip/BDC.pdf", "d/p.zip/bdc.json"])}


def test_requests_in_one_folder_and_pieces_in_another() -> None:
    found = made(
        [request("d/json/1.json"), request("d/json/2.json")], "d/pdf/BDC-1.pdf", "d/pdf/2/BDC-2.pdf"
    )
    assert found == {
        "d": (["d/json/1.json", "d/json/2.json"], ["d/pdf/BDC-1.pdf", "d/pdf/2/BDC-2.pdf"])
    }


def test_a_folder_without_json_beside_complete_dossiers_is_not_mixed_with_them() -> None:
    found = made([request("d/1/bdc.json")], "d/1/BDC.pdf", "d/pilotes/PV.pdf")
    assert found["d/pilotes"] == ([], ["d/pilotes/PV.pdf"])


def test_three_deployments_in_their_folders_are_one_dossier() -> None:
    files = [f"p/{n}/{name}.pdf" for n in (1, 2, 3) for name in ("PV", "F", "BDC")]
    assert made([], *files) == {"p": ([], files)}


def test_many_folders_without_json_are_many_dossiers() -> None:
    found = made([], *(f"p/{n}/BDC.pdf" for n in range(9)))
    assert len(found) == 9


def test_whole_dossiers_of_pilots_side_by_side_are_not_mixed() -> None:
    files = [f"p/{side}/{n}.pdf" for side in ("a", "b") for n in range(9)]
    assert set(made([], *files)) == {"p/a", "p/b"}


def test_notes_alone_make_no_dossier() -> None:
    assert set(made([request("d/1/bdc.json")], "d/1/BDC.pdf", "d/liste.xlsx")) == {"d/1"}


# --- Several requests in one folder


def one(requests: list[Request], *paths: str) -> dict[str, list[str]]:
    return shared(Group(("d",), tuple(requests), tuple(source(path) for path in paths)))


def test_a_request_alone_has_everything() -> None:
    assert one([request("d/a.json")], "d/x.pdf", "d/y.txt") == {
        "a.json": ["x.pdf", "y.txt"],
        "": [],
    }


def test_requests_of_one_order_share_everything() -> None:
    found = one(
        [request("d/avance.json", "B-1"), request("d/solde.json", "b-1")], "d/BDC.pdf", "d/VA.pdf"
    )
    assert found == {
        "avance.json": ["BDC.pdf", "VA.pdf"],
        "solde.json": ["BDC.pdf", "VA.pdf"],
        "": [],
    }


@pytest.mark.parametrize(
    ("name", "owner"),
    [
        ("BDC-2025-0117.pdf", "a.json"), ("bdc 2025 0121 signé.pdf", "b.json"), ("VA_BDC2025-0121.pdf", "b.json"),
        ("VA-2025-0117.pdf", "a.json"), ("Facture 2025-0121 (copie).pdf", "b.json"), ("F-2025-10-0456.pdf", "b.json"),
        ("scan0001.pdf", ""), ("BDC-2025-0117 et BDC-2025-0121.pdf", ""), ("12025-0117.pdf", ""), ("2025-01170.pdf", ""),
        ("a.pdf", "a.json"), ("BDC-2025-01.pdf", ""),
    ],
)  # fmt: skip
def test_a_name_tells_the_order(name: str, owner: str) -> None:
    requests = [
        request("d/a.json", "BDC-2025-0117"),
        request("d/b.json", "BDC-2025-0121", names=("F-2025-10-0456.pdf",)),
    ]
    found = one(requests, f"d/{name}")
    assert [key for key, names in found.items() if names == [name]] == [owner]


def test_the_longer_number_is_meant() -> None:
    found = one(
        [request("d/a.json", "B-1"), request("d/b.json", "B-1-2"), request("d/c.json", "B-12")],
        "d/B-1-2.pdf",
    )
    assert found["b.json"] == ["B-1-2.pdf"]
    found = one([request("d/a.json", "B-1"), request("d/c.json", "B-12")], "d/B-12.pdf")
    assert found["c.json"] == ["B-12.pdf"]


def test_a_folder_or_an_archive_named_after_its_request() -> None:
    requests = [request("d/depot-1.json", "1"), request("d/depot-2.json", "2")]
    found = one(requests, "d/depot-2/x.pdf", "d/depot-1.zip/y.pdf", "d/depot-1.zip")
    assert found == {"depot-1.json": ["y.pdf", "depot-1.zip"], "depot-2.json": ["x.pdf"], "": []}


def test_v1_and_v2_beside_another_client() -> None:
    requests = [
        request("d/v1.json", "B-1001"),
        request("d/v2.json", "B-1001"),
        request("d/c.json", "B-2002"),
    ]
    found = one(requests, "d/BDC B-1001.pdf", "d/BDC B-2002.pdf")
    assert found == {
        "v1.json": ["BDC B-1001.pdf"], "v2.json": ["BDC B-1001.pdf"], "c.json": ["BDC B-2002.pdf"], "": [],
    }  # fmt: skip


NAMES = st.sampled_from(["a.pdf", "b.pdf", "c.zip", "d.txt", ".DS_Store"])
PATHS = st.lists(st.sampled_from(["x", "y", "z.zip"]), max_size=3)


@given(
    st.lists(st.tuples(PATHS, st.sampled_from(["q.json", "r.json"])), max_size=4),
    st.lists(st.tuples(PATHS, NAMES), max_size=8),
)
def test_no_request_is_lost_and_no_file_is_in_two_groups(
    requests: list[tuple[list[str], str]], files: list[tuple[list[str], str]]
) -> None:
    asked = [request("/".join(["t", *folders, name])) for folders, name in requests]
    asked = list({one.source: one for one in asked}.values())
    given_files = list(dict.fromkeys(source("/".join(["t", *f, n])) for f, n in files))
    groups = group(asked, given_files)
    assert sorted(r.source.shown for g in groups for r in g.requests) == sorted(
        r.source.shown for r in asked
    )
    grouped = [file for one_group in groups for file in one_group.files]
    assert len(grouped) == len(set(grouped))
    papers = {file for file in given_files if sort_of(file.place) in {"paper", "archive"}}
    assert papers <= set(grouped)
    for one_group in groups:
        found = share(one_group)
        everywhere = {file for files_of in found.files for file in files_of} | set(found.left)
        assert everywhere == set(one_group.files)

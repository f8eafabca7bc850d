"""Texts that lie in one piece: whatever is asked of all of them comes to what is asked of each."""

from hypothesis import given, settings
from hypothesis import strategies as st

from sipas_cli.intake.totals import is_total, may_label
from sipas_cli.model import Column
from sipas_cli.rules import words
from sipas_cli.text.day_parts import day_parts
from sipas_cli.text.days import day_of
from sipas_cli.text.packed import Packed, as_packed, is_id
from sipas_cli.text.spelling import fold

IDS = [
    "P0017",
    "p0017",
    "17",
    "c56a4180-65aa-42ec",
    "",
    " ",
    "TB",
    "uuid:5",
    "uuid:",
    "uuid:TB",
    "TB:5",
    "Đ17",
    "P 17",
    "\0error",
    "5`",
]
TEXTS = st.lists(st.one_of(st.sampled_from(IDS), st.text(st.characters(codec="utf-8"), max_size=20)))


@given(TEXTS)
def test_packed_texts_are_the_texts(texts: list[str]) -> None:
    packed = as_packed(texts)
    assert list(packed) == texts
    assert [packed[place] for place in range(-len(texts), len(texts))] == texts * 2
    assert packed[1:] == texts[1:]
    assert packed.are_ids.tolist() == [is_id(text) for text in texts]
    assert packed.are_filled().tolist() == [text != "" for text in texts]
    assert packed.equal("TB").tolist() == [text == "TB" for text in texts]


@given(TEXTS)
def test_texts_of_one_key_have_one_hash(texts: list[str]) -> None:
    hashes = as_packed(texts).hashes(fold).tolist()
    keys = [fold(text) for text in texts]
    for key, number in zip(keys, hashes, strict=True):
        alike = [other == key for other in keys]
        assert [other == number for other in hashes] == alike


def test_long_texts_that_begin_alike_share_a_hash_which_is_no_proof() -> None:
    begin = "x" * 300
    hashes = as_packed([f"{begin}1", f"{begin}2", f"{begin}12"]).hashes(fold).tolist()
    assert hashes[0] == hashes[1] != hashes[2]


def test_what_holds_of_all_ids_is_not_asked_of_each() -> None:
    packed = as_packed(["P1", "TB", "P2", "P1"])
    asked = []

    def is_label(text: str) -> bool:
        asked.append(text)
        return text == "TB"

    column = Column(packed, packed.are_ids.cumsum() - 1)  # 0, 0, 1, 2: dòng -> chữ
    assert column.where(is_label, of_id=False).tolist() == [False, False, True, False]
    assert asked == ["TB"]


def test_no_label_of_a_row_of_sums_is_written_as_ids_are() -> None:
    sums = words.rows().sums
    assert not any(is_id(fold(text)) for text in (*sums.alone, *sums.phrases))
    assert not may_label("TB01-x")
    assert not is_total("TB01-x")


# --- times ---------------------------------------------------------------------------------------

TIMES = st.builds(
    "{:04}-{:02}-{:02}{}{:02}:{:02}{}{}{}".format,
    st.sampled_from([1823, 1899, 1900, 1999, 2023, 2023, 2099, 2100]),
    st.integers(0, 13),
    st.integers(0, 32),
    st.sampled_from("T "),
    st.integers(0, 25),
    st.integers(0, 61),
    st.sampled_from(["", ":00", ":59", ":61"]),
    st.sampled_from(["", ".123", ",5", ".20231115"]),
    st.sampled_from(["", "Z", "+07:00", "-05:00", "+05:30", "+0700", "-1400", " GMT", " "]),
)
TYPED = st.builds(
    "{}{}{}{}{} {}:{:02}{}".format,
    st.integers(1, 31),
    st.just("/"),
    st.integers(1, 13),
    st.just("/"),
    st.sampled_from([2023, 1899]),
    st.integers(0, 23),
    st.integers(0, 59),
    st.sampled_from(["", ":30", " SA", ":30 CH", " x"]),
)
OTHER = st.sampled_from(["", "hôm qua", "2023-11-15", "45245.5", "Đ2023-11-15 00:00"])


@given(st.lists(st.one_of(TIMES, TYPED, OTHER), max_size=30))
@settings(max_examples=300)
def test_the_part_of_a_time_names_its_day(times: list[str]) -> None:
    parts, places = day_parts(as_packed(times))
    assert len(places) == len(times)
    for time, place in zip(times, places.tolist(), strict=True):
        assert day_of(parts[place]) == day_of(time)


def test_times_of_one_day_have_one_part() -> None:
    times = [f"2023-11-15 0{hour}:{minute}0:07" for hour in range(10) for minute in range(6)]
    assert day_parts(as_packed(times))[0] == ["2023-11-15"]
    # một ngày ở Việt Nam bắt đầu lúc 17 giờ của giờ quốc tế: mỗi giờ một phần
    zoned = [f"2023-11-15T1{hour}:{minute}0:07.123Z" for hour in (6, 7) for minute in range(6)]
    parts, places = day_parts(as_packed(zoned))
    assert parts == ["2023-11-15T16:00Z", "2023-11-15T17:00Z"]
    assert places.tolist() == [0] * 6 + [1] * 6
    assert [day_of(part) for part in parts] == ["2023-11-15", "2023-11-16"]


def test_packed_texts_go_to_another_process() -> None:
    import pickle

    packed = as_packed(["P1", "P2"])
    again = pickle.loads(pickle.dumps(packed))
    assert isinstance(again, Packed)
    assert list(again) == ["P1", "P2"]

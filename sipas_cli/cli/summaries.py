"""The line of each command in `sipas --help`, in both languages; it imports no command."""

from collections.abc import Mapping

from sipas_cli.messages import Message

_PREPARE: Mapping[str, Message] = {
    "init": Message(vi="tạo thư mục làm việc", en="make a workspace"),
    "units": Message(vi="danh sách đơn vị từ một bảng bất kỳ", en="the register of units from any list"),
    "criteria": Message(vi="xem và kiểm tra các bộ tiêu chí", en="look at and check criteria sets"),
    "sample": Message(vi="cỡ mẫu, phân bổ, chọn ngẫu nhiên", en="sample sizes, allocation, random draw"),
    "form": Message(vi="phiếu và biểu mẫu để nhập liệu", en="forms to be filled in"),
    "check": Message(vi="kiểm tra phiếu, chưa chấm", en="check ballots without scoring"),
    "map": Message(vi="đề xuất ánh xạ cho một tệp lạ", en="propose a mapping for an unknown file"),
}
_SCORE: Mapping[str, Message] = {
    "tally": Message(vi="đếm tại nơi có phiếu, chỉ gửi số đếm", en="count on the spot, send counts alone"),
    "score": Message(vi="đọc, kiểm tra, chấm, xếp hạng, lưu", en="read, check, score, rank, store"),
    "import-results": Message(vi="nhập bảng kết quả đã công bố", en="bring a published table in"),
    "runs": Message(vi="các lần chạy đã lưu", en="the stored runs"),
    "freeze": Message(
        vi="chốt lần chạy dùng cho quyết định",
        en="fix the run that the decision is made from",
    ),
}
_LOOK: Mapping[str, Message] = {
    "rank": Message(vi="bảng xếp hạng đã lưu", en="the stored rankings"),
    "compare": Message(vi="so với năm trước: điểm, hạng, bình quân", en="compare with an earlier year"),
    "explain": Message(
        vi="vì sao một đơn vị được điểm và hạng đó",
        en="why a unit has its score and its rank",
    ),
    "what-if": Message(
        vi="hạng sẽ ra sao với trọng số, quy tắc khác",
        en="the ranks under other weights or policies",
    ),
    "verify": Message(
        vi="lần chạy đã lưu, văn bản công bố có đúng không",
        en="whether stored runs, or a published document, hold",
    ),
    "audit": Message(
        vi="sổ tính tính lại kết quả bằng công thức",
        en="a workbook whose formulas recompute a run",
    ),
}
_PUBLISH: Mapping[str, Message] = {
    "render-decision": Message(
        vi="soạn quyết định và các phụ lục",
        en="write the decision and its appendices",
    ),
    "render-submission": Message(
        vi="soạn tờ trình kèm dự thảo quyết định",
        en="write the submission that encloses the decision",
    ),
    "render-notice": Message(
        vi="soạn thông báo kết quả cho từng đơn vị",
        en="write the notice of its result to each unit",
    ),
    "report": Message(vi="báo cáo phân tích kết quả", en="write the report with its analysis"),
    "publish": Message(vi="mọi văn bản của một năm đã chốt", en="all documents of a frozen year"),
    "export": Message(vi="dữ liệu mở của một năm", en="the open data of a year"),
    "template": Message(vi="xem lại mẫu văn bản đã sửa", en="look over a changed template"),
}
_MACHINE: Mapping[str, Message] = {
    "guide": Message(vi="hướng dẫn từng bước, cho người không gõ lệnh", en="step by step, without commands"),
    "doctor": Message(vi="xem máy này còn thiếu gì", en="what this machine lacks"),
    "completion": Message(vi="tự điền lệnh bằng phím Tab", en="complete words with the Tab key"),
}

#: What commands are for, in the order in which a survey needs them -> command -> what it does.
PARTS: tuple[tuple[Message, Mapping[str, Message]], ...] = (
    (Message(vi="Chuẩn bị", en="Prepare"), _PREPARE),
    (Message(vi="Chấm điểm và chốt", en="Score and fix"), _SCORE),
    (Message(vi="Xem, giải thích, kiểm tra", en="Look, explain, verify"), _LOOK),
    (Message(vi="Công bố", en="Publish"), _PUBLISH),
    (Message(vi="Máy này", en="This machine"), _MACHINE),
)

"""The one catalogue: every sentence a user can see, in Vietnamese and in English.

A sentence says what is wrong and what to do; where it is wrong is put before it. Keys of errors
begin with "error.", of findings with "finding." (what to do: the same key with ".do"), of remarks
with "note.", of help with "help.".
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

LANGUAGES = ("vi", "en")

_chosen = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One sentence in both languages; what is put into it stands in braces, under the same names in both."""

    vi: str
    en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingKind:
    """What is wrong in all findings of one kind, and what to do about it.

    code     its name in findings.csv and in JSON; kinds that differ only in their words share one
    problem  filled with the params of the finding, without a full stop
    remedy   a sentence without blanks
    """

    code: str
    problem: Message
    remedy: Message


def use(language: str) -> None:
    """Sets the language of everything said from now on."""
    global _chosen  # noqa: PLW0603  # one process speaks one language, as gettext does
    _chosen = language


def language() -> str:
    """The language in use: `--lang`, else SIPAS_LANG, else Vietnamese."""
    wanted = _chosen or os.environ.get("SIPAS_LANG", "")
    return wanted if wanted in LANGUAGES else "vi"


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Everything is said in one language for a while: that of a document, whatever the user speaks."""
    former = _chosen
    use(language)
    try:
        yield
    finally:
        use(former)


def decimal_mark(lang: str | None = None) -> str:
    """The mark before the decimals in what people read."""
    return "," if (lang or language()) == "vi" else "."


def say(message: Message | str, /, *, lang: str | None = None, **params: Any) -> str:
    """A message in the language in use, filled in. Raises KeyError for a key that is not in the catalogue."""
    if isinstance(message, Message):
        sentence = message.vi if (lang or language()) == "vi" else message.en
    else:
        sentence = CATALOGUE[message][LANGUAGES.index(lang or language())]
    return sentence.format(**params) if params else sentence


CATALOGUE: dict[str, tuple[str, str]] = {
    # --- files -----------------------------------------------------------------------------------
    "error.file_missing": (
        "không có tệp này. Kiểm tra lại tên và thư mục.",
        "there is no such file. Check its name and folder.",
    ),
    "error.file_is_folder": (
        "đây là thư mục. Hãy nêu tên từng tệp.",
        "this is a folder. Name the files in it.",
    ),
    "error.ballots_copied": (
        "{found}/{ballots} phiếu của trang này cũng có ở {other}, kể cả phiếu trả lời hiếm gặp: nếu tính, mỗi phiếu sẽ "
        "tính hai lần. Bỏ bớt một trong hai; nếu là phiếu của những người khác nhau, thêm --allow-copies.",
        "{found} of {ballots} ballots of this sheet stand in {other} too, rare ones among them: each would count twice. "
        "Leave one of the two out; if other people filled them in, add --allow-copies.",
    ),
    "error.ballots_pasted_twice": (
        "{found} phiếu có hai lần trong trang này, theo cùng thứ tự, như một khối được dán hai lần. Xóa một khối; nếu là "
        "phiếu của những người khác nhau, thêm --allow-copies.",
        "{found} ballots stand in this sheet twice, in the same order, as a block that was pasted twice. Delete one of them; "
        "if other people filled them in, add --allow-copies.",
    ),
    "error.ballots_copied_unit": (
        "{unit}: {found}/{ballots} phiếu ở đây cũng có ở {other}, kể cả phiếu trả lời hiếm gặp: nếu tính, mỗi phiếu sẽ "
        "tính hai lần. Bỏ bớt một trong hai; nếu là phiếu của những người khác nhau, thêm --allow-copies.",
        "{unit}: {found} of {ballots} ballots here stand in {other} too, rare ones among them: each would count twice. "
        "Leave one of the two out; if other people filled them in, add --allow-copies.",
    ),
    "error.year_no_day": (
        "không phiếu nào được trả lời trong thời gian của năm {year} ({first} đến {last}); ngày trên phiếu từ {from_day} "
        "đến {to_day}. Kiểm tra --year; nếu đúng là phiếu của năm này, sửa period trong sipas.yaml hoặc thêm --force.",
        "no ballot was answered in the period of {year} ({first} to {last}); their days are {from_day} to {to_day}. Check "
        "--year; if they are of this year, change period in sipas.yaml or add --force.",
    ),
    "error.title_other_year": (
        "ở đây ghi là của năm {named}, nhưng đang chấm năm {year} và phiếu không có ngày nào cho biết năm. Không lưu gì. "
        "Chấm với --year {named}, hoặc sửa năm ghi ở đó (ô, tên trang tính hoặc tên tệp); nếu đúng là phiếu của năm "
        "{year}, thêm --force.",
        "this says that it is of {named}, but {year} is being scored, and the ballots have no day that tells the year. "
        "Nothing was stored. Score with --year {named}, or mend the year there (the cell, the name of the sheet or of the "
        "file); if they are ballots of {year}, add --force.",
    ),
    "error.year_same_ballots": (
        "mọi câu trả lời của mọi đơn vị đếm được đúng như ở lần chạy {run} của năm {other}: có lẽ là chính số liệu ấy lưu lại; "
        "không thể cũng là của năm {year}. Kiểm tra --year và tệp; nếu đúng là hai năm như nhau, thêm --force.",
        "every answer of every unit was counted as often as in run {run} of {other}: these seem to be the same data, saved "
        "anew, and cannot be of {year} too. Check --year and the files; if two years are really alike, add --force.",
    ),
    "error.year_same_file": (
        "lần chạy {run} của năm {other} đã được chấm từ chính tệp này; không thể cũng là số liệu của năm {year}. Kiểm tra "
        "--year và tệp. Nếu lần chạy kia nhầm: sipas runs --withdraw {run} --why '...'; nếu đúng là cả hai, thêm --force.",
        "run {run} of {other} was scored from this very file; it cannot be of {year} too. Check --year and the file. If "
        "that run is mistaken: sipas runs --withdraw {run} --why '...'; if both are right, add --force.",
    ),
    "error.sheet_twice": (
        "các phiếu giống hệt {first}, chỉ khác tên hoặc dạng tệp. Bỏ một trong hai, nếu không mỗi phiếu bị đếm hai "
        "lần; nếu đúng là phiếu khác nhau, thêm cột Mã phiếu.",
        "the ballots are the same as those of {first}, under another name or in another format. Leave one out, or "
        "every ballot counts twice; if they are different ballots, add a column of ids.",
    ),
    # --- yaml ------------------------------------------------------------------------------------
    # --- models ----------------------------------------------------------------------------------
    "error.decision_contents": (
        "{field} không có gì để ghi: không phụ lục nào được in có name. Ghi name cho phụ lục.",
        "{field} stands for nothing: no appendix that is printed has a name. Give it one.",
    ),
    "error.decision_empty": (
        "năm {year} không có kết quả cho phụ lục nào trong appendices.",
        "{year} has no results for any of the appendices.",
    ),
    "error.decision_area": (
        'cột "{field}": lần chạy {run} không có lĩnh vực này. Các lĩnh vực: {known}.',
        'column "{field}": run {run} has no such area. The areas are: {known}.',
    ),
    "error.decision_source": (
        'cột "{field}": lần chạy {run} không lấy điểm từ nguồn này. Các nguồn: {known}.',
        'column "{field}": run {run} has no points from there. They come from: {known}.',
    ),
    "error.rules_number": (
        "chỉ ghi số, không ghi ký hiệu (865, không phải 865/QĐ-UBND): ký hiệu đã có sẵn trong văn bản.",
        "write the number alone (865), without the slash and the symbol: the document has the symbol already.",
    ),
    # --- scoring ---------------------------------------------------------------------------------
    # --- the PAR index ---------------------------------------------------------------------------
    "error.one_index_only": (
        "csv chỉ chứa một chỉ số, các tệp này thuộc nhiều chỉ số. Dùng json, hoặc sipas rank --index.",
        "csv holds one index, these files are about several. Use json, or sipas rank --index.",
    ),
    "note.map_confirmed": (
        "Không còn gì cần xem lại: tệp đọc được với ánh xạ đã xác nhận.",
        "Nothing is left to review: the file is read with the mapping that was confirmed.",
    ),
    "map.mapped": ("theo ánh xạ đã xác nhận", "from the mapping, confirmed"),
    "map.days": ("CHƯA CHẮC: cột chứa ngày", "NOT CERTAIN: the column holds days"),
    "map.head": (
        "Ánh xạ đề xuất cho {file}. Dòng bắt đầu bằng # chưa có hiệu lực.",
        "A mapping proposed for {file}. Lines that begin with # do not count yet.",
    ),
    "map.head_answers": (
        "Bên phải mỗi câu trả lời (answers) ghi một trong: {answers}",
        "To the right of each answer stands one of: {answers}",
    ),
    "map.head_how": (
        "Xem từng dòng; dòng nào đúng thì bỏ dấu # ở đầu, dòng nào sai thì sửa hoặc xóa. Sau đó chạy sipas check.",
        "Look at each line; remove the # before what is right, mend or delete the rest. Then run sipas check.",
    ),
    "map.found": ("tự nhận ra, không cần ghi", "found without it"),
    "map.alike": ("CHƯA CHẮC: lời văn giống", "NOT CERTAIN: alike"),
    "map.position": ("CHƯA CHẮC: theo thứ tự", "NOT CERTAIN: by position"),
    "map.plain": ("CHƯA CHẮC: giống khi bỏ dấu", "NOT CERTAIN: alike without diacritics"),
    "map.units": ("CHƯA CHẮC: cột chứa tên đơn vị", "NOT CERTAIN: the column holds names of units"),
    "map.nothing": ("không rõ", "not known"),
    "table.part": ("Phần", "Part"),
    "table.name": ("Mục", "Name"),
    "table.certain": ("Mức chắc chắn", "Certainty"),
    "note.map_nothing": (
        "Không có gì cần xem lại: tệp đọc được không cần ánh xạ.",
        "Nothing is left to review: the file is read without a mapping.",
    ),
    "note.map_written": (
        "Đã ghi {path}: {count} dòng cần xem lại, chưa dòng nào có hiệu lực.",
        "Wrote {path}: {count} lines to review, none of which counts yet.",
    ),
    "help.map": (
        "Đề xuất cách hiểu tiêu đề và câu trả lời của một tệp lạ, để xem lại. Không chấm điểm.",
        "Proposes how the headers and answers of an unknown file may be understood, for review. Scores nothing.",
    ),
    "help.map.example": (
        "sipas map ban-xuat.csv --criteria sipas-33\nsipas check ban-xuat.csv",
        "sipas map export.csv --criteria sipas-33\nsipas check export.csv",
    ),
    "help.sipas.map": ("đề xuất ánh xạ cho một tệp lạ", "propose a mapping for an unknown file"),
    "help.option.source": (
        "nguồn phiếu (mặc định: tự nhận ra), ví dụ kobotoolbox",
        "the form tool (default: recognised), e.g. kobotoolbox",
    ),
    "help.option.o_map": (
        "tệp ánh xạ để ghi (mặc định: mappings/TÊN.yaml trong thư mục làm việc)",
        "the mapping file to write (default: mappings/NAME.yaml in the workspace)",
    ),
    "finding.points_unknown_unit": (
        "đơn vị không có trong danh sách",
        "the unit is not in the register",
    ),
    "finding.nothing_applies": (
        "{unit}: không tiêu chí nào áp dụng cho đơn vị này nên không có chỉ số",
        "{unit}: no criterion is for this unit, so it has no index",
    ),
    "finding.nothing_applies.do": (
        "Kiểm tra phạm vi áp dụng và các ô ghi không áp dụng, hoặc ghi excluded kèm lý do trong units.yaml.",
        "Check whom the criteria are for and what is taken out, or write excluded with a reason into units.yaml.",
    ),
    # --- ballots as a whole ----------------------------------------------------------------------
    # --- stored runs -----------------------------------------------------------------------------
    "error.nothing_stored": (
        "chưa có kết quả nào được lưu. Chạy trước: sipas score TỆP",
        "no run is stored yet. First run: sipas score FILE",
    ),
    "error.group_unknown": (
        'không có nhóm "{group}". Các nhóm: {known}.',
        'there is no group "{group}". The groups are: {known}.',
    ),
    "error.cannot_write": (
        "không ghi được ({reason}). Đóng tệp nếu đang mở ở Word hoặc Excel, kiểm tra quyền ghi và chỗ trống.",
        "cannot write ({reason}). Close the file in Word or Excel, check permissions and free space.",
    ),
    "error.locked": (
        "một lần chạy khác đang ghi vào đây. Đợi xong rồi chạy lại.",
        "another run is writing here. Wait for it, then try again.",
    ),
    "error.folder_not_empty": (
        "thư mục đã có {file}. Không ghi đè; chọn thư mục khác.",
        "the folder already has {file}. Nothing is overwritten; choose another folder.",
    ),
    "error.format_unknown": (
        'không biết định dạng theo tên "{name}". Dùng --format: {formats}.',
        'the name "{name}" does not tell the format. Use --format: {formats}.',
    ),
    # --- templates -------------------------------------------------------------------------------
    "error.template_image": (
        "bản vẽ không được nhúng ảnh từ nơi khác. Bỏ thẻ <image> khỏi mẫu.",
        "a drawing must not take in a picture from elsewhere. Remove <image> from the template.",
    ),
    "note.template_sound": (
        "{path}: mẫu dùng được ({document}).",
        "{path}: the template is sound ({document}).",
    ),
    "note.template_unmarked": (
        "Chú ý: mẫu {path} không có trường draft nên bản thảo này không mang chữ DỰ THẢO. Thêm trường đó dưới số.",
        "Note: the template {path} has no field draft, so nothing marks this document as a draft. Add it below the number.",
    ),
    "help.template": (
        "Xem lại mẫu văn bản đã sửa.",
        "Looks over templates that were changed.",
    ),
    "help.template.example": (
        "sipas template check templates/decision.docx",
        "sipas template check templates/decision.docx",
    ),
    "help.template.check": (
        "Kiểm tra mẫu .docx, .html, .md đã sửa: trường không có, thẻ hỏng hoặc không đóng, biểu thức không an toàn, "
        "nêu rõ từng chỗ. Mã thoát 2 nếu có lỗi.",
        "Checks a changed .docx, .html or .md template: unknown fields, tags that are broken or not closed, unsafe "
        "expressions, each with its place. Exit status 2 where there are any.",
    ),
    "help.template.check.example": (
        "sipas template check templates/decision.docx",
        "sipas template check templates/decision.docx",
    ),
    "help.option.document": (
        "văn bản dùng mẫu này (mặc định: theo tên tệp)",
        "the document that the template is for (default: by the name of the file)",
    ),
    # --- frozen runs -----------------------------------------------------------------------------
    "error.withdraw_why": (
        "rút một lần chạy cần có lý do. Thêm --why '...'",
        "to withdraw a run needs a reason. Add --why '...'",
    ),
    "error.withdraw_alone": (
        "{name} chỉ dùng cùng --withdraw. Xem: sipas runs --help",
        "{name} goes with --withdraw only. See: sipas runs --help",
    ),
    "error.freeze_undo": (
        "--undo không đi cùng {name}. Bỏ một trong hai.",
        "--undo does not go with {name}. Leave one of them out.",
    ),
    "note.run_forced": (
        "CHÚ Ý: lần chạy {run}: {what}.",
        "WARNING: run {run}: {what}.",
    ),
    "note.frozen_unfinished": (
        "CHÚ Ý: vẫn chốt lần chạy {run} ({index}): {what}.",
        "WARNING: the run {run} ({index}) is frozen all the same: {what}.",
    ),
    "note.frozen": (
        "Đã chốt lần chạy {run} cho chỉ số {index} năm {year}.",
        "The run {run} of {index} of {year} is frozen.",
    ),
    "note.frozen_instead": (
        "Đã chốt lần chạy {run} cho chỉ số {index} năm {year}, thay cho {before}.",
        "The run {run} of {index} of {year} is frozen, instead of {before}.",
    ),
    "note.withdrawn": (
        "Đã rút lần chạy {run} của năm {year}.",
        "The run {run} of {year} is withdrawn.",
    ),
    "note.withdrawn_made_from": (
        "CHÚ Ý: lần chạy {run} có điểm lấy từ lần chạy vừa rút. Chấm lại các điểm đó: sipas score",
        "WARNING: the run {run} holds the points of the run just withdrawn. Score its points again: sipas score",
    ),
    "note.withdrawn_next": (
        "Từ nay dùng lần chạy {run}.",
        "From now on the run {run} is used.",
    ),
    "note.restored": (
        "Đã bỏ việc rút lần chạy {run}; đó lại là lần chạy mới nhất.",
        "The run {run} is no longer withdrawn; it is the latest again.",
    ),
    "note.not_withdrawn": (
        "Lần chạy {run} không bị rút.",
        "The run {run} was not withdrawn.",
    ),
    "note.lifted": (
        "Đã bỏ chốt lần chạy {run} của chỉ số {index} năm {year}.",
        "The freeze of the run {run} of {index} of {year} is lifted.",
    ),
    "note.nothing_frozen": (
        "Năm {year} không có lần chạy nào đã chốt.",
        "No run of {year} is frozen.",
    ),
    "note.draft": (
        "Văn bản mang chữ DỰ THẢO: lần chạy {run} ({index}) chưa chốt. Chốt: sipas freeze --year {year} --run {run}",
        "The document is marked as a draft: run {run} ({index}) is not frozen. To freeze it: "
        "sipas freeze --year {year} --run {run}",
    ),
    "table.frozen": ("Đã chốt", "Frozen"),
    "help.freeze": (
        "Chốt lần chạy dùng cho quyết định của năm: từng chỉ số lấy lần chạy mới nhất, hoặc lần chạy nêu ở --run. "
        "Từ đó các lệnh dùng lần chạy đã chốt, và quyết định không còn chữ DỰ THẢO.",
        "Fixes the runs that the decision of a year is made from: the latest of each index, or those named by --run. "
        "Commands then use them, and the decision is no longer marked as a draft.",
    ),
    "help.freeze.example": (
        "sipas freeze --year 2023\nsipas freeze --year 2023 --index sipas --undo",
        "sipas freeze --year 2023\nsipas freeze --year 2023 --index sipas --undo",
    ),
    "help.sipas.freeze": ("chốt lần chạy dùng cho quyết định", "fix the run that the decision is made from"),
    "help.sipas.template": ("xem lại mẫu văn bản đã sửa", "look over a changed template"),
    "help.option.index_freeze": (
        "chỉ chốt chỉ số này (mặc định: mọi chỉ số đã chấm trong năm)",
        "only this index (default: each that the year has runs of)",
    ),
    "help.option.run_freeze": (
        "lần chạy cần chốt; mỗi chỉ số nêu được một lần (mặc định: mới nhất)",
        "the run; may be given once for each index (default: the latest)",
    ),
    "help.option.replace": ("thay lần chạy đã chốt trước đó", "in place of a run that is frozen already"),
    "help.option.anyway": (
        "vẫn chốt khi còn đơn vị chưa có chỉ số, tiêu chí chưa có điểm, khi đã chấm bằng --force, --allow-copies hay có điểm "
        "của lần chạy đã rút",
        "also where units have no index, points are missing, --force or --allow-copies overrode something, or points are "
        "of a withdrawn run",
    ),
    "help.option.undo": ("bỏ chốt", "lift the freeze"),
    # --- faults ----------------------------------------------------------------------------------
    "error.bug": (
        "lỗi của chương trình ({name}). Chạy lại với -v để xem chi tiết và báo cho người phát triển.",
        "a fault of the program ({name}). Run it again with -v for details and report it.",
    ),
    "error.interrupted": (
        "đã dừng theo yêu cầu; không có gì ghi dở.",
        "interrupted; nothing is half-written.",
    ),
    "error.prefix": ("Lỗi", "Error"),
    # --- findings --------------------------------------------------------------------------------
    "finding.answer_off_scale": (
        'câu trả lời "{answer}" không thuộc thang {low}–{top} (câu {question})',
        'the answer "{answer}" is not on the scale {low}–{top} (question {question})',
    ),
    "finding.answer_off_scale.do": (
        "Sửa ô này hoặc để trống. Câu này không tính, các câu khác của phiếu vẫn tính.",
        "Mend the cell or leave it blank. This answer does not count, the rest of the ballot does.",
    ),
    "finding.ballot_unknown_unit": (
        "không có đơn vị này trong danh sách; phiếu bị loại",
        "this unit is not registered; the ballot is rejected",
    ),
    # --- the quality of the ballots --------------------------------------------------------------
    "note.quality_clean": (
        "Chất lượng phiếu: không có dấu hiệu bất thường.",
        "Quality of the ballots: nothing remarkable.",
    ),
    "table.issued": ("Phát ra", "Issued"),
    "table.received": ("Thu về", "Received"),
    "table.valid": ("Hợp lệ", "Valid"),
    "table.response_pct": ("Thu về (%)", "Response (%)"),
    "table.completion_pct": ("Câu được trả lời (%)", "Answered (%)"),
    "table.straight_pct": ("Một mức mọi câu (%)", "One answer (%)"),
    "table.identical": ("Giống hệt", "Identical"),
    "table.groups": ("Nhóm giống hệt", "Identical groups"),
    "help.option.quality": (
        "in tỷ lệ thu về, trả lời và dấu hiệu bất thường của từng đơn vị thay cho danh sách phát hiện; "
        "số phiếu phát ra lấy từ issued.csv (unit,service,issued) trong thư mục làm việc",
        "print each unit's rates of response and completion and what is remarkable, in place of the findings; "
        "issued ballots come from issued.csv (unit,service,issued) in the workspace",
    ),
    # --- remarks ---------------------------------------------------------------------------------
    "note.criteria_named": ("Bộ tiêu chí: {criteria}.", "Criteria: {criteria}."),
    "note.groups_from_file": (
        "Không có units.yaml: lấy tên đơn vị và nhóm từ dữ liệu.",
        "There is no units.yaml: units and groups are taken from the data.",
    ),
    "note.lock_skipped": (
        "{file}: bỏ qua, đó là dấu hiệu tệp {book} đang mở. Nếu đang sửa, lưu và đóng tệp rồi chạy lại.",
        "{file}: skipped, it only marks that {book} is open. If it is being edited, save and close it, then run again.",
    ),
    "note.title_other_year": (
        "{place}: ghi năm {named}, nhưng ngày trên phiếu cho biết năm {year}; tính theo ngày.",
        "{place}: says {named}, but the days of the ballots say {year}; the days count.",
    ),
    "note.run_stored": ("Đã lưu lần chạy {run} tại {path}", "Stored run {run} in {path}"),
    "note.run_kept": (
        "Lỗi giữa chừng: lần chạy {run} đã lưu tại {path}, những lần chạy sau nó thì chưa. Chạy lại lệnh này.",
        "Failed halfway: run {run} is stored in {path}, those after it are not. Give this command again.",
    ),
    "note.run_known": (
        "Kết quả này đã được lưu từ trước: lần chạy {run}.",
        "This result is stored already: run {run}.",
    ),
    "note.ballots": (
        "{index}: {read} phiếu đã đọc, {valid} hợp lệ, {rejected} bị loại.",
        "{index}: {read} ballots read, {valid} valid, {rejected} rejected.",
    ),
    "note.points": (
        "{index}: {units} trên {due} đơn vị được chấm, {cells} điểm thành phần của các đơn vị ấy, {bad} điểm thiếu "
        "hoặc không hợp lệ.",
        "{index}: {units} of {due} units appraised, {cells} leaves due of these units, {bad} without valid points.",
    ),
    "note.folded": (
        "Điểm từ chỉ số {index}: lấy từ lần chạy {run}.",
        "Points from the index {index}: taken from the run {run}.",
    ),
    "note.nothing_applies": ("không có tiêu chí áp dụng", "no criterion applies"),
    "note.missing_points": ("chưa đủ điểm thành phần", "points are missing"),
    "note.findings_head": (
        "Có {count} phát hiện trong dữ liệu (liệt kê dưới đây: {shown}):",
        "Findings in the data: {count}; the first {shown}:",
    ),
    "note.findings_where": (
        "Danh sách đầy đủ: {path}",
        "The full list: {path}",
    ),
    "note.findings_check": (
        "Danh sách đầy đủ: sipas check TỆP -o findings.csv",
        "The full list: sipas check FILE -o findings.csv",
    ),
    "note.check_clean": ("Không có phát hiện nào.", "Nothing was found."),
    "note.check_would_store": (
        "Dữ liệu chấm được: chạy tiếp sipas score.",
        "The data can be scored: go on with sipas score.",
    ),
    "note.appendix_left_out": (
        "Bỏ phụ lục of: {of} và các điều for: {of} trong decision.yaml: năm {year} chưa có kết quả này.",
        "Appendix of: {of} and the articles for: {of} of decision.yaml are left out: {year} has no such results.",
    ),
    "note.province_missing": (
        "Chú ý: chưa có tên tỉnh nên văn bản để chấm. Ghi vào sipas.yaml, ví dụ: province: tỉnh Quảng Ninh",
        "Note: the province is not known, so the document has dots. Write it into sipas.yaml (province).",
    ),
    "note.written": ("Đã ghi {path}", "Wrote {path}"),
    "note.kept": ("Bản cũ khác nội dung, giữ tại {path}", "The former version differs and is kept as {path}"),
    "note.no_score": ("không có điểm", "no score"),
    "note.not_ranked": ("không xếp hạng", "not ranked"),
    "note.below_minimum": (
        "không xếp hạng: dưới {minimum} phiếu",
        "not ranked: fewer than {minimum} ballots",
    ),
    "note.workspace_made": (
        "Đã tạo thư mục làm việc tại {path}. Sửa sipas.yaml và units.yaml, rồi chạy: sipas score TỆP",
        "Made a workspace in {path}. Edit sipas.yaml and units.yaml, then run: sipas score FILE",
    ),
    "note.criteria_good": (
        "{where}: hợp lệ; số ví dụ đúng: {cases}.",
        "{where}: valid; cases that come out: {cases}.",
    ),
    "note.case_differs": (
        '{where}: ví dụ "{case}"{unit}: {what} là {actual}, ví dụ ghi {expected}.',
        '{where}: case "{case}"{unit}: {what} is {actual}, the case says {expected}.',
    ),
    "note.writing": ("Ghi", "Writing"),
    "note.reading": ("Đọc", "Reading"),
    # --- tables ----------------------------------------------------------------------------------
    "table.rank": ("Hạng", "Rank"),
    "table.unit": ("Đơn vị", "Unit"),
    "table.score": ("Chỉ số (%)", "Index (%)"),
    "table.band": ("Xếp loại", "Band"),
    "table.ballots": ("Số phiếu", "Ballots"),
    "table.note": ("Ghi chú", "Note"),
    "table.mean": ("Bình quân nhóm", "Mean of the group"),
    "table.overall": ("Chung", "Overall"),
    "table.meaning": ("Trong đó", "Meaning"),
    "table.shares": ("điểm thành phần (%)", "factors, areas or criteria (%)"),
    "table.kinds": ("theo đối tượng trả lời (%)", "by kind of respondent (%)"),
    "table.areas": ("điểm từng lĩnh vực", "points by area"),
    "table.sources": ("nguồn điểm", "where the points come from"),
    "table.claims": ("tự đánh giá và thẩm định", "self-assessed and appraised"),
    "table.total": ("Tổng điểm", "Total"),
    "table.appraisal": ("Thẩm định", "Appraisal"),
    "table.xhh": ("XHH", "Survey"),
    "table.sipas": ("SIPAS", "SIPAS"),
    "table.bonus": ("Thưởng", "Bonus"),
    "table.penalty": ("Trừ", "Penalty"),
    "table.self_assessed": ("Tự đánh giá", "Self-assessed"),
    "table.appraised": ("Thẩm định", "Appraised"),
    "table.difference": ("Chênh lệch", "Difference"),
    "table.summary": ("Tổng hợp", "Summary"),
    "table.group": ("Nhóm", "Group"),
    "table.leader": ("Dẫn đầu", "Leader"),
    "table.full": ("Đạt 100 %", "At 100 %"),
    "table.points": ("Điểm", "Points"),
    "table.maximum": ("Điểm tối đa", "Maximum"),
    "table.head": ("Người đứng đầu", "Head of the unit"),
    "table.bars": ("(thanh từ {low} đến {high})", "(bars from {low} to {high})"),
    "table.points_from": ("Điểm {source}", "Points: {source}"),
    "table.head_class": ("Xếp loại người đứng đầu", "Rating of the head"),
    "table.above": ("trên {end}", "above {end}"),
    "table.from": ("từ {end}", "from {end}"),
    "table.to": ("đến {end}", "to {end}"),
    "table.below": ("dưới {end}", "below {end}"),
    "table.every_group": ("mọi nhóm", "every group"),
    "table.extras": ("Điểm thưởng, điểm trừ", "Bonus and penalty"),
    "table.leaf": ("Tiêu chí", "Criterion"),
    "table.tied": ("{rank} (đồng hạng)", "{rank} (tied)"),
    "table.run": ("Lần chạy", "Run"),
    "table.year": ("Năm", "Year"),
    "table.index": ("Chỉ số", "Index"),
    "table.criteria": ("Bộ tiêu chí", "Criteria"),
    "table.units": ("Đơn vị", "Units"),
    "table.forced": ("Đã bỏ qua", "Overridden"),
    "table.withdrawn": ("Đã rút", "Withdrawn"),
    "table.latest": ("Mới nhất", "Latest"),
    "table.id": ("Mã", "Id"),
    "table.title": ("Tên", "Title"),
    "table.where": ("Nguồn", "From"),
    "table.shipped": ("đi kèm", "shipped"),
    "table.local": ("của thư mục làm việc", "workspace"),
    "table.code": ("Mã câu hỏi", "Question"),
    "table.text": ("Lời văn", "Text"),
    "table.scale": ("Thang trả lời", "Scale"),
    "table.columns": ("Các cột khác câu hỏi (tiêu đề cột)", "Columns that are not questions (headers)"),
    "table.rules": ("Quy tắc chấm", "Rules"),
    "table.weight": ("Trọng số", "Weight"),
    "table.yes": ("có", "yes"),
    "table.everything": ("Tất cả đơn vị", "All units"),
    # --- figures of a unit, as the reference explains them -----------------------------------------
    "figure.group": ("mã nhóm", "id of the group"),
    "figure.group_name": ("tên nhóm", "name of the group"),
    "figure.unit_id": ("mã đơn vị", "id of the unit"),
    "figure.unit": ("tên đơn vị", "name of the unit"),
    "figure.rank": (
        "hạng trong nhóm; trống nếu không xếp hạng",
        "rank in the group; none if the unit is not ranked",
    ),
    "figure.tied": ("có đồng hạng với đơn vị khác không", "whether another unit has the same rank"),
    "figure.ranked": ("có được xếp hạng không", "whether the unit is ranked"),
    "figure.score": (
        "chỉ số, theo %; với `score: points` là số điểm",
        "the index, in percent; under `score: points` the points",
    ),
    "figure.band": ("xếp loại", "the band"),
    "figure.ballots": ("số phiếu hợp lệ", "valid ballots"),
    "figure.note": (
        "vì sao không xếp hạng, bằng lời; ở quyết định, nếu không có cột này thì ghi sau tên đơn vị",
        "why the unit is not ranked, in words; in the decision behind the unit, where no column has it",
    ),
    "figure.note_code": (
        "vì sao không xếp hạng: `not_ranked`, `below_minimum`, `no_score`, `missing_points`, `nothing_applies`",
        "why the unit is not ranked: `not_ranked`, `below_minimum`, `no_score`, `missing_points`, `nothing_applies`",
    ),
    "figure.reason": (
        "lý do không xếp hạng ghi trong `units.yaml`",
        "the reason of `units.yaml` why the unit is not ranked",
    ),
    "figure.head": (
        "chức danh người đứng đầu, khi có xếp loại người đứng đầu",
        "the post of the head, where heads are rated",
    ),
    "figure.head_class": ("xếp loại người đứng đầu", "how the head is rated"),
    "figure.points": ("CCHC: tổng điểm", "PAR: the points"),
    "figure.maximum": ("CCHC: điểm tối đa của chính đơn vị", "PAR: the unit's own maximum"),
    "figure.self_assessed": (
        "CCHC: điểm tự đánh giá của các tiêu chí có cả tự đánh giá và thẩm định",
        "PAR: self-assessed points of the leaves that have appraised points too",
    ),
    "figure.appraised_of_same": (
        "CCHC: điểm thẩm định của chính các tiêu chí ấy",
        "PAR: the appraised points of the same leaves",
    ),
    "figure.overrated": (
        "CCHC: điểm tự đánh giá cao hơn thẩm định bao nhiêu",
        "PAR: how much more the unit gave itself",
    ),
    "figure.factor": (
        "yếu tố của SIPAS, tiêu chí của điều tra XHH, lĩnh vực của Chỉ số CCHC",
        "factor of SIPAS, leaf of the leader survey, area of the PAR index",
    ),
    "figure.area": ("CCHC: điểm của một lĩnh vực", "PAR: points of an area"),
    "figure.area_maximum": ("CCHC: điểm tối đa của lĩnh vực", "PAR: the maximum of an area"),
    "figure.source": (
        "CCHC: điểm từ một nguồn: `appraisal`, `xhh`, `sipas`, `bonus`, `penalty` (số âm)",
        "PAR: points of a source: `appraisal`, `xhh`, `sipas`, `bonus`, `penalty` (negative)",
    ),
    "figure.source_maximum": ("CCHC: điểm tối đa từ nguồn ấy", "PAR: the maximum of a source"),
    "figure.kinds": (
        "điều tra XHH: chỉ số theo đối tượng trả lời",
        "leader survey: the index by a kind of respondent",
    ),
    "figure.ranked_units": ("số đơn vị được xếp hạng trong nhóm", "units of the group that are ranked"),
    "figure.previous_unit": (
        "tên của đơn vị ở năm trước",
        "the unit in the earlier year, by its name then",
    ),
    "figure.previous_rank": ("hạng năm trước", "rank in the earlier year"),
    "figure.previous_ranked_units": (
        "số đơn vị được xếp hạng trong nhóm năm trước",
        "units of its group that were ranked in the earlier year",
    ),
    "figure.previous_score": ("chỉ số năm trước", "score of the earlier year"),
    "figure.rank_change": ("số bậc tăng; giảm thì âm", "places won, negative where they were lost"),
    "figure.score_change": ("hiệu của hai chỉ số đã in", "the difference of the two printed scores"),
    "kind.words": ("chữ", "words"),
    "kind.remark": ("chữ", "words"),
    "kind.yes_no": ("có, không", "yes or no"),
    "kind.rank": ("hạng", "rank"),
    "kind.count": ("số đếm", "number"),
    "kind.score": ("% hoặc điểm", "percent or points"),
    "kind.points": ("điểm", "points"),
    "kind.percent": ("%", "percent"),
    "kind.places": ("số bậc", "places"),
    "kind.change": ("chênh lệch", "difference"),
    # --- help ------------------------------------------------------------------------------------
    "help.usage": ("Cách dùng", "Usage"),
    "help.options": ("Tùy chọn", "Options"),
    "help.commands": ("Các lệnh", "Commands"),
    "help.example": ("Ví dụ", "Example"),
    "help.sipas": (
        "Chấm điểm, xếp hạng, xếp loại Chỉ số hài lòng (SIPAS) từ phiếu khảo sát và soạn quyết định "
        "công bố. Xem cách dùng từng lệnh: sipas LỆNH --help",
        "Scores, ranks and bands the satisfaction index (SIPAS) from survey exports and writes the "
        "decision that publishes it. For each command: sipas COMMAND --help",
    ),
    "help.sipas.example": (
        "sipas score survey.xlsx\nsipas rank --group huyen\nsipas render-decision --year 2023",
        "sipas score survey.xlsx\nsipas rank --group huyen\nsipas render-decision --year 2023",
    ),
    "help.sipas.init": ("tạo thư mục làm việc", "make a workspace"),
    "help.sipas.criteria": ("xem và kiểm tra các bộ tiêu chí", "look at and check criteria sets"),
    "help.sipas.check": ("kiểm tra phiếu, chưa chấm", "check ballots without scoring"),
    "help.sipas.score": ("đọc, kiểm tra, chấm, xếp hạng, lưu", "read, check, score, rank, store"),
    "help.sipas.rank": ("bảng xếp hạng đã lưu", "the stored rankings"),
    "help.sipas.render-decision": ("soạn quyết định và các phụ lục", "write the decision and its appendices"),
    "help.sipas.runs": ("các lần chạy đã lưu", "the stored runs"),
    "help.sipas.doctor": ("xem máy này còn thiếu gì", "what this machine lacks"),
    "help.sipas.completion": ("tự điền lệnh bằng phím Tab", "complete words with the Tab key"),
    "help.completion": (
        "In đoạn lệnh để bash, zsh, fish hay PowerShell tự điền khi bấm Tab: tên lệnh, tùy chọn và giá trị của "
        "--group, --run, --criteria, --index, --unit, --year lấy từ thư mục làm việc. Thêm dòng dưới đây vào ~/.bashrc, "
        "~/.zshrc, ~/.config/fish/config.fish hoặc $PROFILE của PowerShell rồi mở lại cửa sổ.",
        "Prints the script with which bash, zsh, fish or PowerShell completes words on Tab: commands, options, and the "
        "values of --group, --run, --criteria, --index, --unit, --year from the workspace. Add the line below to "
        "~/.bashrc, ~/.zshrc, ~/.config/fish/config.fish or PowerShell's $PROFILE and open a new window.",
    ),
    "help.completion.example": (
        'eval "$(sipas completion bash)"\neval "$(sipas completion zsh)"\nsipas completion fish | source\n'
        "sipas completion powershell | Out-String | Invoke-Expression",
        'eval "$(sipas completion bash)"\neval "$(sipas completion zsh)"\nsipas completion fish | source\n'
        "sipas completion powershell | Out-String | Invoke-Expression",
    ),
    "help.init": (
        "Tạo thư mục làm việc gồm sipas.yaml, units.yaml, decision.yaml có chú thích, sửa là dùng được. "
        "Không ghi đè tệp đã có.",
        "Makes a workspace with sipas.yaml, units.yaml and decision.yaml, commented and ready to edit. "
        "Never overwrites a file.",
    ),
    "help.init.example": ("sipas init khao-sat-2024", "sipas init survey-2024"),
    "help.criteria": (
        "Các bộ tiêu chí đi kèm chương trình và của thư mục làm việc (criteria/*.yaml).",
        "The criteria sets that ship and those of the workspace (criteria/*.yaml).",
    ),
    "help.criteria.example": (
        "sipas criteria list\nsipas criteria show sipas-33\nsipas criteria check criteria/cua-toi.yaml",
        "sipas criteria list\nsipas criteria show sipas-33\nsipas criteria check criteria/mine.yaml",
    ),
    "help.criteria.list": ("liệt kê các bộ tiêu chí", "list the criteria sets"),
    "help.criteria.show": ("xem một bộ tiêu chí", "show one criteria set"),
    "help.criteria.check": (
        "kiểm tra tệp tiêu chí và các ví dụ trong đó",
        "check criteria files and their cases",
    ),
    "help.check": (
        "Kiểm tra các tệp phiếu: phiếu nào bị loại, câu trả lời nào không tính, ở ô nào, sửa thế nào; "
        "và phiếu có dấu hiệu bất thường không: sao chép, đánh một cột, gửi dồn dập. Không chấm, không lưu.",
        "Checks files of ballots: which would be rejected, which answers do not count, in which cell, "
        "what to mend; and whether the ballots look sound: copied, one column ticked, sent in bursts. "
        "Scores and stores nothing.",
    ),
    "help.check.example": (
        "sipas check survey.xlsx\nsipas check survey.xlsx -o findings.csv\nsipas check survey.xlsx --quality",
        "sipas check survey.xlsx\nsipas check survey.xlsx -o findings.csv\nsipas check survey.xlsx --quality",
    ),
    "help.score": (
        "Đọc các tệp phiếu (.xlsx, .xls, .ods, .csv, .parquet), kiểm tra, chấm điểm chính xác, xếp hạng theo nhóm, lưu lần chạy "
        "và in các bảng. Cùng dữ liệu và tiêu chí thì không lưu lại lần nữa.",
        "Reads files of ballots (.xlsx, .xls, .ods, .csv, .parquet), validates, scores exactly, ranks by group, stores a run and "
        "prints the tables. The same data and criteria store nothing new.",
    ),
    "help.score.example": (
        "sipas score survey.xlsx\nsipas score phieu/*.csv --criteria sipas-33 --year 2024 --format json",
        "sipas score survey.xlsx\nsipas score ballots/*.csv --criteria sipas-33 --year 2024 --format json",
    ),
    "help.rank": (
        "In bảng xếp hạng đã lưu của một nhóm hoặc của tất cả các nhóm.",
        "Shows the stored ranking of one group, or of all.",
    ),
    "help.rank.example": (
        "sipas rank --group huyen\nsipas rank --year 2023 --format csv -o xep-hang.csv",
        "sipas rank --group huyen\nsipas rank --year 2023 --format csv -o ranking.csv",
    ),
    "help.render-decision": (
        "Soạn quyết định công bố kết quả kèm các phụ lục mà năm đó có kết quả, theo lời văn trong decision.yaml "
        "và mẫu Word (templates/decision.docx nếu có). Số và ngày để trống nếu chưa có.",
        "Writes the decision with those appendices that the year has results for, worded by decision.yaml and "
        "laid out by a Word template (templates/decision.docx if there is one). Number and day may stay blank.",
    ),
    "help.render-decision.example": (
        "sipas render-decision --year 2023\nsipas render-decision --year 2023 -o quyet-dinh.html",
        "sipas render-decision --year 2023\nsipas render-decision --year 2023 -o decision.html",
    ),
    "help.runs": (
        "Liệt kê các lần chạy đã lưu trong results/; rút một lần chạy nhầm.",
        "Lists the runs stored in results/; takes a mistaken run out of use.",
    ),
    "help.runs.example": ("sipas runs --year 2023", "sipas runs --year 2023"),
    "help.option.help": ("hiện hướng dẫn này", "show this help"),
    "help.option.C": (
        "thư mục làm việc (mặc định: thư mục hiện tại)",
        "the workspace (default: the current folder)",
    ),
    "help.option.lang": (
        "ngôn ngữ (mặc định vi, hoặc biến SIPAS_LANG)",
        "the language (default vi, or SIPAS_LANG)",
    ),
    "help.option.v": ("hiện chi tiết khi có lỗi", "show details of errors"),
    "help.option.q": ("không in lời nhắc", "no remarks"),
    "help.option.version": ("phiên bản", "the version"),
    "help.option.format": (
        "dạng kết quả (mặc định: table, hoặc theo tên tệp của -o)",
        "form of the result (default: table, or by the name given to -o)",
    ),
    "help.option.o": ("ghi ra tệp; - là đầu ra chuẩn", "write to a file; - is standard output"),
    "help.option.index": ("chỉ số", "the index"),
    "help.option.year": ("năm đánh giá", "the year that is measured"),
    "help.option.run": (
        "lần chạy (mặc định: lần đã chốt của năm, nếu không có thì mới nhất)",
        "the run (default: the frozen one of the year, else the latest)",
    ),
    "help.option.run_decision": (
        "lần chạy; mỗi chỉ số nêu được một lần (mặc định: lần đã chốt của từng chỉ số, nếu không có thì mới nhất)",
        "the run; may be given once for each index (default: the frozen one of each, else the latest)",
    ),
    "help.option.criteria": (
        "mã hoặc tệp bộ tiêu chí (mặc định: theo sipas.yaml, nếu không thì theo hàng tiêu đề)",
        "id or file of the criteria set (default: by sipas.yaml, else by the header row)",
    ),
    "help.option.allow_copies": (
        "tính cả phiếu có ở hai trang hoặc hai tệp",
        "ballots that stand in two sheets or files count in both",
    ),
    "help.option.force": (
        "tính cả khi ngày trên phiếu hoặc lần chạy của năm khác cho thấy là số liệu của năm khác; lần chạy ghi lại điều này",
        "also where days or the run of another year say that the data are of that year; the run keeps this in mind",
    ),
    "help.option.withdraw": (
        "rút một lần chạy nhầm: không lệnh nào dùng nữa, trừ khi nêu --run",
        "take a mistaken run out of use: no command goes on with it unless it is named",
    ),
    "help.option.why": (
        "lý do rút, lưu cùng lần chạy",
        "why it is withdrawn, kept beside the run",
    ),
    "help.option.restore": (
        "bỏ việc rút một lần chạy",
        "take a withdrawal back",
    ),
    "help.option.strict": (
        "có phát hiện thì không chấp nhận (mã thoát 3)",
        "findings are not accepted (exit 3)",
    ),
    "help.option.detail": (
        "thêm điểm từng yếu tố, lĩnh vực, đối tượng; nguồn điểm; tự đánh giá và thẩm định",
        "add factors, areas, kinds of respondents, sources of points, self-assessed against appraised",
    ),
    "help.option.group": ("mã hoặc tên nhóm", "id or name of the group"),
    "help.option.number": ("số văn bản", "number of the document"),
    "help.option.date": ("ngày ký: 2024-03-27 hoặc 27/3/2024", "day of signing: 2024-03-27 or 27/3/2024"),
    "help.option.format_decision": (
        "dạng văn bản (mặc định: docx, hoặc theo tên tệp của -o)",
        "form of the document (default: docx, or by the name given to -o)",
    ),
    "help.option.o_decision": (
        "tệp kết quả (mặc định: quyet-dinh-NĂM.docx trong thư mục làm việc)",
        "the file to write (default: quyet-dinh-YEAR.docx in the workspace)",
    ),
    # --- from year to year -----------------------------------------------------------------------
    "error.compare_not_earlier": (
        "năm {earlier} không trước năm {year}. Sau --with phải là một năm trước đó.",
        "{earlier} is not before {year}. Give an earlier year with --with.",
    ),
    "error.compare_nothing_earlier": (
        "chưa có kết quả {index} của năm nào trước {year}. "
        "Nhập bảng đã công bố bằng: sipas import-results TỆP --year NĂM --index {index}",
        "no {index} results of a year before {year} are stored. "
        "Bring a published table in with: sipas import-results FILE --year YEAR --index {index}",
    ),
    "error.usage_score": (
        "{name} phải là một số, ví dụ 79,44.",
        "{name} must be a number, such as 79.44.",
    ),
    "error.published_rejected": (
        "số lỗi trong bảng: {count}, nêu ở trên. Không lưu gì. Sửa tệp hoặc units.yaml rồi nhập lại.",
        "faults in the table: {count}, listed above. Nothing was stored. Mend the file or units.yaml, then import again.",
    ),
    "table.origin": ("Nguồn", "From"),
    "table.scored": ("chấm", "scored"),
    "table.imported": ("nhập từ bảng", "imported"),
    "table.rank_of": ("Hạng {year}", "Rank {year}"),
    "table.score_of": ("Chỉ số {year}", "Index {year}"),
    "table.points_of": ("Điểm {year}", "Points {year}"),
    "table.score_change": ("+/− điểm", "+/− score"),
    "table.rank_change": ("+/− hạng", "+/− rank"),
    "table.tied_note": ("đồng hạng", "tied"),
    "table.index_change": ("Tăng, giảm chỉ số", "Change of index"),
    "table.tied_short": ("{rank}=", "{rank}="),
    "table.tied_mark": ("Dấu = sau hạng: đồng hạng.", "= after a rank: tied."),
    "table.leading": ("Dẫn đầu: {units}", "First: {units}"),
    "table.years_led": (
        "{unit} (dẫn đầu {years} năm liên tiếp)",
        "{unit} (first for {years} years in a row)",
    ),
    "table.gone": ("Có năm {year}, nay không còn: {units}", "There in {year} and no more: {units}"),
    "table.average": ("Bình quân", "Mean"),
    "table.averages": ("Bình quân qua các năm", "Means of all years"),
    "table.change_to": ("Năm {year} so với năm này", "From then to {year}"),
    "table.leaders": ("Dẫn đầu", "First"),
    "table.leaders_by_year": ("Dẫn đầu từng nhóm qua các năm", "First of each group in all years"),
    "help.sipas.compare": ("so với năm trước: điểm, hạng, bình quân", "compare with an earlier year"),
    "help.sipas.import-results": ("nhập bảng kết quả đã công bố", "bring a published table in"),
    "help.compare": (
        "So kết quả một năm với năm trước: điểm và hạng của từng đơn vị, dẫn đầu mấy năm liên tiếp, bình "
        "quân và đơn vị dẫn đầu các năm đã lưu. Đơn vị đổi tên, hợp nhất, tách theo succession trong "
        'units.yaml; không có đơn vị trước đó thì in "–". Mức tăng giảm là hiệu của hai số đã in.',
        "Compares the results of a year with an earlier one: each unit's score and rank, how long the first "
        "have led, the means and the first of all stored years. Units renamed, merged and split go by "
        'succession in units.yaml; "–" stands where there is no predecessor. Changes are differences of '
        "the printed figures.",
    ),
    "help.compare.example": (
        "sipas compare --year 2019 --index par\nsipas compare --year 2023 --with 2021 --format csv -o so-sanh.csv",
        "sipas compare --year 2019 --index par\nsipas compare --year 2023 --with 2021 --format csv -o changes.csv",
    ),
    "help.import-results": (
        "Nhập bảng kết quả đã công bố của một năm (.xlsx, .csv) thành một lần chạy đã lưu. Các cột tìm theo "
        "tiêu đề: Đơn vị, Hạng, Điểm (hạng hoặc điểm có thể thiếu), Nhóm, Xếp loại. Tên đơn vị lạ là lỗi: "
        "nêu hết các ô sai và không lưu gì.",
        "Brings the published table of a year (.xlsx, .csv) in as a stored run. Columns are found by their "
        "headers: unit, rank, score (rank or score may be missing), group, band. A unit that is not known "
        "is an error: all such cells are listed and nothing is stored.",
    ),
    "help.import-results.example": (
        "sipas import-results ket-qua-2018.csv --year 2018 --index par\n"
        "sipas import-results sipas-2022.xlsx --year 2022 --overall 95,00",
        "sipas import-results results-2018.csv --year 2018 --index par\n"
        "sipas import-results sipas-2022.xlsx --year 2022 --overall 95.00",
    ),
    "help.option.with": (
        "năm để so (mặc định: năm trước gần nhất có kết quả)",
        "the year to compare with (default: the latest before it that has results)",
    ),
    "help.option.index_compare": (
        "chỉ số (mặc định: sipas, hoặc chỉ số đầu tiên có kết quả để so)",
        "the index (default: sipas, or the first that has results to be compared)",
    ),
    "help.option.index_import": (
        "chỉ số của bảng: sipas, par, xhh, hoặc chỉ số khác được nêu ở points_from (mặc định: sipas)",
        "the index of the table: sipas, par, xhh, or another that points_from names (default: sipas)",
    ),
    "note.index_other": (
        "{index} không thuộc {known}: chỉ dùng khi bộ tiêu chí CCHC lấy điểm từ đó (points_from: {index}).",
        "{index} is none of {known}: only used where a PAR set takes points from it (points_from: {index}).",
    ),
    "help.option.overall": (
        "giá trị chung đã công bố (mặc định: bình quân các đơn vị, nếu bảng có đủ)",
        "the published figure of the province (default: the mean of the units, if all are there)",
    ),
    "help.option.group_import": (
        "mã hoặc tên nhóm của các đơn vị mà bảng không ghi nhóm",
        "id or name of the group of units for which the table names none",
    ),
    # --- samples ---------------------------------------------------------------------------------
    "error.sample_nothing": (
        "không có giao dịch nào để chọn: cỡ mẫu đều là 0. Kiểm tra danh sách và tệp cỡ mẫu.",
        "there is nothing to draw: all sizes are 0. Check the list and the file of sizes.",
    ),
    "error.sample_cochran_only": (
        "--confidence và --p chỉ có nghĩa với --method cochran. Thêm --method cochran hoặc bỏ chúng.",
        "--confidence and --p mean something with --method cochran only. Add that, or leave them out.",
    ),
    "error.sample_two_plans": (
        "{first} đã quyết định cỡ mẫu nên {second} không có tác dụng. Bỏ một trong hai.",
        "{first} settles the sizes, so {second} would do nothing. Leave one out.",
    ),
    "error.sample_rows_file": (
        '-o "{name}": các dòng được chọn có thông tin cá nhân nên phải ghi vào tệp có đuôi: {formats}.',
        '-o "{name}": the drawn rows are about persons, so they go into a file whose name ends in: {formats}.',
    ),
    "error.sample_rows_onto_list": (
        "{name} là tệp mà lệnh này đọc hoặc dùng. Chọn tên khác cho -o.",
        "{name} is a file that this command reads or keeps. Choose another name for -o.",
    ),
    "error.selection_too_large": (
        "không vừa một trang tính: quá {rows} dòng, hoặc có ô dài quá {length} ký tự. Ghi ra .csv.",
        "it does not fit into a sheet: more than {rows} rows, or a cell of more than {length} characters. Write a .csv.",
    ),
    "error.usage_decimal": (
        "{name} phải là số từ {low} đến {high}, nhiều nhất 6 chữ số thập phân.",
        "{name} must be a number from {low} to {high} with six decimals at most.",
    ),
    "note.sample_listed": (
        "Danh sách: {rows} dòng đã đọc, {repeated} dòng lặp lại.",
        "The list: {rows} rows read, {repeated} of them repeat another.",
    ),
    "note.sample_id": (
        "Mỗi giao dịch được nhận ra theo cột: {headers}.",
        "Transactions are told apart by the column: {headers}.",
    ),
    "note.sample_no_id": (
        "{rows} dòng không có mã: nhận ra theo toàn bộ nội dung của dòng.",
        "{rows} rows have no id: they are told apart by all that they hold.",
    ),
    "note.sample_more": (
        "Sửa các dòng trên rồi chạy lại để thấy các dòng còn lại.",
        "Mend these and run again to see the others.",
    ),
    "note.issued": (
        "Đã ghi số phiếu phát ra vào {path}",
        "Wrote the numbers of ballots given out to {path}",
    ),
    "note.issued_replaced": (
        "issued.csv: số cũ của {count} dòng được thay bằng số mới.",
        "issued.csv: {count} former numbers are replaced.",
    ),
    "table.service": ("Dịch vụ", "Service"),
    "table.transactions": ("Số giao dịch", "Transactions"),
    "table.sample": ("Cỡ mẫu", "Sample"),
    "table.share": ("Tỷ lệ (%)", "Share (%)"),
    "table.sum": ("Tổng cộng", "Total"),
    "table.draw_unit": ("Đơn vị (chọn mẫu)", "Unit (draw)"),
    "table.draw_service": ("Dịch vụ (chọn mẫu)", "Service (draw)"),
    "table.draw_number": ("Thứ tự chọn", "Number in the draw"),
    "table.draw_part": ("Mẫu hay dự phòng", "Sample or reserve"),
    "table.draw_reserve": ("Dự phòng", "Reserve"),
    "help.sipas.sample": ("cỡ mẫu, phân bổ, chọn ngẫu nhiên", "sample sizes, allocation, random draw"),
    "help.sample": (
        "Cỡ mẫu của từng đơn vị và dịch vụ, phân bổ một cỡ mẫu chung, và chọn ngẫu nhiên từ danh sách giao dịch "
        "sao cho ai cũng chọn lại được. Các cột tìm theo tiêu đề; tên đơn vị tra trong units.yaml.",
        "Sample sizes of units and services, the allocation of a given total, and a random draw from a list of "
        "transactions that anybody can repeat. Columns are found by their headers, units in units.yaml.",
    ),
    "help.sample.example": (
        "sipas sample size giao-dich-2024.xlsx -o co-mau.csv\n"
        "sipas sample allocate giao-dich-2024.xlsx --n 4000 -o co-mau.csv\n"
        "sipas sample draw ho-so-2024.xlsx --sizes co-mau.csv --seed 2024 -o mau.xlsx",
        "sipas sample size transactions-2024.xlsx -o sizes.csv\n"
        "sipas sample allocate transactions-2024.xlsx --n 4000 -o sizes.csv\n"
        "sipas sample draw list-2024.xlsx --sizes sizes.csv --seed 2024 -o sample.xlsx",
    ),
    "help.sample.size": (
        "cỡ mẫu theo công thức, từ bảng số giao dịch trong năm (cột: đơn vị, dịch vụ nếu có, số giao dịch); "
        "làm tròn lên, không quá số giao dịch",
        "sizes by a formula, from a table of the year's transactions (columns: unit, service if any, number of "
        "transactions); rounded up, never more than there are",
    ),
    "help.sample.size.example": (
        "sipas sample size giao-dich-2024.xlsx\n"
        "sipas sample size giao-dich-2024.xlsx --by divided --minimum 5 -o co-mau.csv\n"
        "sipas sample size giao-dich-2024.xlsx --method cochran --confidence 95 --error 3",
        "sipas sample size transactions-2024.xlsx\n"
        "sipas sample size transactions-2024.xlsx --by divided --minimum 5 -o sizes.csv\n"
        "sipas sample size transactions-2024.xlsx --method cochran --confidence 95 --error 3",
    ),
    "help.sample.allocate": (
        "chia một cỡ mẫu chung cho các đơn vị và dịch vụ, theo tỷ lệ số giao dịch hoặc chia đều",
        "divide a given total among units and services, in proportion to their transactions or equally",
    ),
    "help.sample.allocate.example": (
        "sipas sample allocate giao-dich-2024.xlsx --n 4000\n"
        "sipas sample allocate giao-dich-2024.xlsx --n 4000 --how equal --by unit --issued",
        "sipas sample allocate transactions-2024.xlsx --n 4000\n"
        "sipas sample allocate transactions-2024.xlsx --n 4000 --how equal --by unit --issued",
    ),
    "help.sample.draw": (
        "chọn ngẫu nhiên từ danh sách, mỗi dòng một giao dịch; cùng hạt giống (--seed) và cùng danh sách thì kết quả "
        "như nhau trên mọi máy, dù đổi thứ tự dòng hay chia tệp; các dòng được chọn chỉ ghi vào tệp -o, nhật ký ở "
        "tệp .json bên cạnh",
        "draw at random from a list with one transaction a row; the same --seed and list give the same draw on any "
        "machine, in whatever order or number of files; the rows go into the file -o only, the log beside it (.json)",
    ),
    "help.sample.draw.example": (
        "sipas sample draw ho-so-2024.xlsx --seed 2024 -o mau.xlsx\n"
        "sipas sample draw ho-so-2024.xlsx --seed 2024 --sizes co-mau.csv --reserve 10 --issued -o mau.xlsx\n"
        'sipas sample draw ho-so/*.csv --seed "Kỳ 1/2024" --n 2000 --id-column "Mã hồ sơ" -o mau.csv',
        "sipas sample draw list-2024.xlsx --seed 2024 -o sample.xlsx\n"
        "sipas sample draw list-2024.xlsx --seed 2024 --sizes sizes.csv --reserve 10 --issued -o sample.xlsx\n"
        'sipas sample draw lists/*.csv --seed "first half of 2024" --n 2000 --id-column "Dossier" -o sample.csv',
    ),
    "help.option.method": (
        "công thức: yamane là n = N/(1 + N e²) (mặc định); cochran có hiệu chỉnh tổng thể hữu hạn",
        "the formula: yamane is n = N/(1 + N e²) (the default); cochran with the finite correction",
    ),
    "help.option.error": ("sai số e, phần trăm (mặc định: 5)", "the error e in percent (default: 5)"),
    "help.option.z": (
        "độ tin cậy, phần trăm, chỉ cho cochran (mặc định: 95)",
        "confidence in percent, for cochran only (default: 95)",
    ),
    "help.option.p": (
        "tỷ lệ hài lòng dự kiến, chỉ cho cochran (mặc định: 0,5)",
        "the expected share of satisfied, for cochran only (default: 0.5)",
    ),
    "help.option.by": (
        "cỡ mẫu tính cho: từng dịch vụ của đơn vị (service, mặc định); đơn vị (unit); đơn vị rồi chia cho các dịch vụ (divided)",
        "a size for: each service of a unit (service, the default); each unit (unit); each unit, divided over its services (divided)",
    ),
    "help.option.by_allocate": (
        "chia cho từng dịch vụ của đơn vị (service, mặc định) hay từng đơn vị (unit)",
        "divide among the services of units (service, the default) or among units (unit)",
    ),
    "help.option.minimum": (
        "ít nhất K cho mỗi nơi có giao dịch, hoặc tất cả nếu ít hơn (mặc định: 0; khi chia --n: 1)",
        "at least K wherever there are transactions, or all if there are fewer (default: 0; with --n: 1)",
    ),
    "help.option.n": ("cỡ mẫu chung", "the total to be divided"),
    "help.option.n_draw": (
        "cỡ mẫu chung, thay cho công thức",
        "the total to be divided, in place of the formula",
    ),
    "help.option.how": (
        "chia theo tỷ lệ (proportional, mặc định) hay chia đều (equal)",
        "divide in proportion (proportional, the default) or equally (equal)",
    ),
    "help.option.unit_column": ("tiêu đề cột đơn vị", "the header of the column with the unit"),
    "help.option.service_column": (
        "tiêu đề cột dịch vụ, thủ tục hoặc lĩnh vực",
        "the header of the column with the service",
    ),
    "help.option.number_column": (
        "tiêu đề cột số giao dịch",
        "the header of the column with the number of transactions",
    ),
    "help.option.id_column": ("tiêu đề cột mã hồ sơ", "the header of the column with the id"),
    "help.option.issued": (
        "ghi cỡ mẫu làm số phiếu phát ra vào issued.csv của thư mục làm việc",
        "write the sizes as numbers of ballots given out to issued.csv of the workspace",
    ),
    "help.option.seed": (
        "hạt giống: chữ hoặc số bất kỳ, ghi vào nhật ký (bắt buộc)",
        "the seed: any text or number, kept in the log (required)",
    ),
    "help.option.sizes": (
        "tệp cỡ mẫu do size hoặc allocate ghi (mặc định: tính theo công thức)",
        "the sizes that size or allocate wrote (default: by the formula)",
    ),
    "help.option.reserve": (
        "dự phòng cho người không trả lời, phần trăm của mẫu (mặc định: 0)",
        "a reserve for those who do not answer, in percent of the sample (default: 0)",
    ),
    "help.option.o_draw": (
        "tệp ghi các dòng được chọn, .csv hoặc .xlsx (bắt buộc)",
        "the file for the drawn rows, .csv or .xlsx (required)",
    ),
    # --- forms -----------------------------------------------------------------------------------
    "help.sipas.form": ("phiếu và biểu mẫu để nhập liệu", "forms to be filled in"),
    "help.form": (
        "Tạo biểu mẫu để nhập, in hoặc khảo sát trực tuyến từ một bộ tiêu chí; nhập xong, sipas score đọc "
        "được ngay. Bộ SIPAS, hoặc bộ CCHC với --index xhh: sổ tính nhập phiếu (mặc định), XLSForm cho "
        "KoboToolbox, ODK (--xlsform), phiếu in (--ballot). Bộ CCHC: sổ tính chấm điểm, mỗi đơn vị một trang "
        "tính hoặc mọi đơn vị một trang (--matrix); cần units.yaml.",
        "Makes the form to type, print or survey with from a criteria set; filled in, sipas score reads it "
        "as it is. SIPAS sets, or PAR sets with --index xhh: a workbook for typed ballots (the default), the "
        "XLSForm for KoboToolbox and ODK (--xlsform), the printed ballot (--ballot). PAR sets: the workbook "
        "of the appraisal, a sheet for each unit or one for all (--matrix); it needs units.yaml.",
    ),
    "help.form.example": (
        "sipas form --criteria quang-ninh-2023 -o nhap-phieu.xlsx\n"
        "sipas form --criteria quang-ninh-2023 --ballot -o phieu.docx\n"
        "sipas form --criteria par-soc-trang-2023 -o cham-diem.xlsx",
        "sipas form --criteria quang-ninh-2023 -o entry.xlsx\n"
        "sipas form --criteria quang-ninh-2023 --ballot -o ballot.docx\n"
        "sipas form --criteria par-soc-trang-2023 -o appraisal.xlsx",
    ),
    "help.option.criteria_form": (
        "mã hoặc tệp bộ tiêu chí (mặc định: theo sipas.yaml, không có thì bộ duy nhất của thư mục làm việc)",
        "id or file of the criteria set (default: by sipas.yaml, else the only one of the workspace)",
    ),
    "help.option.index_form": (
        "chỉ số (mặc định: của bộ tiêu chí); xhh: phiếu điều tra xã hội học của bộ CCHC",
        "the index (default: that of the set); xhh: the leader survey of a PAR set",
    ),
    "help.option.per_unit": ("mỗi đơn vị một trang tính", "a sheet for each unit"),
    "help.option.matrix": (
        "mọi đơn vị trên một trang tính (chấm điểm CCHC)",
        "all units on one sheet (PAR appraisal)",
    ),
    "help.option.xlsform": ("XLSForm cho KoboToolbox, ODK", "the XLSForm for KoboToolbox and ODK"),
    "help.option.ballot": ("phiếu để in (.docx)", "the ballot to be printed (.docx)"),
    "help.option.rows_form": (
        "số phiếu nhập được trên một trang tính (mặc định: 300)",
        "ballots that a sheet has room for (default: 300)",
    ),
    "help.option.o_form": (
        "tệp kết quả (.xlsx, phiếu in .docx); - là đầu ra chuẩn",
        "the file to write (.xlsx, the printed ballot .docx); - is standard output",
    ),
    "error.form_together": (
        "{first} và {second} không dùng cùng nhau. Chọn một.",
        "{first} and {second} do not go together. Choose one.",
    ),
    "error.form_kind": (
        "{name} không dùng cho {index}; dùng được: {known}. "
        "Phiếu điều tra xã hội học của bộ CCHC: thêm --index xhh.",
        "{name} is not for {index}, which takes {known}. "
        "For the ballot of the leader survey of a PAR set add --index xhh.",
    ),
    "error.form_suffix": (
        'tên tệp "{name}" phải kết thúc bằng {suffix}.',
        'the name "{name}" must end with {suffix}.',
    ),
    "error.form_index": (
        "bộ tiêu chí này không có biểu mẫu cho {index}; có: {known}. Sửa --index hoặc --criteria.",
        "this set has no form for {index}; it has: {known}. Change --index or --criteria.",
    ),
    "error.form_no_set": (
        "chưa biết bộ tiêu chí nào. Nêu --criteria, hoặc ghi criteria trong sipas.yaml. Xem các bộ: sipas criteria list",
        "no criteria set is known. Name it with --criteria, or under criteria in sipas.yaml. See: sipas criteria list",
    ),
    "error.form_which_set": (
        "thư mục có nhiều bộ tiêu chí: {known}. Nêu --criteria hoặc --index, hoặc ghi criteria trong sipas.yaml.",
        "there are several criteria sets here: {known}. Give --criteria or --index, or criteria in sipas.yaml.",
    ),
    "error.form_needs_units": (
        "biểu mẫu này cần danh sách đơn vị. Ghi groups và units.",
        "this form needs the register of units. Write groups and units.",
    ),
    "error.form_no_unit_measured": (
        "không đơn vị nào thuộc nhóm mà {criteria} đánh giá. Kiểm tra group của các đơn vị.",
        "no unit is of a group that {criteria} measures. Check the group of each unit.",
    ),
    "note.form_no_units": (
        "Không có units.yaml: tên đơn vị gõ tự do, không có danh sách để chọn.",
        "There is no units.yaml: names of units are typed freely, without a list to choose from.",
    ),
    "note.form_codes": (
        "Mã câu hỏi không dùng làm tên trường được: {codes}. Khi xuất từ Kobo, ODK phải chọn xuất nhãn (labels).",
        "These codes cannot be names of fields: {codes}. Exports from Kobo or ODK must be made with labels.",
    ),
    # --- pdf and doctor --------------------------------------------------------------------------
    "error.packages_old": (
        "các gói Python thiếu hoặc quá cũ: {names}. Cài lại: pip install --upgrade sipas -c constraints.txt",
        "Python packages are missing or too old: {names}. Install again: pip install --upgrade sipas -c constraints.txt",
    ),
    "error.doctor_bad": (
        "còn thiếu hoặc hỏng: {names}. Làm theo phần cần làm ở trên rồi chạy lại.",
        "missing or broken: {names}. Do what is said above and run this again.",
    ),
    "help.doctor": (
        "Kiểm tra máy này và thư mục làm việc: Python, các gói, mã chữ, quyền ghi, phông chữ Việt, LibreOffice, "
        "trình duyệt; thiếu thì việc gì không làm được và cần làm gì. Mã thoát 4 nếu thiếu thứ bắt buộc.",
        "Looks at this machine and the workspace: Python, packages, encoding, write access, fonts with Vietnamese "
        "letters, LibreOffice, a browser; what does not work without them and what to do. Exit status 4 if "
        "something needed is missing.",
    ),
    "help.doctor.example": ("sipas doctor\nsipas doctor --deep", "sipas doctor\nsipas doctor --deep"),
    "help.option.deep": (
        "đổi thử một trang ra pdf (mất vài giây)",
        "also convert a page to pdf (takes some seconds)",
    ),
    "table.doctor_check": ("Mục", "What"),
    "table.doctor_state": ("Tình trạng", "State"),
    "table.doctor_found": ("Thấy", "Found"),
    "table.doctor_without": ("Cần cho", "Needed for"),
    "table.doctor_good": ("tốt", "good"),
    "table.doctor_remark": ("lưu ý", "remark"),
    "table.doctor_missing": ("THIẾU", "MISSING"),
    "note.doctor_to_do": ("Cần làm:", "What to do:"),
    "note.doctor_well": ("Mọi thứ đều tốt.", "All is well."),
    # --- the report ------------------------------------------------------------------------------
    "note.report_index": (
        "Năm {year} còn có {name}, không nằm trong báo cáo này: sipas report --year {year} --index {index}",
        "{year} also has the {name}, which is not in this report: sipas report --year {year} --index {index}",
    ),
    "help.sipas.report": ("báo cáo phân tích kết quả", "write the report with its analysis"),
    "help.report": (
        "Viết báo cáo phân tích kết quả một năm. html: một tệp đủ biểu đồ, bảng và một trang cho từng đơn vị, mở được khi "
        "không có mạng; pdf: bản in của html; xlsx: sổ tính gồm mọi chỉ số của năm, mỗi nhóm một sheet. So sánh với năm "
        "trước gần nhất đã có kết quả.",
        "Writes the analysis of a year. html: one file with charts, tables and a page for each unit, readable without a "
        "network; pdf: the html printed; xlsx: a workbook with all indices of the year, a sheet for each group. Changes "
        "are those on the latest earlier year that has results.",
    ),
    "help.report.example": (
        "sipas report --year 2023\nsipas report --year 2023 --index par -o bao-cao.html\n"
        "sipas report --year 2023 --format xlsx",
        "sipas report --year 2023\nsipas report --year 2023 --index par -o report.html\n"
        "sipas report --year 2023 --format xlsx",
    ),
    "help.option.index_report": (
        "chỉ số (mặc định: sipas, năm không có thì par, xhh; xlsx: mọi chỉ số của năm)",
        "the index (default: sipas, where the year has none par or xhh; xlsx: all of the year)",
    ),
    "help.option.format_report": (
        "dạng báo cáo (mặc định: html, hoặc theo tên tệp của -o)",
        "form of the report (default: html, or by the name given to -o)",
    ),
    "help.option.o_report": (
        "tệp kết quả (mặc định: bao-cao-NĂM.html, bao-cao-NĂM-CHỈ-SỐ.html hoặc .docx, ket-qua-NĂM.xlsx trong thư mục làm việc)",
        "the file to write (default: bao-cao-YEAR.html, bao-cao-YEAR-INDEX.html or .docx, ket-qua-YEAR.xlsx in the workspace)",
    ),
    "report.title": ("{index} năm {year}", "{index} {year}"),
    "report.report": ("Báo cáo phân tích", "Analysis"),
    "report.skip": ("Đến nội dung chính", "Skip to the content"),
    "report.to_top": ("Về đầu trang", "Back to top"),
    "report.contents": ("Mục lục", "Contents"),
    "report.to_group": ("Về bảng của nhóm", "Back to the table of the group"),
    "report.filter": ("Lọc theo tên đơn vị", "Filter by name"),
    "report.sort": ("Bấm tiêu đề cột để sắp xếp.", "Sort by the headings."),
    "report.section.headline": ("Số liệu chính", "Main figures"),
    "report.section.rankings": ("Xếp hạng theo nhóm", "Rankings by group"),
    "report.section.changes": ("Thay đổi so với năm trước", "Changes on the earlier year"),
    "report.section.heat": ("Bảng nhiệt: đơn vị và yếu tố", "Heat table: units and factors"),
    "report.section.priorities": ("Mức độ quan trọng và kết quả", "Importance and performance"),
    "report.section.answers": ("Câu trả lời theo tiêu chí", "Answers by criterion"),
    "report.section.respondents": ("Người trả lời", "Who answered"),
    "report.section.intake": ("Phiếu và điểm không được tính", "What was left out"),
    "report.section.criteria": ("Danh mục tiêu chí", "List of criteria"),
    "report.section.method": ("Phương pháp", "Method"),
    "report.section.units": ("Từng đơn vị", "Unit by unit"),
    "report.section.about": ("Nguồn và dấu vết", "Sources and digests"),
    "report.points_unit": ("điểm", "points"),
    "report.overall_figure": ("Chỉ số chung", "Overall figure"),
    "report.units_scored": ("Đơn vị có điểm", "Units scored"),
    "report.ballots_valid": ("Phiếu hợp lệ", "Valid ballots"),
    "report.leader_of": ("Dẫn đầu: {group}", "First: {group}"),
    "report.in_bands": ("Số đơn vị theo xếp loại", "Units by band"),
    "report.of_other_kind": (
        "năm {year} là {figure} ({other}), cách tính khác năm nay ({own}) nên không so sánh",
        "{figure} in {year} ({other}), which is of another kind than this year's ({own}) and not compared",
    ),
    "report.moved_places": (
        "điểm {score}; hạng {rank} (từ {before} đến {now})",
        "score {score}; rank {rank} (from {before} to {now})",
    ),
    "report.since": ("{change} so với năm {year}", "{change} on {year}"),
    "report.summary": ("Tổng hợp các nhóm", "The groups side by side"),
    "report.mean": ("Bình quân", "Mean"),
    "report.mean_is": ("Bình quân nhóm: {mean}", "Mean of the group: {mean}"),
    "report.overall_is": ("Chỉ số chung: {overall}", "Overall figure: {overall}"),
    "report.change_on": ("So với {year}", "On {year}"),
    "report.score": ("Chỉ số", "Index"),
    "report.score_in": ("Chỉ số ({unit})", "Index ({unit})"),
    "report.score_change": ("Tăng, giảm điểm", "Change of score"),
    "report.rank_change": ("Tăng, giảm hạng", "Change of rank"),
    "report.table_of": ("Bảng xếp hạng: {group}", "Ranking: {group}"),
    "report.chart_ranked": ("Chỉ số các đơn vị: {group}", "Index of the units: {group}"),
    "report.chart_changes": ("Thay đổi từ {before} đến {year}: {group}", "From {before} to {year}: {group}"),
    "report.chart_marks": ("{unit} so với bình quân nhóm", "{unit} beside the mean of its group"),
    "report.chart_respondents": ("Chỉ số theo {trait}", "Index by {trait}"),
    "report.chart_answers": ("Câu trả lời: {factor}", "Answers: {factor}"),
    "report.chart_priorities": ("Mức độ quan trọng và kết quả", "Importance and performance"),
    "report.axis_from": ("Trục bắt đầu từ {start}, không phải từ 0", "The axis begins at {start}, not at 0"),
    "report.axis_up": ("Kết quả ({measure}) ↑", "Performance ({measure}) ↑"),
    "report.importance_is": ("Mức độ quan trọng (hệ số tương quan) →", "Importance (correlation) →"),
    "report.share_of_points": (
        "Mức độ quan trọng (% tổng điểm tối đa) →",
        "Importance (% of all maximum points) →",
    ),
    "report.this_unit": ("Đơn vị", "The unit"),
    "report.group_mean": ("Bình quân nhóm", "Mean of the group"),
    "report.heat_of": ("Điểm từng yếu tố (%): {group}", "Scores by factor (%): {group}"),
    "report.heat_note": (
        "Màu càng đậm, điểm càng cao trong nhóm. Số trong ô là điểm (%).",
        "The stronger the colour, the higher the score within the group. The cells hold the scores (%).",
    ),
    "report.importance": ("Mức độ quan trọng", "Importance"),
    "report.performance": ("Kết quả (%)", "Performance (%)"),
    "report.quadrant": ("Gợi ý", "Suggestion"),
    "report.quadrant_improve": ("Ưu tiên cải thiện", "Improve first"),
    "report.quadrant_keep": ("Tiếp tục giữ vững", "Keep up"),
    "report.quadrant_good": ("Đang tốt, ít gắn với kết quả chung", "Good, matters less"),
    "report.quadrant_later": ("Cải thiện sau", "Improve later"),
    "report.priorities_sipas": (
        "Mức độ quan trọng là hệ số tương quan, tính trên các đơn vị, giữa tiêu chí và bình quân các tiêu chí còn lại. "
        "Tương quan cho biết hai số cùng lên xuống, không cho biết nguyên nhân. Đường gạch là bình quân.",
        "Importance is the correlation, over the units, of a criterion with the mean of the others. It tells what "
        "goes together, not what causes what. The dashed lines are the means.",
    ),
    "report.priorities_par": (
        "Mức độ quan trọng là tỷ trọng của lĩnh vực trong tổng điểm tối đa của các đơn vị. Đường gạch là bình quân.",
        "Importance is the share of an area in the maximum points of all units. The dashed lines are the means.",
    ),
    "report.wording": ("Lời văn", "Wording"),
    "report.question": ("Câu hỏi", "Question"),
    "report.answers_of": ("Số câu trả lời: {factor}", "Number of answers: {factor}"),
    "report.answers_note": (
        "Tỷ lệ trong hình tính trên các câu trả lời thuộc thang, làm tròn đến phần trăm.",
        "The shares in the picture are of the answers on the scale, in whole percent.",
    ),
    "report.not_applicable": ("Không biết, không áp dụng", "Not applicable"),
    "report.refused": ("Từ chối trả lời", "Refused"),
    "report.blank": ("Để trống", "Blank"),
    "report.off_scale": ("Ngoài thang", "Off the scale"),
    "report.factor": ("Yếu tố, lĩnh vực", "Factor or area"),
    "report.of_all": ("Toàn tỉnh (%)", "Of all (%)"),
    "report.unknown_value": ("Không rõ", "Unknown"),
    "report.hidden": ("ẩn vì ít hơn {minimum} phiếu", "hidden: fewer than {minimum} ballots"),
    "report.ballots": ("{ballots} phiếu", "{ballots} ballots"),
    "report.respondents_by": ("Người trả lời theo {trait}", "Respondents by {trait}"),
    "report.intake": (
        "Đã đọc {read} phiếu: {valid} hợp lệ, {rejected} bị loại.",
        "{read} ballots were read: {valid} valid, {rejected} rejected.",
    ),
    "report.why_rejected": ("Phiếu bị loại theo lý do", "Ballots rejected, by reason"),
    "report.other_findings": ("Những điều khác được phát hiện trong dữ liệu", "Other findings in the data"),
    "report.reason": ("Lý do", "Reason"),
    "report.count": ("Số lượng", "Number"),
    "report.strengths": ("Điểm mạnh so với nhóm", "Strengths against the group"),
    "report.weaknesses": ("Điểm yếu so với nhóm", "Weaknesses against the group"),
    "report.none": ("Không có.", "None."),
    "report.rank_of": ("{rank} trên {units}", "{rank} of {units}"),
    "report.tied": ("{rank} (đồng hạng)", "{rank} (tied)"),
    "report.moved": ("điểm {score}, hạng {rank}", "score {score}, rank {rank}"),
    "report.mark": ("{name}: {score} % ({difference})", "{name}: {score} % ({difference})"),
    "report.parts_of": ("Yếu tố, lĩnh vực: {unit}", "Factors or areas: {unit}"),
    "report.sources_of": ("Nguồn điểm: {unit}", "Where the points come from: {unit}"),
    "report.source": ("Nguồn điểm", "Source"),
    "report.criteria_of": ("Tiêu chí: {unit}", "Criteria: {unit}"),
    "report.criterion": ("Tiêu chí", "Criterion"),
    "report.criteria_hidden": (
        "Điểm từng tiêu chí được ẩn vì đơn vị có ít hơn {minimum} phiếu.",
        "Scores by criterion are hidden, as the unit has fewer than {minimum} ballots.",
    ),
    "report.measure": ("Cách đo", "Measure"),
    "report.measure_xhh": (
        "Mỗi câu trả lời đạt một tỷ lệ của điểm tối đa ({worth}); điểm tiêu chí là bình quân các câu trả lời; chỉ số là tổng "
        "điểm trên tổng điểm tối đa, tính bằng %.",
        "Each answer is worth a share of the maximum ({worth}); a criterion is the mean of its answers; the index is "
        "all points over all maxima, in %.",
    ),
    "report.factor_score": ("Điểm yếu tố", "Factors"),
    "report.weights": ("Trọng số", "Weights"),
    "report.missing_answers": ("Câu không trả lời", "Missing answers"),
    "report.overall": ("Chỉ số chung", "Overall figure"),
    "report.answered": ("Phiếu trả lời ít", "Few answers"),
    "report.answered_least": (
        "Phiếu trả lời dưới {least} % số câu áp dụng thì bị loại.",
        "A ballot that answers less than {least} % of the questions that apply is rejected.",
    ),
    "report.ids_unique_within": ("Mã phiếu", "Ballot ids"),
    "report.duplicates": ("Phiếu trùng mã", "Duplicates"),
    "report.kinds": ("Các loại đối tượng", "Kinds of respondents"),
    "report.maximum": ("Điểm tối đa", "Maximum"),
    "report.missing_points": ("Thiếu điểm thành phần", "Missing points"),
    "report.bonus": ("Điểm thưởng", "Bonus"),
    "report.minimum": ("Số phiếu tối thiểu", "Least ballots"),
    "report.minimum_ballots": (
        "Đơn vị có dưới {minimum} phiếu hợp lệ thì có điểm nhưng không xếp hạng.",
        "A unit with fewer than {minimum} valid ballots is scored and not ranked.",
    ),
    "report.rounding": ("Làm tròn", "Rounding"),
    "report.rank_on": ("Xếp hạng, xếp loại", "Ranks and bands"),
    "report.ties": ("Đồng hạng", "Ties"),
    "report.bands": ("Xếp loại", "Bands"),
    "report.bands_of": ("Xếp loại, nhóm {group}", "Bands of the group {group}"),
    "report.heads": ("Xếp loại người đứng đầu", "Ratings of heads"),
    "report.heads_first": ("hạng 1 đến {first} của nhóm", "ranks 1 to {first} of the group"),
    "report.heads_bands": ("đơn vị thuộc {bands}", "units in {bands}"),
    "report.suppression": ("Bảo vệ người trả lời", "Small numbers"),
    "report.suppressed": (
        "Số liệu của ít hơn {minimum} người trả lời không nêu riêng; khi cần, ẩn thêm một ô để không ai suy ra được.",
        "Figures of fewer than {minimum} respondents are not shown by themselves; where needed one more cell is "
        "hidden, so that nobody can find them by subtraction.",
    ),
    "report.imported": (
        "Bảng đã công bố được nhập vào; cách tính theo văn bản công bố, không có trong chương trình.",
        "A published table that was imported; how it was made is said in its publication.",
    ),
    "report.criteria_source": ("Nguồn của bộ tiêu chí", "Source of the criteria"),
    "report.run_before": ("Lần chạy năm {year}", "Run of {year}"),
    "report.folded": ("Điểm từ {index}: lần chạy", "Points from {index}: run"),
    "report.plan_digest": ("Dấu của cách đếm (SHA-256)", "Digest of what is counted (SHA-256)"),
    "report.rules_digest": ("Dấu của cách chấm (SHA-256)", "Digest of the rules (SHA-256)"),
    "report.source_digest": ("Dấu của tệp {name} (SHA-256)", "Digest of {name} (SHA-256)"),
    "report.seal": ("Dấu của lần chạy (SHA-256)", "Seal of the run (SHA-256)"),
    "report.scored_by": ("Chấm bằng", "Scored by"),
    "report.written_by": ("Báo cáo viết bằng", "Report written by"),
    # --- words on the command line ---------------------------------------------------------------
    "error.usage_command": (
        'không có lệnh "{name}". Các lệnh: {known}.',
        'there is no command "{name}". The commands are: {known}.',
    ),
    "note.meant": ('Ý bạn là "{name}"?', 'Did you mean "{name}"?'),
    "error.usage_option": (
        'không có tùy chọn "{name}". Gần giống: {near}.',
        'there is no option "{name}". Similar: {near}.',
    ),
    "error.usage_missing": (
        "{name} còn thiếu; xem cách dùng với --help.",
        "{name} is missing; see --help.",
    ),
    "error.usage_choice": (
        "{name} phải là một trong: {choices}.",
        "{name} must be one of: {choices}.",
    ),
    "error.usage_number": (
        "{name} phải là số nguyên từ {low} đến {high}.",
        "{name} must be a whole number from {low} to {high}.",
    ),
    "error.usage_index": (
        "{name} phải là {known}, hoặc mã một chỉ số khác: bắt đầu bằng chữ thường không dấu, chỉ gồm chữ thường, "
        "chữ số và dấu -, không quá 40 ký tự, ví dụ dti.",
        "{name} must be {known}, or the id of another index: a small letter first, then only small letters, digits "
        "and -, 40 characters at most, such as dti.",
    ),
    "error.usage_value": (
        "giá trị của {name} không hợp lệ. Xem cách dùng với --help.",
        "the value of {name} is not valid. See --help.",
    ),
    "error.usage_no_value": (
        "tùy chọn {name} dùng không đúng: thiếu hoặc thừa giá trị.",
        "option {name} is not used rightly: it lacks a value, or has one too many.",
    ),
    "error.usage_other": (
        "lời lệnh không đúng (thừa hoặc thiếu từ). Xem cách dùng với --help.",
        "the words of the command are not right (too many or too few). See --help.",
    ),
    "error.cases_differ": (
        "{count} chỗ khác với ví dụ. Sửa quy tắc hoặc ví dụ.",
        "{count} differences from the cases. Mend the rules or the cases.",
    ),
    # --- workbooks of results and of the audit ---------------------------------------------------
    "help.sipas.audit": (
        "sổ tính tính lại kết quả bằng công thức",
        "a workbook whose formulas recompute a run",
    ),
    "help.audit": (
        "Ghi sổ tính có công thức sống tính lại chỉ số, hạng, xếp loại, bình quân của một lần chạy từ các câu trả lời "
        "(PAR: từ điểm từng tiêu chí), cạnh số đã lưu. FILE là các tệp phiếu gốc của lần chạy; không nêu thì tìm trong "
        "thư mục làm việc. Không có tệp gốc thì dùng số đếm đã lưu.",
        "Writes a workbook whose live formulas recompute the indices, ranks, bands and means of a run from the answers "
        "(PAR: from the points of each criterion), beside the stored ones. FILE are the sources of the run; without "
        "them they are looked for in the workspace, and the stored counts are used where they are gone.",
    ),
    "help.audit.example": (
        "sipas audit --year 2023 -o kiem-tra.xlsx\nsipas audit --year 2023 --index par -o kiem-tra-par.xlsx",
        "sipas audit --year 2023 -o audit.xlsx\nsipas audit --year 2023 --index par -o audit-par.xlsx",
    ),
    "help.option.o_audit": ("sổ tính (.xlsx) cần ghi", "the workbook (.xlsx) to write"),
    "error.audit_points": (
        "lần chạy {run} được tính lại từ điểm từng tiêu chí đã lưu cùng nó, không cần tệp. Bỏ tên tệp đi.",
        "run {run} is recomputed from the points that are stored with it and needs no file. Leave the files out.",
    ),
    "note.audit_missing": (
        "Không có (đủ) tệp phiếu gốc của lần chạy: số đếm là số đã lưu, mọi thứ sau đó vẫn là công thức. Nêu tệp gốc "
        "sau lệnh để có từng phiếu.",
        "The sources of the run are not (all) there: the counts are the stored ones, all that follows is live. Name "
        "the sources to have each ballot.",
    ),
    "note.audit_kinds": (
        "Chỉ số lấy bình quân theo đối tượng trả lời: không ghi từng phiếu vì sẽ lộ đối tượng; số đếm là số đã lưu.",
        "The index is a mean of kinds of respondents: ballots would tell the kind of each and are left out; the counts "
        "are the stored ones.",
    ),
    "note.audit_size": (
        "Quá nhiều phiếu cho một sổ tính: số đếm là số đã lưu, mọi thứ sau đó vẫn là công thức.",
        "There are too many ballots for a workbook: the counts are the stored ones, all that follows is live.",
    ),
    # --- the submission, the report in Word, notices to units ------------------------------------
    "help.sipas.render-submission": (
        "soạn tờ trình kèm dự thảo quyết định",
        "write the submission that encloses the decision",
    ),
    "help.sipas.render-notice": (
        "soạn thông báo kết quả cho từng đơn vị",
        "write the notice of its result to each unit",
    ),
    "help.render-submission": (
        "Soạn tờ trình của Sở Nội vụ trình người ký quyết định, về mọi chỉ số mà quyết định công bố. Lời văn nằm trong "
        "mẫu Word (templates/submission.docx nếu có); trích yếu, căn cứ, người ký lấy từ decision.yaml.",
        "Writes the submission of the department to who signs the decision, on all indices that the decision is about. "
        "Its wording stands in the Word template (templates/submission.docx if there is one); subject, bases and signer "
        "come from decision.yaml.",
    ),
    "help.render-submission.example": (
        "sipas render-submission --year 2023\nsipas render-submission --year 2023 --number 75 --date 26/3/2024",
        "sipas render-submission --year 2023\nsipas render-submission --year 2023 --number 75 --date 2024-03-26",
    ),
    "help.render-notice": (
        "Soạn thông báo kết quả cho từng đơn vị, kèm phiếu điểm của chính đơn vị đó: hạng, điểm, xếp loại, thay đổi, "
        "yếu tố so với bình quân nhóm, điểm mạnh, điểm yếu. Mỗi đơn vị một tệp. Lời văn nằm trong mẫu Word "
        "(templates/notice.docx nếu có).",
        "Writes the notice of its result to each unit, with its own score sheet: rank, score, band, change, factors "
        "beside the mean of its group, strengths and weaknesses. One file for each unit. Its wording stands in the "
        "Word template (templates/notice.docx if there is one).",
    ),
    "help.render-notice.example": (
        'sipas render-notice --year 2023\nsipas render-notice --year 2023 --unit "Sở Y tế" --format pdf',
        "sipas render-notice --year 2023\nsipas render-notice --year 2023 --unit so-y-te --format pdf",
    ),
    "help.option.format_letter": (
        "dạng văn bản (mặc định: docx)",
        "form of the document (default: docx)",
    ),
    "help.option.o_submission": (
        "tệp kết quả (mặc định: to-trinh-NĂM.docx trong thư mục làm việc)",
        "the file to write (default: to-trinh-YEAR.docx in the workspace)",
    ),
    "help.option.o_notice": (
        "thư mục kết quả (mặc định: thong-bao-NĂM trong thư mục làm việc)",
        "the folder to write to (default: thong-bao-YEAR in the workspace)",
    ),
    "help.option.index_notice": (
        "chỉ số (mặc định: mọi chỉ số của năm, trong cùng một thông báo)",
        "the index (default: all of the year, in one notice)",
    ),
    "help.option.unit_notice": (
        "đơn vị, theo tên, mã hoặc tên gọi khác trong units.yaml; nêu được nhiều lần (mặc định: mọi đơn vị)",
        "the unit by its name, id or another name in units.yaml; may be repeated (default: all units)",
    ),
    "note.notices_written": ("Số thông báo đã soạn: {count}.", "Notices written: {count}."),
    "error.unit_unknown": (
        'kết quả của năm không có đơn vị "{name}". Xem tên các đơn vị bằng: sipas rank',
        'the results of the year have no unit "{name}". See the units with: sipas rank',
    ),
    "error.unit_unknown_near": (
        'kết quả của năm không có đơn vị "{name}". Gần giống: {near}',
        'the results of the year have no unit "{name}". Similar: {near}',
    ),
}

"""What is said of a machine, in both languages."""

from dataclasses import dataclass

from sipas_cli.messages import Message

# --- what is looked at ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Something that this machine or this workspace has to have.

    id       its name in JSON and csv
    heading  what people call it
    without  what does not work without it
    remedy   what to do where it is not well
    """

    id: str
    heading: Message
    without: Message
    remedy: Message


#: What is said of a Python that came with the program, in one folder.
FROZEN = Message(vi="trong chương trình", en="within the program")
PYTHON = Subject(
    id="python",
    heading=Message(vi="Python", en="Python"),
    without=Message(vi="mọi lệnh", en="every command"),
    remedy=Message(vi="cài Python 3.11 trở lên.", en="install Python 3.11 or later."),
)
PACKAGES = Subject(
    id="packages",
    heading=Message(vi="Các gói Python", en="Python packages"),
    without=Message(vi="mọi lệnh", en="every command"),
    remedy=Message(
        vi="cài lại: pip install --upgrade sipas; bản không cần Python: chép lại cả thư mục chương trình.",
        en="install again: pip install --upgrade sipas; without Python: copy the whole folder again.",
    ),
)
SHIPPED = Subject(
    id="shipped",
    heading=Message(vi="Bộ tiêu chí, mẫu đi kèm", en="Criteria, templates that ship"),
    without=Message(vi="chấm điểm, ra quyết định", en="scoring, the decision"),
    remedy=Message(
        vi="cài lại: pip install --force-reinstall sipas; bản không cần Python: chép lại cả thư mục.",
        en="install again: pip install --force-reinstall sipas; without Python: copy the whole folder.",
    ),
)
PARQUET = Subject(
    id="parquet",
    heading=Message(vi="Gói cho .parquet", en="Package for .parquet"),
    without=Message(vi="đọc tệp .parquet", en="reading .parquet"),
    remedy=Message(
        vi="chỉ khi cần: pip install 'sipas[parquet]'; bản không cần Python: xuất phiếu thành .csv, .xlsx.",
        en="only if needed: pip install 'sipas[parquet]'; without Python: export ballots as .csv, .xlsx.",
    ),
)
ENCODING = Subject(
    id="encoding",
    heading=Message(vi="Chữ Việt", en="Vietnamese text"),
    without=Message(vi="xem kết quả trên màn hình", en="results on the screen"),
    remedy=Message(
        vi=(
            "nếu các chữ trong cột Thấy hiện sai: đặt LANG=C.UTF-8; trên Windows gõ chcp 65001. Tệp ghi ra "
            "vẫn đúng."
        ),
        en=(
            "if the letters under Found look wrong: set LANG=C.UTF-8; on Windows type chcp 65001. Files are "
            "right anyway."
        ),
    ),
)
FOLDER = Subject(
    id="folder",
    heading=Message(vi="Thư mục làm việc", en="Workspace"),
    without=Message(vi="lưu kết quả, văn bản", en="storing results, documents"),
    remedy=Message(
        vi="cấp quyền ghi vào thư mục này, hoặc chọn thư mục khác bằng -C.",
        en="give write access to this folder, or choose another with -C.",
    ),
)
LOCK = Subject(
    id="lock",
    heading=Message(vi="Khóa tệp", en="File lock"),
    without=Message(vi="hai người ghi một lúc", en="two people writing at once"),
    remedy=Message(
        vi="ổ đĩa này không khóa được tệp (ổ mạng?): chuyển thư mục làm việc sang ổ trong máy.",
        en="this drive cannot lock files (a network drive?): move the workspace to a local one.",
    ),
)
LEFTOVERS = Subject(
    id="leftovers",
    heading=Message(vi="Tệp ghi dở còn sót", en="Half-written leftovers"),
    without=Message(vi="không ảnh hưởng kết quả", en="no result is affected"),
    remedy=Message(
        vi="một lệnh bị dừng đột ngột đã để lại; xóa đi khi không có lệnh nào đang chạy.",
        en="a command that was killed left them; delete them while no other command is running.",
    ),
)
RUNS = Subject(
    id="runs",
    heading=Message(vi="Lần chạy của phiên bản mới hơn", en="Runs of a newer version"),
    without=Message(
        vi="đọc, tính lại đủ mọi điều các lần chạy đó đã lưu",
        en="reading and recomputing all that these runs have stored",
    ),
    remedy=Message(
        vi="cập nhật sipas trên máy này lên phiên bản đã tạo ra các lần chạy đó.",
        en="update sipas on this machine to the version that made these runs.",
    ),
)
DISK = Subject(
    id="disk",
    heading=Message(vi="Chỗ trống trên đĩa", en="Room on disk"),
    without=Message(vi="lưu kết quả, văn bản", en="storing results, documents"),
    remedy=Message(vi="dọn bớt đĩa: nên còn 2000 MB.", en="make room: 2000 MB should be free."),
)
FILES = Subject(
    id="files",
    heading=Message(vi="Tệp cấu hình", en="Settings files"),
    without=Message(vi="chấm điểm, ra quyết định", en="scoring, the decision"),
    remedy=Message(
        vi="sửa các tệp đã nêu; nếu chưa có tệp nào, chạy sipas init.",
        en="mend the files named above; if there are none, run sipas init.",
    ),
)
FONTS = Subject(
    id="fonts",
    heading=Message(vi="Phông chữ Việt", en="Vietnamese fonts"),
    without=Message(vi="pdf của văn bản Word", en="pdf of Word files"),
    remedy=Message(
        vi=(
            "cài Times New Roman hoặc Liberation Serif 2 (đủ 134 chữ Việt; bản 1 thiếu 92 chữ). Debian 12: "
            "apt install fonts-liberation2; bản mới hơn: fonts-liberation."
        ),
        en=(
            "install Times New Roman or Liberation Serif 2 (with all 134 Vietnamese letters; version 1 "
            "lacks 92). Debian 12: apt install fonts-liberation2; later: fonts-liberation."
        ),
    ),
)
OFFICE = Subject(
    id="office",
    heading=Message(vi="LibreOffice", en="LibreOffice"),
    without=Message(vi="pdf của văn bản Word, sổ tính", en="pdf of Word files, workbooks"),
    remedy=Message(
        vi=(
            "cài LibreOffice (libreoffice.org; Debian, Ubuntu: apt install libreoffice-writer "
            "libreoffice-calc)."
        ),
        en=(
            "install LibreOffice (libreoffice.org; Debian, Ubuntu: apt install libreoffice-writer "
            "libreoffice-calc)."
        ),
    ),
)
BROWSER = Subject(
    id="browser",
    heading=Message(vi="Trình duyệt", en="Browser"),
    without=Message(vi="pdf của .html", en="pdf of .html"),
    remedy=Message(
        vi=(
            "cài Chromium, Chrome hoặc Edge (Debian: apt install chromium), hoặc pip install "
            "'weasyprint>=68'."
        ),
        en=(
            "install Chromium, Chrome or Edge (Debian: apt install chromium), or pip install "
            "'weasyprint>=68'."
        ),
    ),
)
WORD_PDF = Subject(
    id="word_pdf",
    heading=Message(vi="Thử Word ra pdf", en="Trial: Word to pdf"),
    without=Message(vi="pdf của văn bản Word", en="pdf of Word files"),
    remedy=Message(
        vi="mở LibreOffice bằng tay xem có lỗi không; cài lại, hoặc tăng pdf_seconds trong sipas.yaml.",
        en=(
            "open LibreOffice by hand and see whether it complains; install it again, or raise pdf_seconds "
            "in sipas.yaml."
        ),
    ),
)
HTML_PDF = Subject(
    id="html_pdf",
    heading=Message(vi="Thử .html ra pdf", en="Trial: .html to pdf"),
    without=Message(vi="pdf của .html", en="pdf of .html"),
    remedy=Message(
        vi="mở trình duyệt bằng tay xem có lỗi không; cài lại, hoặc tăng pdf_seconds trong sipas.yaml.",
        en=(
            "open the browser by hand and see whether it complains; install it again, or raise pdf_seconds "
            "in sipas.yaml."
        ),
    ),
)

# --- what is refused ------------------------------------------------------------------------------

PDF_NO_OFFICE = Message(
    vi=(
        "muốn có pdf của văn bản Word, sổ tính phải có LibreOffice; không thấy ở: {looked}. Cài LibreOffice "
        "(libreoffice.org; Debian, Ubuntu: apt install libreoffice-writer libreoffice-calc), hoặc ghi ra "
        ".docx rồi lưu thành pdf bằng Word."
    ),
    en=(
        "a pdf of a Word file or workbook needs LibreOffice, which was not found in: {looked}. Install "
        "LibreOffice (libreoffice.org; Debian, Ubuntu: apt install libreoffice-writer libreoffice-calc), or "
        "write .docx and save it as pdf in Word."
    ),
)
PDF_NO_BROWSER = Message(
    vi=(
        "muốn có pdf của .html phải có Chromium, Chrome, Edge hoặc WeasyPrint; không thấy ở: {looked}; gói "
        "weasyprint (từ bản 68) của Python. Cài một trong số đó (Debian: apt install chromium), hoặc mở "
        ".html bằng trình duyệt rồi in ra pdf."
    ),
    en=(
        "a pdf of an .html needs Chromium, Chrome, Edge or WeasyPrint; none was found in: {looked}; "
        "Python's package weasyprint (68 or later). Install one of them (Debian: apt install chromium), or "
        "open the .html in a browser and print it as pdf."
    ),
)
PDF_FAILED = Message(
    vi=(
        "{name} không tạo được pdf. Chạy sipas doctor --deep để kiểm tra; thêm -v để xem chương trình đó "
        "nói gì."
    ),
    en="{name} did not make the pdf. Try it with sipas doctor --deep; -v shows what that program said.",
)
PDF_TOO_SLOW = Message(
    vi=(
        "{name} chạy quá {seconds} giây nên đã bị dừng. Chạy lại; nếu máy chậm, tăng pdf_seconds trong "
        "sipas.yaml."
    ),
    en=(
        "{name} took more than {seconds} seconds and was ended. Try again; on a slow machine raise "
        "pdf_seconds in sipas.yaml."
    ),
)

# --- words of tables ------------------------------------------------------------------------------

YES = Message(vi="có", en="yes")
NOTHING = Message(vi="không có", en="none")
SILENT = Message(vi="không trả lời", en="does not answer")
UNASKED = Message(vi="không rõ: không có fontconfig (fc-list)", en="unknown: no fontconfig (fc-list)")
NO = Message(vi="không", en="no")

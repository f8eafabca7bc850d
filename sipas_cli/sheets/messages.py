"""What is said of files and sheets that cannot be read."""

from sipas_cli.messages import Message

# --- what is refused ------------------------------------------------------------------------------

FILE_IS_FOLDER = Message(
    vi="đây là thư mục. Hãy nêu tên từng tệp.",
    en="this is a folder. Name the files in it.",
)
FILE_TOO_LARGE = Message(
    vi="tệp dài {size} byte, quá giới hạn {limit} byte. Hãy chia tệp ra.",
    en="the file has {size} bytes, more than the limit of {limit}. Split it.",
)
FILE_EMPTY = Message(
    vi="tệp rỗng (0 byte). Hãy xuất lại tệp.",
    en="the file is empty (0 bytes). Export it again.",
)
FILE_ENCRYPTED = Message(
    vi="tệp có mật khẩu nên không đọc được. Mở bằng Excel, bỏ mật khẩu rồi lưu lại.",
    en="the file is protected by a password. Open it in Excel, remove the password, save it.",
)
FILE_ZIP = Message(
    vi="đây là tệp nén (.zip). Giải nén rồi nêu tên từng tệp ở trong.",
    en="this is a compressed folder (.zip). Unpack it and name the files in it.",
)
FILE_NAMED_OTHERWISE = Message(
    vi="đuôi tệp là {suffix} nhưng nội dung là {right}. Đổi đuôi tệp thành {right}.",
    en="the name ends in {suffix} but the content is {right}. Rename it to {right}.",
)
FILE_NOT_WORKBOOK = Message(
    vi=(
        "tên tệp là tên của sổ tính nhưng nội dung không phải. Nếu là csv, đổi đuôi tệp thành .csv; nếu "
        "không, mở bằng Excel rồi lưu lại thành .xlsx."
    ),
    en=(
        "the name is that of a workbook but the content is not one. If it is csv, rename it to .csv; else "
        "open it in Excel and save it as .xlsx."
    ),
)
FILE_DAMAGED = Message(
    vi="sổ tính bị hỏng hoặc tải về chưa hết. Hãy tải hoặc xuất lại tệp.",
    en="the workbook is damaged or truncated. Download or export it again.",
)
FILE_WEB_ARCHIVE = Message(
    vi="tệp là trang web lưu trữ (mhtml), không phải sổ tính. Mở bằng Excel rồi lưu lại thành .xlsx.",
    en="the file is a web archive (mhtml) and no workbook. Open it in Excel and save it as .xlsx.",
)
HTML_WITHOUT_TABLE = Message(
    vi=(
        "tệp là trang web (html) không có bảng nào, có thể là trang đăng nhập hoặc trang báo lỗi được tải "
        "về thay cho dữ liệu. Đăng nhập rồi tải lại, hoặc mở bằng Excel và lưu lại thành .xlsx."
    ),
    en=(
        "the file is a web page (html) without any table, perhaps a login or an error that was downloaded "
        "in place of the data. Log in and download it again, or open it in Excel and save it as .xlsx."
    ),
)
HTML_TOO_LARGE = Message(
    vi="tệp là trang web (html) quá lớn để đọc như một bảng. Mở bằng Excel rồi lưu lại thành .xlsx.",
    en=(
        "the file is a web page (html) that is too large to be read as a table. Open it in Excel and save "
        "it as .xlsx."
    ),
)
HTML_ENCODING = Message(
    vi=(
        "tệp là trang web (html) có chữ không đúng bảng mã mà trang ghi. Mở bằng Excel, kiểm tra chữ Việt "
        "rồi lưu lại thành .xlsx."
    ),
    en=(
        "the file is a web page (html) whose text is not in the encoding that it names. Open it in Excel, "
        "check the Vietnamese text and save it as .xlsx."
    ),
)
PARQUET_NEEDS_PYARROW = Message(
    vi="muốn đọc .parquet phải có pyarrow. Cài bằng: pip install 'sipas[parquet]', hoặc xuất dữ liệu ra csv.",
    en="reading .parquet needs pyarrow. Install it: pip install 'sipas[parquet]', or export the data as csv.",
)
PARQUET_DAMAGED = Message(
    vi="tệp .parquet bị hỏng, có mật khẩu hoặc tải về chưa hết. Hãy tải hoặc xuất lại tệp.",
    en="the .parquet file is damaged, encrypted or truncated. Download or export it again.",
)
PARQUET_TOO_LARGE = Message(
    vi="các cột cần đọc của tệp có {cells} ô, quá giới hạn {limit} ô. Hãy chia tệp ra.",
    en="the columns that are needed have {cells} cells, more than the limit of {limit}. Split the file.",
)
PARQUET_NESTED = Message(
    vi=(
        "cột này chứa danh sách hoặc nhiều trường lồng nhau, không phải một giá trị. Tách thành các cột đơn "
        "rồi xuất lại."
    ),
    en="this column holds lists or structures, not single values. Split it into plain columns.",
)
FILE_UNPACKS_TOO_LARGE = Message(
    vi="tệp giải nén ra quá {limit} byte. Hãy chia tệp ra.",
    en="the file unpacks to more than {limit} bytes. Split it.",
)
STORE_EMPTY = Message(
    vi="không có tệp phiếu nào ở đây ({suffixes}). Kiểm tra lại thư mục hoặc địa chỉ.",
    en="there is no file of ballots here ({suffixes}). Look at the folder or the address again.",
)
STORE_TOO_MANY = Message(
    vi="có {count} tệp, quá giới hạn {limit}. Đếm thành nhiều lần rồi cộng bằng sipas score --from.",
    en=(
        "there are {count} files, more than the limit of {limit}. Count them in lots and add these with "
        "sipas score --from."
    ),
)
STORE_PACKAGE = Message(
    vi="muốn đọc địa chỉ này phải có gói {package}. Cài trên mọi máy: pip install 'sipas[dask]'.",
    en="reading this address needs the package {package}. Install everywhere: pip install 'sipas[dask]'.",
)
STORE_UNREADABLE = Message(
    vi=(
        "kho lưu trữ không cho đọc ({reason}). Kiểm tra địa chỉ, quyền đọc và khóa truy cập của kho trên máy "
        "này và trên các máy của cụm."
    ),
    en=(
        "the store does not let it be read ({reason}). Check the address, and the keys of the store here and "
        "on the machines of the cluster."
    ),
)
SHEET_EMPTY = Message(
    vi="tệp không có dữ liệu nào. Kiểm tra lại tệp đã xuất.",
    en="there are no data in the file. Check the export.",
)
SHEET_DAMAGED = Message(
    vi="trang tính bị hỏng. Mở bằng Excel rồi lưu lại.",
    en="the sheet is damaged. Open the file in Excel and save it again.",
)
SHEET_PART_MISSING = Message(
    vi=(
        "sổ tính bị hỏng: có tên trang tính này nhưng trong tệp không có nội dung của trang. Hãy xuất lại "
        "tệp, hoặc mở bằng Excel, kiểm tra trang tính rồi lưu lại."
    ),
    en=(
        "the workbook is damaged: it names this sheet, but the content of the sheet is not in the file. "
        "Export the file again, or open it in Excel, look at the sheet and save it."
    ),
)
STREAM_TOO_LARGE = Message(
    vi="tệp dài quá giới hạn {limit} byte. Hãy chia tệp ra.",
    en="the file has more bytes than the limit of {limit}. Split it.",
)
TOO_MANY_SHEETS = Message(
    vi="có {sheets} trang tính, quá giới hạn {limit}. Hãy tách thành nhiều tệp.",
    en="there are {sheets} sheets, more than the limit of {limit}. Split the workbook.",
)
FILE_UNPACKS_TOO_OFTEN = Message(
    vi=(
        "một phần của tệp giải nén ra hơn {times} lần, điều không chương trình bảng tính nào làm ra. "
        "Mở tệp bằng Excel hoặc LibreOffice rồi lưu lại."
    ),
    en=(
        "a part of the file unpacks to more than {times} times its size, which no spreadsheet program "
        "writes. Open the file in Excel or LibreOffice and save it again."
    ),
)
CSV_LINE_TOO_LONG = Message(
    vi="dòng dài hơn {limit} ký tự, không phải dòng của một bảng. Kiểm tra lại tệp.",
    en="the line is longer than {limit} characters, which no line of a table is. Check the file.",
)
LIMIT_SETTING = Message(
    vi="biến môi trường này phải là một số nguyên dương, ví dụ 500000000. Sửa lại hoặc bỏ đi.",
    en="this environment variable must be a positive whole number, such as 500000000. Mend or unset it.",
)
SHEETS_OF_ONE_NAME = Message(
    vi="có hai trang tính cùng tên này. Mở bằng Excel, đổi tên một trang rồi lưu lại.",
    en="two sheets have this name. Open the file in Excel, rename one of them and save it.",
)
FILE_CHANGED = Message(
    vi="tệp bị sửa trong lúc đang đọc. Đóng tệp, chờ lưu hoặc tải về xong rồi chạy lại.",
    en=(
        "the file was changed while it was being read. Close it, wait until it is saved or downloaded, and "
        "run again."
    ),
)
SHEET_TOO_WIDE = Message(
    vi=(
        "trang tính trải tới dòng {rows}, cột thứ {columns}, quá lớn để đọc. Có thể có một ô lạc ở xa: mở "
        "bằng Excel, nhấn Ctrl+End để tìm ô đó, xóa các dòng, cột thừa rồi lưu lại."
    ),
    en=(
        "the sheet reaches to row {rows}, column {columns}, too far to be read. There may be a lone cell "
        "far away: press Ctrl+End in Excel, delete the surplus rows and columns, save it."
    ),
)
CSV_NOT_TEXT = Message(
    vi="tệp không phải là văn bản csv, hoặc bị hỏng ở dòng này. Xuất lại thành csv UTF-8 hoặc .xlsx.",
    en="the file is not csv text, or damaged in this line. Export it as csv UTF-8 or as .xlsx.",
)
CSV_NOT_UTF8 = Message(
    vi=(
        "chữ trong tệp không phải mã UTF-8. Có thể tệp được lưu từ Excel kiểu CSV (Comma delimited), kiểu "
        "này làm hỏng chữ Việt. Mở lại tệp gốc, lưu thành: CSV UTF-8 (Comma delimited) hoặc .xlsx."
    ),
    en=(
        "the text is not in UTF-8. Perhaps Excel saved it as CSV (Comma delimited), which spoils "
        "Vietnamese. Open the original again and save it as: CSV UTF-8 (Comma delimited), or as .xlsx."
    ),
)
CSV_QUOTES = Message(
    vi="dấu ngoặc kép mở mà không đóng, hoặc đóng sai chỗ. Sửa dòng này hoặc xuất lại tệp.",
    en="a quotation mark is not closed, or closed in the wrong place. Mend the line or export it again.",
)
TOO_MANY_COLUMNS = Message(
    vi="có hơn {limit} cột. Kiểm tra lại dấu phân cách của csv.",
    en="there are more than {limit} columns. Check the separator of the csv.",
)
FILE_KIND = Message(
    vi="chỉ đọc được tệp .xlsx, .xls, .ods, .csv và .parquet. Xuất dữ liệu ra một trong các dạng đó.",
    en="only .xlsx, .xls, .ods, .csv and .parquet are read. Export the data as one of them.",
)
FILE_BINARY = Message(
    vi="không đọc được sổ tính nhị phân (.xlsb). Mở bằng Excel rồi lưu thành .xlsx (Save As).",
    en="binary workbooks (.xlsb) are not read. Open it in Excel and save it as .xlsx.",
)
HEADER_DOUBLED = Message(
    vi='có hai cột cho "{name}", cột kia ở ô {other}. Xóa hoặc đổi tên một cột.',
    en='two columns are "{name}", the other one at {other}. Remove or rename one.',
)

# --- names ----------------------------------------------------------------------------------------

PLACE_TABLE = Message(vi="bảng {number}", en="table {number}")
PAPER_KIND = Message(
    vi=(
        "không phải văn bản Word (.docx), Markdown (.md) hay văn bản thuần (.txt). Mở bằng Word rồi lưu lại "
        "thành .docx."
    ),
    en=(
        "this is no Word document (.docx), Markdown (.md) or plain text (.txt). Open it in Word and save it "
        "as .docx."
    ),
)
PAPER_WITHOUT_TABLE = Message(
    vi="văn bản không có bảng nào. Dán bảng kết quả vào tệp Word hoặc Excel, mỗi đơn vị một dòng.",
    en="the document has no table. Put the table of results into Word or Excel, one unit a row.",
)
PAPER_DAMAGED = Message(
    vi="văn bản bị hỏng, tải về chưa hết, hoặc lớn quá mức. Mở bằng Word rồi lưu lại.",
    en="the document is damaged, truncated or far too large. Open it in Word and save it again.",
)

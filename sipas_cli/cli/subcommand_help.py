"""What `--help` says of the commands of `criteria`, `sample` and `template`, in both languages."""

from sipas_cli.cli.command_help import CommandHelp, alike
from sipas_cli.messages import Message

TEMPLATE_CHECK = CommandHelp(
    text=Message(
        vi=(
            "Kiểm tra mẫu .docx, .html, .md đã sửa: trường không có, thẻ hỏng hoặc không đóng, biểu thức "
            "không an toàn, nêu rõ từng chỗ. Mã thoát 2 nếu có lỗi."
        ),
        en=(
            "Checks a changed .docx, .html or .md template: unknown fields, tags that are broken or not "
            "closed, unsafe expressions, each with its place. Exit status 2 where there are any."
        ),
    ),
    example=alike("sipas template check templates/decision.docx"),
)
TEMPLATE_FIELDS = CommandHelp(
    text=Message(
        vi=(
            "Liệt kê các trường mà mẫu của một văn bản (decision, submission, report, notice, handover) được "
            "dùng, kèm giá trị lấy từ kết quả đang có; với danh sách là giá trị của mục đầu tiên."
        ),
        en=(
            "Lists the fields that the template of a document (decision, submission, report, notice, "
            "handover) may say, with the values of today's results; of a list those of its first item."
        ),
    ),
    example=alike("sipas template fields decision\nsipas template fields notice -o fields.csv"),
)
CRITERIA_LIST = CommandHelp(
    text=Message(vi="liệt kê các bộ tiêu chí", en="list the criteria sets"),
)
CRITERIA_SHOW = CommandHelp(
    text=Message(vi="xem một bộ tiêu chí", en="show one criteria set"),
)
CRITERIA_CHECK = CommandHelp(
    text=Message(
        vi="kiểm tra tệp tiêu chí và các ví dụ trong đó; nêu những gì chưa có ví dụ",
        en="check criteria files and their cases; tells what no case covers",
    ),
)
SAMPLE_SIZE = CommandHelp(
    text=Message(
        vi=(
            "cỡ mẫu theo công thức, từ bảng số giao dịch trong năm (cột: đơn vị, dịch vụ nếu có, số giao "
            "dịch); làm tròn lên, không quá số giao dịch"
        ),
        en=(
            "sizes by a formula, from a table of the year's transactions (columns: unit, service if any, "
            "number of transactions); rounded up, never more than there are"
        ),
    ),
    example=Message(
        vi=(
            "sipas sample size giao-dich-2024.xlsx\n"
            "sipas sample size giao-dich-2024.xlsx --by divided --minimum 5 -o co-mau.csv\n"
            "sipas sample size giao-dich-2024.xlsx --method cochran --confidence 95 --error 3"
        ),
        en=(
            "sipas sample size transactions-2024.xlsx\n"
            "sipas sample size transactions-2024.xlsx --by divided --minimum 5 -o sizes.csv\n"
            "sipas sample size transactions-2024.xlsx --method cochran --confidence 95 --error 3"
        ),
    ),
)
SAMPLE_ALLOCATE = CommandHelp(
    text=Message(
        vi="chia một cỡ mẫu chung cho các đơn vị và dịch vụ, theo tỷ lệ số giao dịch hoặc chia đều",
        en="divide a given total among units and services, in proportion to their transactions or equally",
    ),
    example=Message(
        vi=(
            "sipas sample allocate giao-dich-2024.xlsx --n 4000\n"
            "sipas sample allocate giao-dich-2024.xlsx --n 4000 --how equal --by unit --issued"
        ),
        en=(
            "sipas sample allocate transactions-2024.xlsx --n 4000\n"
            "sipas sample allocate transactions-2024.xlsx --n 4000 --how equal --by unit --issued"
        ),
    ),
)
SAMPLE_DRAW = CommandHelp(
    text=Message(
        vi=(
            "chọn ngẫu nhiên từ danh sách, mỗi dòng một giao dịch; cùng hạt giống (--seed) và cùng danh "
            "sách thì kết quả như nhau trên mọi máy, dù đổi thứ tự dòng hay chia tệp; các dòng được chọn "
            "chỉ ghi vào tệp -o, nhật ký ở tệp .json bên cạnh"
        ),
        en=(
            "draw at random from a list with one transaction a row; the same --seed and list give the same "
            "draw on any machine, in whatever order or number of files; the rows go into the file -o only, "
            "the log beside it (.json)"
        ),
    ),
    example=Message(
        vi=(
            "sipas sample draw ho-so-2024.xlsx --seed 2024 -o mau.xlsx\n"
            "sipas sample draw ho-so-2024.xlsx --seed 2024 --sizes co-mau.csv --reserve 10 --issued -o "
            "mau.xlsx\n"
            'sipas sample draw ho-so/*.csv --seed "Kỳ 1/2024" --n 2000 --id-column "Mã hồ sơ" -o mau.csv'
        ),
        en=(
            "sipas sample draw list-2024.xlsx --seed 2024 -o sample.xlsx\n"
            "sipas sample draw list-2024.xlsx --seed 2024 --sizes sizes.csv --reserve 10 --issued -o "
            "sample.xlsx\n"
            'sipas sample draw lists/*.csv --seed "first half of 2024" --n 2000 --id-column "Dossier" -o '
            "sample.csv"
        ),
    ),
)

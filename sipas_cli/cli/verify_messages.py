"""What `sipas verify` says of itself."""

from sipas_cli.messages import Message

COMPARED = Message(vi="Đã so", en="Compared")
RESULT = Message(vi="Kết quả", en="Result")
HOLDS = Message(vi="nguyên vẹn", en="holds")
HOLDS_NOT = Message(vi="KHÔNG NGUYÊN VẸN", en="DOES NOT HOLD")
VERIFYING = Message(vi="Đang kiểm tra", en="Verifying")
OF_RUN = Message(vi="{run}: {what}.", en="{run}: {what}.")
SEAL_FORMULA = Message(
    vi="Ai cũng tính lại được mã này: cd {folder} && sha256sum {files} | sha256sum",
    en="Anybody can take this seal: cd {folder} && sha256sum {files} | sha256sum",
)
SEAL_ALONE = Message(
    vi="--seal là của cả năm nên không dùng cùng {name}.",
    en="--seal is of a whole year and does not go with {name}.",
)
NO_DIGEST = Message(
    vi="--against cần một mã SHA-256 gồm 64 chữ số thập lục phân, như sipas verify --seal in ra.",
    en="--against takes a SHA-256 of 64 hexadecimal digits, as sipas verify --seal prints it.",
)
FILE_ALONE = Message(
    vi="TỆP là văn bản công bố, kiểm tra riêng: bỏ các tùy chọn về lần chạy đã lưu.",
    en="FILE is a published document and is checked by itself: leave the options on stored runs out.",
)

"""What `sipas report` says of itself."""

from sipas_cli.messages import Message

PAGES_APART = Message(
    vi="Trang của từng đơn vị nằm trong thư mục {folder}; gửi báo cáo thì gửi cả thư mục này.",
    en="The pages of the units lie in the folder {folder}; send that folder with the report.",
)

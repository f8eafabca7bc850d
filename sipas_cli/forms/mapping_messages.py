"""What a proposed mapping says: how each line was found, and why none can be proposed."""

from sipas_cli.messages import Message

MAP_NO_SET = Message(
    vi="không có bộ tiêu chí nào đọc phiếu. Nêu bộ tiêu chí bằng --criteria.",
    en="there is no criteria set that reads ballots. Name one with --criteria.",
)
MAP_NO_HEADER = Message(
    vi="không thấy dòng tiêu đề: dòng này giống các dòng trả lời. Thêm một dòng tiêu đề phía trên.",
    en="there is no header row: this row is like the answers below it. Add a row of headers above them.",
)
MAP_WHICH_SET = Message(
    vi="không bộ tiêu chí nào nhận ra tiêu đề của tệp. Nêu một bộ bằng --criteria: {known}.",
    en="no criteria set knows any header of this file. Name one with --criteria: {known}.",
)
MAP_BY_POSITION = Message(
    vi="Số câu hỏi đề xuất theo thứ tự cột: {count}. Hãy so từng dòng với biểu mẫu đã dùng.",
    en="Questions proposed by the position of their columns: {count}. Compare each line with the form used.",
)
HEAD_UNUSED = Message(vi="Tiêu đề chưa dùng đến trong tệp:", en="Headers of the file that are not used:")

MAPPED = Message(vi="theo ánh xạ đã xác nhận", en="from the mapping, confirmed")
FOUND = Message(vi="tự nhận ra, không cần ghi", en="found without it")
ALIKE = Message(vi="CHƯA CHẮC: lời văn giống", en="NOT CERTAIN: alike")
PLAIN = Message(vi="CHƯA CHẮC: giống khi bỏ dấu", en="NOT CERTAIN: alike without diacritics")
POSITION = Message(vi="CHƯA CHẮC: theo thứ tự", en="NOT CERTAIN: by position")
DAYS = Message(vi="CHƯA CHẮC: cột chứa ngày", en="NOT CERTAIN: the column holds days")
UNITS = Message(vi="CHƯA CHẮC: cột chứa tên đơn vị", en="NOT CERTAIN: the column holds names of units")
NOTHING = Message(vi="không rõ", en="not known")

NO_FORM = Message(
    vi="tệp này không phải biểu mẫu. Cần XLSForm (có trang survey, choices) hoặc tệp .lss của LimeSurvey.",
    en="this is no form. An XLSForm (with sheets survey and choices) or a .lss of LimeSurvey is needed.",
)
FORM_OF_OTHERS = Message(
    vi="biểu mẫu {form} không có trường nào của tệp này. Kiểm tra lại có đúng biểu mẫu của đợt khảo sát này.",
    en="the form {form} has no field of this file. Check that it is the form of this survey.",
)
MAP_BY_FORM = Message(
    vi="Số tiêu đề đọc theo biểu mẫu {form}: {count}. Các nhãn được ghi vào tệp ánh xạ và có hiệu lực ngay.",
    en="Headers read by the form {form}: {count}. The labels are written to the mapping and count at once.",
)
HEAD_FORM = Message(
    vi="Theo biểu mẫu: tiêu đề và giá trị trong tệp được đọc như lời văn dưới đây.",
    en="By the form: headers and values of the file are read as the texts below.",
)

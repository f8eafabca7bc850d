"""What is found where one looks at how sound ballots are."""

from sipas_cli.messages import FindingKind, Message

MORE_THAN_ISSUED = FindingKind(
    code="quality_more_than_issued",
    problem=Message(
        vi="{unit}: thu về {received} phiếu, nhiều hơn {issued} phiếu đã phát",
        en="{unit}: {received} ballots came back, more than the {issued} that were issued",
    ),
    remedy=Message(
        vi=(
            "Đối chiếu số phát ra trong issued.csv; phiếu không phát ra thì từ đâu có? Không phiếu nào bị "
            "loại vì việc này."
        ),
        en=(
            "Compare the issued number in issued.csv; where do ballots come from that were not issued? None "
            "is left out for it."
        ),
    ),
)
LOW_RESPONSE = FindingKind(
    code="quality_low_response",
    problem=Message(
        vi="{unit}: thu về {received} trong {issued} phiếu đã phát, dưới {limit}%",
        en="{unit}: {received} of {issued} issued ballots came back, under {limit}%",
    ),
    remedy=Message(
        vi=(
            "Kiểm tra còn tệp phiếu nào chưa nạp không; người trả lời có thể không đại diện. Ghi tỷ lệ này "
            "khi công bố."
        ),
        en=(
            "Look for files that were left out; those who answered may not stand for all. State the rate "
            "when publishing."
        ),
    ),
)
LOW_COMPLETION = FindingKind(
    code="quality_low_completion",
    problem=Message(
        vi="{unit}: chỉ {answered} trong {applicable} câu áp dụng được trả lời, dưới {limit}%",
        en="{unit}: only {answered} of {applicable} applicable questions were answered, under {limit}%",
    ),
    remedy=Message(
        vi=(
            "Xem cột nào để trống nhiều: nhập thiếu, hay câu hỏi khó hiểu. Không phiếu nào bị loại vì việc "
            "này."
        ),
        en=(
            "See which columns are mostly blank: not typed in, or not understood? No ballot is left out for "
            "it."
        ),
    ),
)
IDENTICAL = FindingKind(
    code="quality_identical",
    problem=Message(
        vi=(
            "{unit}: {ballots} phiếu giống hệt nhau từng câu, thành {groups} nhóm; nhóm lớn nhất {largest} "
            "phiếu, ngẫu nhiên thì không quá {chance}; ô này là phiếu đầu của nhóm đó"
        ),
        en=(
            "{unit}: {ballots} ballots are the same in every answer, in {groups} group(s); the largest has "
            "{largest}, by chance no more than {chance}; this is the first of it"
        ),
    ),
    remedy=Message(
        vi="Đối chiếu với phiếu gốc, hỏi người nhập: phiếu có bị sao chép không. Phiếu vẫn được tính.",
        en="Compare with the originals and ask who typed them: were they copied? The ballots still count.",
    ),
)
IDENTICAL_FILE = FindingKind(
    code="quality_identical_file",
    problem=Message(
        vi=(
            "{ballots} phiếu của nhiều đơn vị giống hệt nhau từng câu, thành {groups} nhóm; nhóm lớn nhất "
            "{largest} phiếu, ngẫu nhiên thì không quá {chance}; ô này là phiếu đầu của nhóm đó"
        ),
        en=(
            "{ballots} ballots of several units are the same in every answer, in {groups} group(s); the "
            "largest has {largest}, by chance no more than {chance}; this is the first of it"
        ),
    ),
    remedy=Message(
        vi="Đối chiếu với phiếu gốc, hỏi người nhập: phiếu có bị sao chép không. Phiếu vẫn được tính.",
        en="Compare with the originals and ask who typed them: were they copied? The ballots still count.",
    ),
)
INTERVIEWER_ALIKE = FindingKind(
    code="quality_interviewer_alike",
    problem=Message(
        vi=(
            "người thứ {number} trong cột điều tra viên: {ballots} phiếu giống nhau bất thường; hai phiếu "
            "bất kỳ khác nhau ở {own}% số câu, của người khác ở cùng đơn vị {others}%; {straight} phiếu "
            "chỉ có một mức trả lời"
        ),
        en=(
            "person {number} in the column of interviewers: {ballots} ballots are improbably alike; two of "
            "them differ in {own}% of the questions, those of others in the same units in {others}%; "
            "{straight} ballots have one answer throughout"
        ),
    ),
    remedy=Message(
        vi="Gọi lại vài người trả lời của điều tra viên này để xác minh. Phiếu vẫn được tính.",
        en="Call some of this interviewer's respondents back. The ballots still count.",
    ),
)
STRAIGHT = FindingKind(
    code="quality_straight",
    problem=Message(
        vi=(
            "{unit}: {straight} trong {ballots} phiếu chỉ có một mức trả lời cho mọi câu ({pct}%), ở các "
            "đơn vị khác {others}%"
        ),
        en=(
            "{unit}: {straight} of {ballots} ballots have one answer throughout ({pct}%), in the other "
            "units {others}%"
        ),
    ),
    remedy=Message(
        vi="Hỏi cách phát và thu phiếu ở đơn vị này; xác minh vài phiếu. Phiếu vẫn được tính.",
        en="Ask how ballots were handed out and collected there; verify some. The ballots still count.",
    ),
)
EQUAL_ROWS = FindingKind(
    code="quality_equal_rows",
    problem=Message(
        vi=(
            "{unit}: {ballots} phiếu kề nhau có câu trả lời giống hệt, thành {rows} dãy; dãy dài nhất "
            "{longest} phiếu, bắt đầu ở ô này"
        ),
        en=(
            "{unit}: {ballots} ballots that follow each other have the same answers, in {rows} row(s); the "
            "longest has {longest} ballots and begins here"
        ),
    ),
    remedy=Message(
        vi=(
            "Nếu trang tính đã được sắp xếp theo câu trả lời thì bỏ qua; nếu không, đối chiếu với phiếu "
            "gốc. Phiếu vẫn được tính."
        ),
        en=(
            "If the sheet was sorted by answers, pass over this; else compare with the originals. The "
            "ballots still count."
        ),
    ),
)
BURST = FindingKind(
    code="quality_burst",
    problem=Message(
        vi=(
            "{unit}: {ballots} phiếu dồn vào {bursts} đợt, mỗi đợt có ít nhất {least} phiếu trong vòng "
            "{seconds} giây; đợt lớn nhất {largest} phiếu, phiếu đầu ở ô này"
        ),
        en=(
            "{unit}: {ballots} ballots came in {bursts} burst(s), each with at least {least} within "
            "{seconds} seconds; the largest has {largest}, its first ballot is here"
        ),
    ),
    remedy=Message(
        vi=(
            "Nếu đó là giờ máy gửi dữ liệu hoặc giờ nhập phiếu giấy thì bỏ qua; nếu là giờ trả lời thì phải "
            "xác minh. Phiếu vẫn được tính."
        ),
        en=(
            "If these are times of sending or of typing paper ballots, pass over this; if of answering, "
            "verify. The ballots still count."
        ),
    ),
)
INTERVIEWER_BURST = FindingKind(
    code="quality_interviewer_burst",
    problem=Message(
        vi=(
            "người thứ {number} trong cột điều tra viên: {ballots} phiếu dồn vào {bursts} đợt, mỗi đợt có "
            "ít nhất {least} phiếu trong vòng {seconds} giây; đợt lớn nhất {largest} phiếu, phiếu đầu ở ô "
            "này"
        ),
        en=(
            "person {number} in the column of interviewers: {ballots} ballots came in {bursts} burst(s), "
            "each with at least {least} within {seconds} seconds; the largest has {largest}, its first "
            "ballot is here"
        ),
    ),
    remedy=Message(
        vi=(
            "Nếu đó là giờ máy gửi dữ liệu hoặc giờ nhập phiếu giấy thì bỏ qua; nếu là giờ trả lời thì phải "
            "xác minh. Phiếu vẫn được tính."
        ),
        en=(
            "If these are times of sending or of typing paper ballots, pass over this; if of answering, "
            "verify. The ballots still count."
        ),
    ),
)

"""Makes the Word templates of the submission, the report and the notice to a unit.

The templates themselves are what counts: open them in Word and edit them there. This script is how the
shipped ones were first laid out, by Nghị định 30/2020/NĐ-CP (văn bản có tên loại). Their wording is
reconstructed after published announcements; it is not an official one.

    python tools/make_letters_docx.py
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_COLOR_INDEX
from docx.shared import Pt
from docx.text.paragraph import Paragraph
from word_layout import (
    ALIGN,
    empty,
    foot,
    head,
    listing,
    mark,
    new_document,
    outlined,
    save,
    set_widths,
    smallest,
    tag,
    text,
    title,
    two_columns,
)

OFFICE, SIGNER = "Sở Nội vụ", "GIÁM ĐỐC"
body = partial(text, size=14, align=ALIGN.JUSTIFY, after=6, indent=12.5)


def agency(cell: Any) -> None:
    """The body above in plain capitals, the department in bold ones with a line 0.4 as long below it."""
    text(cell, "ỦY BAN NHÂN DÂN", 13)
    text(cell, "{{ PROVINCE }}", 13)
    text(cell, OFFICE.upper(), 13, bold=True)
    text(cell, "_" * 4, 13, bold=True, after=4).paragraph_format.line_spacing = Pt(8)


def recipients(first: Sequence[str], cell: Any) -> None:
    """Who gets it, above all those of `first`."""
    text(cell, "Nơi nhận:", 12, bold=True, italic=True, align=ALIGN.LEFT)
    for words in (*first, "- Lưu: VT, CCHC."):
        text(cell, words, 11, align=ALIGN.LEFT)


def signer(cell: Any) -> None:
    """Who signs it; the name is written below."""
    text(cell, SIGNER, 14, bold=True)
    for _ in range(5):
        text(cell, "", 14)


def heading(document: Document, words: str, *, size: float = 14) -> Paragraph:
    """The heading of a part, which stays with what follows."""
    paragraph = body(document, words, size=size, bold=True)
    paragraph.paragraph_format.space_before = Pt(6)
    paragraph.paragraph_format.keep_with_next = True
    return outlined(paragraph, 1)


def caption(document: Document, words: str) -> Paragraph:
    """What stands above a table or below a heading, and stays with it."""
    paragraph = text(document, words, 13, bold=True, align=ALIGN.LEFT, after=4)
    paragraph.paragraph_format.keep_with_next = True
    return paragraph


def table(document: Document, name: str, size: float = 12) -> None:
    """A table of the context with its caption above and some room below."""
    caption(document, f"{{{{ {name}.caption }}}}")
    listing(document, f"{name}.columns", f"{name}.rows", size)
    when(
        document,
        f"{name}.note",
        lambda: text(document, f"{{{{ {name}.note }}}}", 11, italic=True, align=ALIGN.JUSTIFY),
    )
    text(document, "", 8)


def pictures(document: Document, name: str) -> None:
    """Charts one below the other; two of the longest fill a page."""
    tag(document, f"{{%p for chart in {name} %}}")
    text(document, "{{ chart }}", 12, after=4)
    tag(document, "{%p endfor %}")


def block(document: Document, begin: str, inside: Callable[[], object], end: str) -> None:
    """What is repeated, or stands only where there is something to be said."""
    tag(document, f"{{%p {begin} %}}")
    inside()
    tag(document, f"{{%p {end} %}}")


def when(document: Document, condition: str, inside: Callable[[], object]) -> None:
    block(document, f"if {condition}", inside, "endif")


def each(document: Document, loop: str, inside: Callable[[], object]) -> None:
    block(document, f"for {loop}", inside, "endfor")


# --- sentences that several documents have -------------------------------------------------------


def figure(name: str, unit: str) -> str:
    """A figure with what it is measured in."""
    return f"{{{{ {name} | measured({unit}) }}}}"


def earlier(of: str) -> str:
    """ ", tăng 1,20% so với năm 2022 (76,33%)", for each of the earlier years."""
    changed = (
        "{% if own.up %}tăng {{ own.by }}{% elif own.down %}giảm {{ own.by }}"
        "{% else %}không thay đổi{% endif %} so với năm {{ own.year }} "
        f"({figure('own.figure', 'index.unit')})"
    )
    return (
        f"{{% for own in {of}.earlier %}}{{% if loop.first %}}, {{% else %}} và {{% endif %}}{changed}"
        "{% endfor %}"
    )


def overall(document: Document) -> None:
    """The figure of all units of `index`, set against earlier years, and how many are in each band."""
    tag(document, "{%p if index.overall %}")
    body(
        document,
        "{{ index.name }} năm {{ year }} chung {{ index.whole }} đạt "
        f"{figure('index.overall', 'index.unit')} ({{{{ index.units }}}} đơn vị có kết quả){earlier('index')}"
        "{% if index.other_kind %}; {{ index.other_kind }}{% endif %}.",
    )
    tag(document, "{%p else %}")
    body(document, "{{ index.name }} năm {{ year }}: {{ index.units }} đơn vị có kết quả.")
    tag(document, "{%p endif %}")
    when(
        document,
        "index.bands",
        lambda: body(
            document,
            "Trong đó, {% for band in index.bands %}{{ band.units }} đơn vị đạt {{ band.name | within }}"
            "{% if not loop.last %}; {% endif %}{% endfor %}.",
        ),
    )


def results(document: Document) -> None:
    """The groups of `index` in sentences, who is at 100 %, who has no rank."""
    groups(document)
    when(document, "index.full", lambda: full(document))
    when(document, "index.without", lambda: without(document))
    when(document, "index.no_result_units", lambda: no_result(document))


def groups(document: Document) -> None:
    """The groups of `index` from the highest mean down; an only one needs no list."""
    leaders = (
        "{% if group.led_by %}; {{ group.led_by }} đơn vị cùng dẫn đầu với "
        + figure("group.leaders[0].score", "index.unit")
        + "{% elif group.leaders %}; dẫn đầu là {% for own in group.leaders %}{{ own.name }} ("
        + figure("own.score", "index.unit")
        + "{% if own.years > 1 %}, năm thứ {{ own.years }} liên tiếp{% endif %})"
        "{% if not loop.last %}, {% endif %}{% endfor %}{% endif %}"
    )
    mean = f"bình quân {figure('group.mean', 'index.unit')}{earlier('group')}{leaders}"
    result = f"{{% if group.mean %}}{mean}{{% else %}}chưa có kết quả{{% endif %}}."
    tag(document, "{%p if index.groups | length > 1 %}")
    announced(document, "Xếp theo bình quân từ cao xuống thấp, kết quả của các nhóm đơn vị như sau:")
    each(
        document,
        "group in index.groups",
        lambda: body(document, f"- {{{{ group.name }}}} ({{{{ group.units }}}} đơn vị): {result}"),
    )
    tag(document, "{%p else %}")
    each(
        document,
        "group in index.groups",
        lambda: body(
            document, f"Các đơn vị được xếp hạng trong một nhóm ({{{{ group.name | within }}}}): {result}"
        ),
    )
    tag(document, "{%p endif %}")


def full(document: Document) -> None:
    """The units at 100 %, or how many of each group where these are very many."""
    body(
        document,
        "Có {{ index.full_units }} đơn vị đạt "
        "{% if index.above_full %}từ 100% trở lên{% else %}100%{% endif %}: "
        "{% if index.many_full %}{% for group in index.full_groups %}{{ group.name | within }} "
        "{{ group.units }} đơn vị{% if not loop.last %}; {% endif %}{% endfor %}"
        "{% else %}{{ index.full | join(', ') }}{% endif %}.",
    )


def without(document: Document) -> None:
    """The units that have a result and are not ranked, each with the reason."""
    body(document, "Các đơn vị không xếp hạng:").paragraph_format.keep_with_next = True
    each(
        document,
        "own in index.without",
        lambda: body(
            document,
            "- {{ own.name }}: đạt "
            + figure("own.score", "index.unit")
            + "{% if own.reason %}, {{ own.reason }}{% endif %}.",
        ),
    )


def no_result(document: Document) -> None:
    """How many units have no result, and which where they are few."""
    body(
        document,
        "Có {{ index.no_result_units }} đơn vị chưa có kết quả{% if index.no_result %}: "
        "{% for own in index.no_result %}{{ own.name }}{% if own.reason %} ({{ own.reason }}){% endif %}"
        "{% if not loop.last %}; {% endif %}{% endfor %}{% endif %}.",
    )


def collected(document: Document, bullet: str = "") -> None:
    """How much was gathered for `index`."""
    tag(document, "{%p if index.ballots_read %}")
    body(
        document,
        f"{bullet}{{{{ index.name }}}}: tiếp nhận {{{{ index.ballots_read }}}} phiếu, "
        "{% if index.all_valid %}tất cả đều hợp lệ và được đưa vào tính toán{% else %}trong đó "
        "{{ index.ballots_valid }} phiếu hợp lệ được đưa vào tính toán, {{ index.ballots_rejected }} phiếu "
        "bị loại{% endif %}; {{ index.units }} đơn vị có kết quả.",
    )
    tag(document, "{%p else %}")
    body(
        document,
        f"{bullet}{{{{ index.name }}}}: tổng hợp điểm của các đơn vị; {{{{ index.units }}}} đơn vị có "
        "kết quả.",
    )
    tag(document, "{%p endif %}")


def attached(document: Document, about: str, kind: str, symbol: str) -> None:
    """The head of an appendix: what it is, line by line, and to which document it belongs."""
    for words in ("Phụ lục", *about.splitlines()):
        text(document, words, 14, bold=True).paragraph_format.keep_with_next = True
    text(
        document,
        f"(Kèm theo {kind} số {{{{ number }}}}/{symbol} {{{{ date }}}} của {OFFICE})",
        13,
        italic=True,
        after=6,
    )


def announced(document: Document, words: str) -> None:
    """What announces a list, and stays on the page where it begins."""
    body(document, words).paragraph_format.keep_with_next = True


def last(document: Document, words: str) -> None:
    """The last sentence: nobody signs a page without a word of it."""
    body(document, words).paragraph_format.keep_with_next = True


# --- the submission ------------------------------------------------------------------------------


def submission() -> None:
    document = new_document()
    head(document, agency, "Số: {{ number }}/{{ symbol }}")
    title(document, "TỜ TRÌNH", "{{ about }}")
    text(document, "Kính gửi: {{ issuer_short }}", 14, after=10)
    each(document, "base in bases", lambda: body(document, "{{ base }}", italic=True))
    body(
        document,
        f"{OFFICE} báo cáo quá trình thực hiện, kết quả xác định các chỉ số năm {{{{ year }}}} và kính trình "
        "{{ issuer_short }} xem xét, công bố như sau:",
    )
    heading(document, "I. QUÁ TRÌNH THỰC HIỆN")
    body(
        document,
        f"{OFFICE} đã chủ trì, phối hợp với các cơ quan, đơn vị thu thập phiếu khảo sát và điểm đánh giá; "
        "kiểm tra, loại phiếu không hợp lệ; tính điểm, xếp hạng theo bộ tiêu chí. Cụ thể:",
    )
    each(document, "index in indices", lambda: collected(document, "- "))
    heading(document, "II. KẾT QUẢ")
    tag(document, "{%p for index in indices %}")
    heading(document, "{{ loop.index }}. {{ index.name }}")
    overall(document)
    results(document)
    table(document, "index.table")
    tag(document, "{%p endfor %}")
    when(document, "heads", lambda: head_ratings(document))
    heading(document, "III. KIẾN NGHỊ")
    body(
        document,
        f"{OFFICE} kính trình {{{{ issuer_short }}}} xem xét, ký ban hành Quyết định theo dự thảo (trích "
        "yếu: “{{ subject }}”).",
    )
    last(
        document,
        "Gửi kèm theo Tờ trình này: dự thảo Quyết định và các phụ lục kết quả của từng đơn vị./.",
    )
    foot(document, partial(recipients, ("- Như trên;",)), signer)
    smallest(text(document, "", 1))
    save(document, "submission.docx", "Tờ trình")


def head_ratings(document: Document) -> None:
    """The ratings of heads, group by group."""
    heading(document, "{{ indices | length + 1 }}. Kết quả đánh giá, xếp loại người đứng đầu")
    rated = (
        "{% for own in group.classes %}{% if own.heads %}{{ own.heads | join(', ') }}"
        "{% else %}{{ own.units }} người đứng đầu{% endif %} xếp loại “{{ own.name }}”"
        "{% if not loop.last %}; {% endif %}{% endfor %}"
    )
    each(
        document,
        "group in heads",
        lambda: body(document, f"- Đối với {{{{ group.name | within }}}}: {rated}."),
    )


# --- the report ----------------------------------------------------------------------------------


def chart_groups(document: Document, name: str) -> None:
    """Group by group: its name, its charts."""
    tag(document, f"{{%p for group in {name} %}}")
    caption(document, "{{ loop.index }}. {{ group.title }}")
    pictures(document, "group.charts")
    tag(document, "{%p endfor %}")


def rankings(document: Document) -> None:
    heading(document, "{{ section.rankings }}. XẾP HẠNG THEO NHÓM")
    tag(document, "{%p for group in rankings %}")
    caption(document, "{{ loop.index }}. {{ group.title }}")
    body(document, "{{ group.mean }}.").paragraph_format.keep_with_next = True
    pictures(document, "group.charts")
    table(document, "group.table", 11)
    tag(document, "{%p endfor %}")


def changes(document: Document) -> None:
    heading(document, "{{ section.changes }}. THAY ĐỔI SO VỚI NĂM TRƯỚC")
    chart_groups(document, "changes")


def heat(document: Document) -> None:
    heading(document, "{{ section.heat }}. KẾT QUẢ THEO {{ shortcomings.part | upper }}")
    each(document, "group in heat", lambda: table(document, "group.table", 10))


def priorities(document: Document) -> None:
    heading(document, "{{ section.priorities }}. MỨC ĐỘ QUAN TRỌNG VÀ KẾT QUẢ")
    body(document, "{{ priorities.explained }}").paragraph_format.keep_with_next = True
    text(document, "{{ priorities.chart }}", 12, after=4)
    table(document, "priorities.table", 10)


def answers(document: Document) -> None:
    heading(document, "{{ section.answers }}. CÂU TRẢ LỜI THEO TIÊU CHÍ")
    body(
        document,
        "Mỗi thanh là 100% số câu trả lời nằm trong thang đo của một tiêu chí; số ở bên phải là điểm của "
        "tiêu chí đó.",
    ).paragraph_format.keep_with_next = True
    tag(document, "{%p for part in answers %}")
    caption(document, "{{ loop.index }}. {{ part.title }} ({{ part.score | measured('%') }})")
    pictures(document, "part.charts")
    table(document, "part.table", 10)
    tag(document, "{%p endfor %}")


def others(document: Document) -> None:
    heading(document, "{{ section.others }}. CÂU HỎI KHÁC CỦA PHIẾU")
    body(document, "Các câu hỏi này không tham gia tính chỉ số.").paragraph_format.keep_with_next = True
    tag(document, "{%p for question in others %}")
    caption(document, "{{ loop.index }}. {{ question.title }}")
    pictures(document, "question.charts")
    table(document, "question.table", 11)
    tag(document, "{%p endfor %}")


def respondents(document: Document) -> None:
    heading(document, "{{ section.respondents }}. NGƯỜI TRẢ LỜI")
    tag(document, "{%p for trait in respondents %}")
    when(document, "trait.chart", lambda: text(document, "{{ trait.chart }}", 12, after=4))
    table(document, "trait.table", 11)
    tag(document, "{%p endfor %}")


def intake(document: Document) -> None:
    heading(document, "{{ section.intake }}. PHIẾU VÀ SỐ LIỆU KHÔNG ĐƯỢC TÍNH")
    when(document, "intake.told", lambda: body(document, "{{ intake.told }}"))
    when(document, "intake.outcomes", lambda: table(document, "intake.outcomes", 11))
    when(document, "intake.findings", lambda: table(document, "intake.findings", 11))


def criteria(document: Document) -> None:
    heading(document, "{{ section.criteria }}. DANH MỤC TIÊU CHÍ")
    table(document, "criteria", 10)


def method(document: Document) -> None:
    heading(document, "{{ section.method }}. PHƯƠNG PHÁP")
    each(document, "rule in method", lambda: body(document, "- {{ rule.what }}: {{ rule.how }}"))


def to_write(document: Document, what: str) -> None:
    """A place that no figure can fill, marked so that nobody overlooks it."""
    paragraph = body(document, f"[Cần viết: {what}.]")
    for marked in paragraph.runs:
        marked.font.highlight_color = WD_COLOR_INDEX.YELLOW


def weak_points(document: Document) -> None:
    """What the figures tell of shortcomings."""
    unit = "index.unit"
    told = (
        (
            "shortcomings.lowest",
            "- Đứng cuối các nhóm: {% for own in shortcomings.lowest %}{{ own.units | join(', ') }} "
            f"({figure('own.score', unit)}) của nhóm {{{{ own.name | within }}}}"
            "{% if not loop.last %}; {% endif %}{% endfor %}.",
        ),
        (
            "shortcomings.fallen",
            "- So với năm {{ shortcomings.since }}, {{ shortcomings.fallen_units }} trên "
            "{{ shortcomings.compared_units }} đơn vị có kết quả giảm; giảm nhiều nhất: "
            "{% for own in shortcomings.fallen %}{{ own.name }} (giảm {{ own.by }})"
            "{% if not loop.last %}, {% endif %}{% endfor %}.",
        ),
        (
            "shortcomings.weakest_parts",
            "{% for own in shortcomings.weakest_parts %}- {{ shortcomings.part | capitalize }} có kết quả "
            "thấp nhất: {{ own.name }} ({{ own.score }}).{% endfor %}",
        ),
        (
            "shortcomings.weakest",
            "- {{ shortcomings.criterion | capitalize }} có kết quả thấp nhất: "
            "{% for own in shortcomings.weakest %}{{ own.name }} ({{ own.score }})"
            "{% if not loop.last %}; {% endif %}{% endfor %}.",
        ),
        (
            "index.ballots_read and not index.all_valid",
            "- {{ index.ballots_rejected }} phiếu không hợp lệ, bị loại.",
        ),
    )
    for condition, words in told:
        when(document, condition, partial(body, document, words))


def report() -> None:
    document = new_document()
    head(document, agency, "Số: {{ number }}/BC-SNV")
    title(document, "BÁO CÁO", "Kết quả {{ index.name }} năm {{ year }} trên địa bàn {{ province }}")
    body(
        document,
        f"{OFFICE} báo cáo kết quả xác định {{{{ index.name }}}} năm {{{{ year }}}} của các cơ quan, đơn vị "
        "trên địa bàn {{ province }} như sau:",
    )
    heading(document, "I. ĐÁNH GIÁ CHUNG")
    collected(document)
    overall(document)
    to_write(document, "đánh giá chung về việc chỉ đạo, tổ chức thực hiện trong năm {{ year }}")
    heading(document, "II. KẾT QUẢ")
    results(document)
    body(document, "Xếp hạng của từng đơn vị và số liệu chi tiết được nêu tại Phụ lục kèm theo.")
    heading(document, "III. TỒN TẠI, HẠN CHẾ")
    weak_points(document)
    to_write(document, "tồn tại, hạn chế trong tổ chức thực hiện mà số liệu không cho thấy")
    heading(document, "IV. NGUYÊN NHÂN")
    to_write(document, "nguyên nhân khách quan, chủ quan của các tồn tại, hạn chế nêu trên")
    heading(document, "V. GIẢI PHÁP")
    when(
        document,
        "shortcomings.improve",
        lambda: body(
            document,
            "Theo mức độ quan trọng và kết quả, cần ưu tiên cải thiện: "
            "{{ shortcomings.improve | join('; ') }}.",
        ),
    )
    to_write(
        document, "giải pháp, cơ quan thực hiện, thời hạn trong năm {{ next_year }} và những năm tiếp theo"
    )
    last(
        document,
        f"Trên đây là báo cáo kết quả {{{{ index.name }}}} năm {{{{ year }}}} của {OFFICE}./.",
    )
    foot(document, partial(recipients, ("- UBND {{ province }} (để báo cáo);",)), signer)
    document.add_section(WD_SECTION.NEW_PAGE)
    smallest(document.paragraphs[-1])
    attached(document, "SỐ LIỆU CHI TIẾT {{ index.name | upper }} NĂM {{ year }}", "Báo cáo", "BC-SNV")
    heading(document, "{{ section.results }}. TỔNG HỢP")
    table(document, "index.table")
    rankings(document)
    for part in (changes, heat, priorities, answers, others, respondents, intake, criteria):
        when(document, part.__name__, partial(part, document))
    method(document)
    smallest(text(document, "", 1))
    save(document, "report.docx", "Báo cáo")


# --- the notice to a unit ------------------------------------------------------------------------


def told(document: Document) -> None:
    """The result of the unit under one index, in a sentence."""
    score = figure("sheet.score", "sheet.unit")
    band = "{% if sheet.band %}, xếp loại {{ sheet.band | within }}{% endif %}"
    tag(document, "{%p if sheet.rank %}")
    body(
        document,
        f"- {{{{ sheet.name }}}}: đạt {score}, xếp hạng {{{{ sheet.rank }}}}"
        "{% if sheet.tied %} (đồng hạng){% endif %} trên {{ sheet.ranked }} đơn vị của nhóm "
        f"{{{{ sheet.group | within }}}}{band}; bình quân nhóm là {figure('sheet.mean', 'sheet.unit')}."
        f"{before()}",
    )
    tag(document, "{%p elif sheet.score %}")
    body(
        document,
        f"- {{{{ sheet.name }}}}: đạt {score}{band}, không xếp hạng{{% if sheet.note %}} "
        f"({{{{ sheet.note }}}}){{% endif %}}.{before()}",
    )
    tag(document, "{%p else %}")
    body(
        document,
        "- {{ sheet.name }}: chưa có kết quả{% if sheet.note %} ({{ sheet.note }}){% endif %}.",
    )
    tag(document, "{%p endif %}")


def before() -> str:
    """What moved since the earlier year, as far as it is known."""
    score = (
        "{% if sheet.before.by %}{% if sheet.before.up %}tăng {{ sheet.before.by }}"
        "{% elif sheet.before.down %}giảm {{ sheet.before.by }}{% else %}không thay đổi{% endif %}"
        " (năm {{ sheet.before.year }}: " + figure("sheet.before.score", "sheet.unit") + ")"
        "{% if sheet.before.places %}; {% endif %}{% endif %}"
    )
    rank = (
        "{% if sheet.before.places %}{% if sheet.before.risen %}tăng {{ sheet.before.places }} bậc"
        "{% elif sheet.before.fallen %}giảm {{ sheet.before.places }} bậc{% else %}giữ nguyên thứ hạng"
        "{% endif %} (năm {{ sheet.before.year }}: hạng {{ sheet.before.rank }}"
        "{% if sheet.before.ranked %}/{{ sheet.before.ranked }}{% endif %}){% endif %}"
    )
    return (
        "{% if sheet.before and (sheet.before.by or sheet.before.places) %} So với năm "
        "{{ sheet.before.year }}: " + score + rank + ".{% endif %}"
    )


def facts(document: Document) -> None:
    """What is said of the unit first: two columns without lines of a grid."""
    place = document.add_table(rows=3, cols=2, style="Table Grid")
    place.autofit = False
    place.alignment = WD_TABLE_ALIGNMENT.CENTER
    set_widths(place, (65, 100))
    lines = (("{%tr for fact in sheet.facts %}", ""), ("{{ fact.label }}", "{{ fact.value }}"))
    for row, words in zip(place.rows, (*lines, ("{%tr endfor %}", "")), strict=True):
        mark(row, "w:cantSplit")
        for cell, word in zip(row.cells, words, strict=True):
            empty(cell)
            text(cell, word, 12, align=ALIGN.LEFT)


def side(document: Document, words: str, name: str) -> None:
    """Strengths or weaknesses."""
    caption(document, words).paragraph_format.space_before = Pt(6)
    tag(document, f"{{%p if {name} %}}")
    tag(document, f"{{%p for own in {name} %}}")
    text(document, "- {{ own }}", 12, align=ALIGN.JUSTIFY, after=3)
    tag(document, "{%p endfor %}")
    tag(document, "{%p else %}")
    text(document, "Không có.", 12, align=ALIGN.LEFT, after=3)
    tag(document, "{%p endif %}")


def sheet(document: Document) -> None:
    """The score sheet under one index."""
    heading(document, "{% if sheets | length > 1 %}{{ loop.index }}. {% endif %}{{ sheet.name }}")
    text(
        document, "Nhóm: {{ sheet.group | within }}", 12, align=ALIGN.LEFT, after=4
    ).paragraph_format.keep_with_next = True
    facts(document)
    text(document, "", 8)
    when(document, "sheet.chart", lambda: text(document, "{{ sheet.chart }}", 12, after=4))
    when(document, "sheet.parts", lambda: table(document, "sheet.parts", 11))
    when(document, "sheet.sources", lambda: table(document, "sheet.sources", 11))
    tag(document, "{%p if sheet.strengths or sheet.weaknesses %}")
    side(document, "Điểm mạnh so với nhóm", "sheet.strengths")
    side(document, "Điểm yếu so với nhóm", "sheet.weaknesses")
    text(document, "", 8)
    tag(document, "{%p endif %}")
    when(document, "sheet.criteria", lambda: table(document, "sheet.criteria", 10))
    when(
        document,
        "sheet.hidden",
        lambda: text(document, "{{ sheet.hidden }}", 12, italic=True, align=ALIGN.JUSTIFY, after=4),
    )


def notice() -> None:
    document = new_document()
    head(document, agency, "Số: {{ number }}/TB-SNV", circulation="LƯU HÀNH NỘI BỘ")
    title(document, "THÔNG BÁO", "Kết quả xác định chỉ số năm {{ year }} của {{ organ }}")
    itself = "{% if to_itself %}Sở{% else %}{{ organ }}{% endif %}"
    body(
        document,
        f"{OFFICE} thông báo kết quả xác định chỉ số năm {{{{ year }}}} của {itself} như sau:",
    )
    each(document, "sheet in sheets", lambda: told(document))
    asked = (
        f"{{% if to_itself %}}Các phòng, đơn vị thuộc {OFFICE}{{% else %}}{OFFICE} đề nghị "
        "{{ organ }}{% endif %} căn cứ kết quả trên rút kinh nghiệm, xác định giải pháp khắc phục hạn chế, "
        "nâng cao chất lượng phục vụ người dân, tổ chức trong năm {{ next_year }} và những năm tiếp theo./."
    )
    tag(document, "{%p if scored %}")
    body(
        document,
        "Phiếu điểm chi tiết, có so sánh với bình quân nhóm, nêu điểm mạnh và điểm yếu, được gửi kèm theo "
        "Thông báo này.",
    )
    last(document, asked)
    tag(document, "{%p else %}")
    last(
        document,
        f"{OFFICE} thông báo để {{% if to_itself %}}các phòng, đơn vị thuộc Sở{{% else %}}{{{{ organ }}}}"
        "{% endif %} biết, thực hiện./.",
    )
    tag(document, "{%p endif %}")
    to = "{% if to_itself %}- Các phòng, đơn vị thuộc Sở;{% else %}- {{ organ }};{% endif %}"
    foot(document, partial(recipients, (to,)), signer)
    document.add_section(WD_SECTION.NEW_PAGE)
    smallest(document.paragraphs[-1])
    attached(document, "PHIẾU ĐIỂM NĂM {{ year }}\n{{ unit }}", "Thông báo", "TB-SNV")
    each(document, "sheet in sheets", lambda: sheet(document))
    smallest(text(document, "", 1))
    save(document, "notice.docx", "Thông báo")


# --- the list of documents -----------------------------------------------------------------------


def handover() -> None:
    document = new_document()
    head(document, agency, "")
    title(document, "BẢNG KÊ VĂN BẢN", "Công bố kết quả năm {{ year }} trên địa bàn {{ province }}")
    body(
        document,
        "Các tệp dưới đây được lập từ kết quả đã chốt của năm {{ year }}. Mã SHA-256 của tệp thay đổi khi "
        "nội dung tệp thay đổi; đối chiếu bằng tệp {{ checksums }} gửi kèm.",
    )
    table(document, "files", 10)
    last(document, "Bảng kê có {{ count }} tệp./.")
    left, right = two_columns(document, (82, 83)).rows[0].cells
    for cell, words in ((left, "NGƯỜI NHẬN"), (right, "NGƯỜI LẬP")):
        text(cell, words, 14, bold=True)
        text(cell, "(Ký, ghi rõ họ tên)", 13, italic=True)
        for _ in range(4):
            text(cell, "", 14)
    smallest(text(document, "", 1))
    save(document, "handover.docx", "Bảng kê văn bản")


def main() -> None:
    submission()
    report()
    notice()
    handover()


if __name__ == "__main__":
    main()

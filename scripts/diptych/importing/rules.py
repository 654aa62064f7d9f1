"""Why a received file is refused: where, what, what was expected, what to do."""

from __future__ import annotations

from diptych.model.problem import Severity, rule

_ERROR = Severity.ERROR

TOO_LARGE = rule(
    "D301",
    _ERROR,
    "the file has {size} bytes; an article may have {limit}",
    "Import one article, not a book or a whole site; leave out embedded images.",
    "tệp có {size} byte; một bài chỉ được tối đa {limit} byte",
    "Hãy nhập từng bài một, không nhập cả cuốn sách hay cả trang web; bỏ các ảnh nhúng trong tệp.",
)
NOT_UTF8 = rule(
    "D302",
    _ERROR,
    "the file is not text in UTF-8: byte {byte} is the first that does not fit",
    "Open it in a text editor, save it as UTF-8 and add it again. A Word or PDF file has to be saved as text first.",
    "tệp không phải văn bản UTF-8: byte thứ {byte} là chỗ sai đầu tiên",
    "Mở tệp bằng trình soạn thảo, lưu lại với bảng mã UTF-8 rồi thêm lại. Tệp Word hay PDF phải xuất ra văn bản trước.",
)
UNKNOWN_CHARSET = rule(
    "D303",
    _ERROR,
    "the page says that it is written in “{charset}”, which is unknown here or does not fit its bytes",
    "Save the page as UTF-8 and add it again.",
    "trang khai báo bảng mã “{charset}”, nhưng bảng mã này không được hỗ trợ hoặc không khớp với nội dung tệp",
    "Lưu lại trang với bảng mã UTF-8 rồi thêm lại.",
)
FORBIDDEN = rule(
    "D304",
    _ERROR,
    "the line holds {character}, a character that is never text",
    "Delete the character; if the whole file is full of them, save it again as UTF-8.",
    "dòng này có ký tự {character}, không bao giờ là chữ trong văn bản",
    "Xóa ký tự đó; nếu cả tệp đầy những ký tự như vậy, hãy lưu lại tệp với bảng mã UTF-8.",
)
NO_TEXT = rule(
    "D305",
    _ERROR,
    "no article text was found in the file",
    "Check that the file holds the article itself; if it is a saved page, copy the article's text into a .txt file.",
    "không tìm thấy nội dung bài viết trong tệp",
    "Kiểm tra xem tệp có đúng là bài viết không; nếu là trang web đã lưu, hãy chép phần chữ của bài vào một tệp .txt.",
)
TWO_TITLES = rule(
    "D306",
    _ERROR,
    "the text has two titles: line {first} and line {line} both are headings of level 1; one was expected",
    "Keep one `# ` heading as the title and make the other a `## ` heading.",
    "văn bản có hai tiêu đề: dòng {first} và dòng {line} đều là đề mục cấp 1; chỉ được có một",
    "Giữ một dòng `# ` làm tiêu đề, đổi dòng kia thành đề mục `## `.",
)
TOO_DEEP = rule(
    "D307",
    _ERROR,
    "more than {limit} levels are nested in one another from this line on",
    "Flatten the lists, quotations or boxes, or copy the article's text into a .txt file.",
    "từ dòng này có hơn {limit} tầng lồng vào nhau",
    "Bớt các danh sách, trích dẫn hay khung lồng nhau, hoặc chép phần chữ của bài vào một tệp .txt.",
)
LOST = rule(
    "D309",
    _ERROR,
    "the page cannot be read without loss; this is missing: “{missing}”",
    "Copy the article's text into a .txt or .md file and add that.",
    "không thể đọc trang này mà không mất chữ; phần bị thiếu: “{missing}”",
    "Chép phần chữ của bài vào một tệp .txt hoặc .md rồi thêm tệp đó.",
)
NOT_WRITABLE = rule(
    "D310",
    _ERROR,
    "this block does not read back as itself once it stands among the others: “{block}”",
    "Simplify its marks, or separate it from its neighbours by a blank line.",
    "khối này khi đứng cạnh các khối khác thì đọc lại không còn như cũ: “{block}”",
    "Hãy bớt dấu định dạng trong khối, hoặc thêm một dòng trống trước và sau khối.",
)

"""What the commands say, in English and Vietnamese."""

from __future__ import annotations

import re
from collections.abc import Mapping

_SAYINGS: Mapping[str, tuple[str, str]] = {
    "no_command": ("there is no command `{name}`{near}", "không có lệnh `{name}`{near_vi}"),
    "which_command": ("no command was given", "chưa có lệnh nào"),
    "command_help": (
        "diptych COMMAND --help says what a command takes.",
        "diptych COMMAND --help cho biết lệnh nhận những tham số nào.",
    ),
    "begun": (
        "The new archive is in {folder}, in a git repository. Next: cd {folder}, make site.",
        "Kho mới nằm trong {folder}, đã có kho git. Tiếp theo: cd {folder}, make site.",
    ),
    "begun_without_git": (
        "The new archive is in {folder}, without a git repository: git is not installed. Next: cd {folder}, make site.",
        "Kho mới nằm trong {folder}. Máy chưa cài git nên kho chưa có kho git. Tiếp theo: cd {folder}, make site.",
    ),
    "ask_name": ("Name of the archive (may stay empty): ", "Tên của kho (có thể bỏ trống): "),
    "ask_languages": (
        "Languages of the site, its own first, as tags [vi,en]: ",
        "Các ngôn ngữ của trang, ngôn ngữ chính trước, ghi bằng mã [vi,en]: ",
    ),
    "ask_licence": (
        "Licence of the texts: CC BY 4.0, CC BY-SA 4.0, CC BY-NC 4.0, CC BY-NC-SA 4.0, CC BY-ND 4.0, CC0 1.0 "
        "[none yet]: ",
        "Giấy phép của các văn bản: CC BY 4.0, CC BY-SA 4.0, CC BY-NC 4.0, CC BY-NC-SA 4.0, CC BY-ND 4.0, CC0 1.0 "
        "[chưa chọn]: ",
    ),
    "ask_host": (
        "Git host: github, gitlab, gitea or none [github]: ",
        "Trang git: github, gitlab, gitea hoặc none (không có) [github]: ",
    ),
    "upgrade_writes": ("writes   {path}", "ghi      {path}"),
    "upgrade_removes": (
        "removes  {path} ({count:file}, as the tool wrote them)",
        "bỏ       {path} ({count} tệp, còn như lúc công cụ ghi)",
    ),
    "upgrade_keeps": (
        "keeps    {path}, which has been changed here",
        "giữ      {path}, vì tệp này đã được sửa ở đây",
    ),
    "upgrade_nothing": (
        "The archive is at version {version} already; nothing was changed.",
        "Kho đã ở phiên bản {version}; không có gì thay đổi.",
    ),
    "upgrade_planned": (
        "This is what an upgrade to {version} would change. Nothing was changed.",
        "Trên đây là những gì sẽ thay đổi khi nâng lên {version}. Chưa thay đổi gì.",
    ),
    "upgraded": (
        "The archive is at version {version}. Look at the changes with git diff, then run make site.",
        "Kho đã ở phiên bản {version}. Hãy xem các thay đổi bằng git diff rồi chạy make site.",
    ),
    "added": (
        "Added `{id}`: {blocks:block}. The original is kept as {original}.",
        "Đã thêm `{id}`: {blocks} khối. Bản gốc được giữ ở {original}.",
    ),
    "not_archived": (
        "No archived copy of the page is on record. Make one at {save} and write its address into article.yml, "
        "as `archived_url`.",
        "Chưa có bản chụp nào của trang được ghi lại. Hãy tạo một bản ở {save} rồi ghi địa chỉ của nó vào article.yml, "
        "mục `archived_url`.",
    ),
    "no_rights": (
        "Rights not stated. Add the line `rights: …` to {record}: a licence, or who holds the rights. The licence in "
        "archive.yml is only for what the archive itself wrote.",
        "Chưa rõ bản quyền. Hãy thêm dòng `rights: …` vào {record}: giấy phép hoặc người giữ bản quyền. Giấy phép "
        "trong archive.yml chỉ dành cho bài do kho tự viết.",
    ),
    "left_out": ("Left out as page furniture:", "Đã bỏ các phần phụ của trang:"),
    "next_translate": (
        "Next: diptych translate {id}, then diptych build.",
        "Tiếp theo: diptych translate {id}, rồi diptych build.",
    ),
    "planned": (
        "{article} → {language}: {wanted:block} to translate.",
        "{article} → {language}: {wanted} khối cần dịch.",
    ),
    "planned_known": (
        "Known already: {known:block}. To ask engines for: {characters:character}. Nothing was changed.",
        "Đã có sẵn: {known} khối. Cần hỏi máy dịch: {characters} ký tự. Chưa thay đổi gì.",
    ),
    "planned_similar": (
        "For {similar:block} the archive holds something like it: diptych suggest shows what.",
        "Kho có những đoạn giống {similar} khối trong số này: lệnh diptych suggest sẽ cho xem.",
    ),
    "suggested": (
        "{article} → {language} {block}: {score}% like {origin}",
        "{article} → {language} {block}: giống {score}% với {origin}",
    ),
    "nothing_like": (
        "The archive holds nothing like what is missing.",
        "Kho không có đoạn nào giống phần còn thiếu.",
    ),
    "candidates": (
        "{language}: {count:candidate} that the glossary does not hold yet",
        "{language}: {count} cụm từ chưa có trong bảng thuật ngữ",
    ),
    "candidate": (
        "{form}  ({count:time}, {articles:article}){facing}",
        "{form}  ({count} lần, {articles} bài){facing}",
    ),
    "nothing": ("Nothing to translate.", "Không có gì cần dịch."),
    "drafted": ("{count:block} drafted by {engine}.", "{count} khối do {engine} dịch nháp."),
    "missing": (
        "{article} → {language}: still missing {blocks} ({reasons})",
        "{article} → {language}: vẫn chưa có bản dịch {blocks} ({reasons})",
    ),
    "no_engine": ("no engine was asked", "không hỏi máy dịch nào"),
    "all_missing": (
        "Still missing: {count:block}. Each place is marked in the translation; people can write there too.",
        "Còn {count} khối chưa dịch. Chỗ của từng khối được đánh dấu trong bản dịch; ai cũng có thể viết vào đó.",
    ),
    "closed": ("{engine} was not asked any more: {reason}", "Đã ngừng hỏi {engine}: {reason}"),
    "reviewed": (
        "Noted: {count:block} read by {name}, in the wording that stands now.",
        "Đã ghi: {name} đã đọc {count} khối, theo câu chữ hiện tại.",
    ),
    "verified": (
        "Verified: {originals:original} ({without:article} without one), {translations:translation}, "
        "{pages:generated page}; {errors:error}, {warnings:warning}.",
        "Đã đối chiếu {originals} bản gốc ({without} bài không có bản gốc), {translations} bản dịch, "
        "{pages} trang do máy tạo; {errors} lỗi, {warnings} cảnh báo.",
    ),
    "withdrawn": (
        "`{id}` is withdrawn: the next build shows only its record and the reason. "
        "Its texts stay in this folder and in git's history.",
        "Đã rút `{id}`: lần dựng sau chỉ còn phiếu mô tả và lý do. "
        "Văn bản vẫn nằm trong thư mục này và trong lịch sử git.",
    ),
    "review_left": ("Not reviewed yet: {blocks}", "Chưa hiệu đính: {blocks}"),
    "built": (
        "{articles:article}, {terms:term}: {pages:page}, {changed} changed.",
        "{articles} bài, {terms} thuật ngữ: {pages} trang, {changed} trang thay đổi.",
    ),
    "serving": (
        "Open {address}. What you save is shown at once; Ctrl+C stops.",
        "Hãy mở {address}. Lưu là thấy ngay; Ctrl+C để dừng.",
    ),
    "saved": ("{paths}: {changed:page} changed.", "{paths}: {changed} trang thay đổi."),
    "site": ("The site is in site/. Open it: {open}", "Trang nằm trong site/. Mở bằng: {open}"),
    "site_same": ("The site in site/ is up to date.", "Trang trong site/ đã là bản mới nhất."),
    "export_same": ("{path} is up to date.", "{path} đã là bản mới nhất."),
    "export_left_out": (
        "Left out, because they have no text in {language}: {ids}",
        "Không đưa vào, vì chưa có văn bản {language}: {ids}",
    ),
    "imported": (
        "Taken: {taken:block}. Unchanged: {unchanged}. Empty: {empty}. Not taken: {left}.",
        "Đã nhận {taken} khối. Không đổi: {unchanged}. Để trống: {empty}. Không nhận: {left}.",
    ),
    "imported_dry": ("Nothing was changed.", "Chưa thay đổi gì."),
    "not_taken": (
        "{place}: {article} → {language} {block}: not taken: {why}",
        "{place}: {article} → {language} {block}: không nhận: {why}",
    ),
    "not_taken_here": ("    in the archive: {text}", "    trong kho: {text}"),
    "not_taken_given": ("    in the file:    {text}", "    trong tệp: {text}"),
    "terms_exported": ("{terms:term} in {path}.", "Đã ghi {terms} thuật ngữ vào {path}."),
    "terms_imported": (
        "New: {new:term}. Changed: {changed:term}. Unchanged: {unchanged}. Not taken: {left}.",
        "Thêm {new} thuật ngữ, sửa {changed}. Không đổi: {unchanged}. Không nhận: {left}.",
    ),
    "term_not_taken": ("{place}: {id}: not taken: {why}", "{place}: {id}: không nhận: {why}"),
    "term_differs": (
        "    {column}: in the archive “{here}”, in the file “{given}”",
        "    {column}: trong kho “{here}”, trong tệp “{given}”",
    ),
    # Why a row of an imported glossary is not taken.
    "term_broken": ("the row has too few or too many cells", "dòng này thiếu hoặc thừa ô"),
    "term_conflict": (
        "the term was changed here since the export, or is here already; join the two by hand",
        "thuật ngữ đã được sửa ở đây sau khi xuất, hoặc đã có sẵn; hãy tự ghép hai bản",
    ),
    "term_control": ("it holds a character that no text may hold", "có ký tự mà văn bản không được phép chứa"),
    "term_double": ("the file has this term more than once", "tệp có thuật ngữ này nhiều lần"),
    "term_gone": ("the term is no longer in the glossary", "thuật ngữ này không còn trong bảng"),
    "term_id": (
        "it has no id: small letters a–z, digits and single hyphens",
        "chưa có mã hợp lệ: chỉ gồm chữ thường a–z, chữ số và dấu gạch nối đơn",
    ),
    "term_wrong": ("its cells do not make a term", "các ô không hợp thành một thuật ngữ"),
    # Why a unit of an imported file is not taken.
    "left_altered": (
        "the source in the file is not the article's any more, and the reference does not tell what it was",
        "nguyên bản ghi trong tệp không còn khớp với bài, mà mã tham chiếu cũng không cho biết đó là đoạn nào",
    ),
    "left_ambiguous": (
        "several paragraphs have this source, and the file does not tell which is meant",
        "nhiều đoạn có cùng nguyên bản này, mà tệp không cho biết là đoạn nào",
    ),
    "left_article": ("there is no such article in this archive", "kho này không có bài ấy"),
    "left_block": ("no paragraph here has this source", "không đoạn nào ở đây có nguyên bản này"),
    "left_blocks": (
        "it is not as many paragraphs as stand in its place; blank lines divide paragraphs",
        "số đoạn không khớp với chỗ của nó; dòng trống ngăn cách các đoạn",
    ),
    "left_broken": ("the unit cannot be read", "không đọc được đơn vị này"),
    "left_codes": (
        "the tool has put in codes that stand for no text",
        "công cụ đã chèn những mã không ứng với chữ nào",
    ),
    "left_conflict": (
        "the translation was changed here since the export; join the two by hand",
        "bản dịch ở đây đã được sửa sau khi xuất tệp; hãy tự ghép hai bản",
    ),
    "left_control": (
        "it holds a character that no text may hold",
        "có ký tự mà văn bản không được phép chứa",
    ),
    "left_copy": ("it is a copy of its source", "vẫn chép nguyên văn bản nguồn"),
    "left_double": (
        "the file has two different translations of this paragraph",
        "tệp có hai bản dịch khác nhau cho đoạn này",
    ),
    "left_fuzzy": (
        "it is marked as unfinished (fuzzy, or to be reviewed)",
        "còn mang dấu chưa xong (fuzzy, hoặc cần xem lại)",
    ),
    "left_gone": (
        "its paragraph is no longer in the article as it was",
        "đoạn này không còn trong bài như trước",
    ),
    "left_language": (
        "its languages are not those of the article, or the file does not name them",
        "ngôn ngữ không khớp với bài, hoặc tệp không ghi ngôn ngữ",
    ),
    "left_mark": (
        "it holds a mark of the archive's or of git's, not a translation",
        "có dấu riêng của kho hoặc của git, không phải bản dịch",
    ),
    "left_neighbours": (
        "it would run together with the paragraphs around it",
        "sẽ dính vào các đoạn xung quanh",
    ),
    "left_omitted": (
        "a translator has left this paragraph out on purpose; take the mark out of the text first",
        "người dịch đã chủ ý lược bỏ đoạn này; hãy bỏ dấu ấy khỏi văn bản trước",
    ),
    "left_part": (
        "it is a sentence of a paragraph, or a paragraph without its marks; use XLIFF, PO or TSV to mend it",
        "chỉ là một câu của đoạn, hoặc đoạn đã mất dấu định dạng; muốn sửa hãy dùng XLIFF, PO hoặc TSV",
    ),
    "left_plural": ("it has plural forms", "có các dạng số nhiều"),
    "left_too-much": (
        "it is more than an article can hold",
        "vượt quá mức một bài chứa được",
    ),
    "alike": ("(and {n} more places: {places})", "(và {n} chỗ nữa: {places})"),
    "checked": ("{errors:error}, {warnings:warning}.", "{errors} lỗi, {warnings} cảnh báo."),
    "checked_noticed": (
        "{errors:error}, {warnings:warning}, {notices:suggestion}.",
        "{errors} lỗi, {warnings} cảnh báo, {notices} gợi ý.",
    ),
    "review_lines": (
        "For {path}: keep what you have read, and put your name behind each `name:`.",
        "Dán vào {path}: giữ lại những khối bạn đã đọc, điền tên bạn sau mỗi `name:`.",
    ),
    # The rules of `check`, explained.
    "source": ("Where the source says:", "Khi nguyên bản viết:"),
    "bad": ("this is found:", "câu này bị báo:"),
    "good": ("and this is good:", "còn câu này thì đúng:"),
    "interrupted": (
        "Stopped. Every file is whole; what engines had answered is kept, and the next run goes on from there.",
        "Đã dừng. Mọi tệp đều nguyên vẹn; câu trả lời của máy dịch được giữ lại, lần chạy sau sẽ tiếp tục từ đó.",
    ),
    "no_articles": ("No article yet. Add one: {add}", "Chưa có bài nào. Hãy thêm bài: {add}"),
    "total": ("total", "tổng"),
    "orphans": ("source gone", "mất nguồn"),
    # Why an engine's answer is missing, by the code of the reason.
    "why_address": ("an address that the source does not have", "câu trả lời thêm địa chỉ không có trong nguyên bản"),
    "why_blank": ("an empty answer", "câu trả lời rỗng"),
    "why_budget": ("the budget is used up", "đã hết hạn mức ký tự"),
    "why_changed": ("the source was changed meanwhile; run again", "nguyên bản vừa bị sửa; hãy chạy lại"),
    "why_control": ("strange characters in the answer", "câu trả lời có ký tự lạ"),
    "why_echo": (
        "the answer is the source itself, which may be in that language already",
        "câu trả lời lặp lại nguyên bản; có thể nguyên bản vốn đã là ngôn ngữ ấy",
    ),
    "why_error-page": ("an error page instead of an answer", "trang báo lỗi thay cho câu trả lời"),
    "why_internal": ("a fault of the program", "lỗi của chương trình"),
    "why_language": ("the answer is in another language", "câu trả lời bằng một ngôn ngữ khác"),
    "why_length": ("the answer is far too short or too long", "câu trả lời quá ngắn hoặc quá dài"),
    "why_loop": ("the answer repeats itself", "câu trả lời lặp đi lặp lại"),
    "why_marks": ("marks of the text were lost", "câu trả lời làm mất dấu định dạng"),
    "why_markup": ("HTML in the answer", "câu trả lời có HTML"),
    "why_neighbours": ("it would run together with the blocks around it", "sẽ dính vào các khối xung quanh"),
    "why_number": ("numbers were lost", "câu trả lời làm mất con số"),
    "why_quota": ("the quota is used up", "đã hết hạn mức"),
    "why_rejected": ("it does not take the text", "không nhận văn bản này"),
    "why_remark": (
        "a language model speaks of itself instead of translating",
        "mô hình ngôn ngữ nói về chính nó thay vì dịch",
    ),
    "why_script": ("the answer is in another script", "câu trả lời không đúng hệ chữ"),
    "why_transient": ("no answer now", "tạm thời không trả lời"),
    "why_unavailable": ("it cannot be used", "không dùng được"),
    "why_unwritable": ("the answer cannot be written as Markdown", "không ghi được câu trả lời thành Markdown"),
}

# What engines say of a failure, in Vietnamese; `…` stands for what changes.
_ENGINES_SAY: Mapping[str, str] = {
    "… (several times)": "… (nhiều lần liền)",
    "HTTP …: sent elsewhere, as to a captcha": "HTTP …: bị chuyển hướng, chẳng hạn tới captcha",
    "HTTP …: the key, the quota or the address is refused": "HTTP …: khóa, hạn mức hoặc địa chỉ bị từ chối",
    "HTTP …": "HTTP …",
    "a page without a translation": "trang không có bản dịch",
    "an answer that is no text": "câu trả lời không phải văn bản",
    "an answer that is none of its interface": "câu trả lời không đúng giao thức",
    "an answer of unknown shape": "câu trả lời không đúng dạng",
    "deep-translator … knows no … for …": "deep-translator … không có ngôn ngữ … cho …",
    "exit code …: …": "mã thoát …: …",
    "exit code …": "mã thoát …",
    "the plug-in failed: …": "phần bổ trợ bị hỏng: …",
    "it answers with error pages": "chỉ trả về trang báo lỗi",
    "it answers another text": "trả lời về một văn bản khác",
    "it asks for a captcha": "đòi giải captcha",
    "it asks to be left alone for … seconds": "yêu cầu không hỏi trong … giây",
    "it left the text out": "bỏ sót văn bản này",
    "it refuses the text": "từ chối dịch văn bản này",
    "no answer in time": "không trả lời kịp",
    "no connection, or it broke": "không kết nối được, hoặc kết nối bị ngắt",
    "no three-letter code is known here for …": "chưa biết mã ba chữ cái của …",
    "no model is here from … into …": "không có mô hình nào dịch từ … sang …",
    "not a language tag": "không phải mã ngôn ngữ",
    "the address cannot be asked (…)": "không hỏi được địa chỉ (…)",
    "the answer was cut short": "câu trả lời bị cắt giữa chừng",
    "the answer is too long": "câu trả lời quá dài",
    "the language is not supported": "không hỗ trợ ngôn ngữ này",
    "the model cannot be loaded (…)": "không nạp được mô hình (…)",
    "the program cannot be run (…)": "không chạy được chương trình (…)",
    "the quota is used up": "đã hết hạn mức",
    "the quota of today is used up": "đã hết hạn mức hôm nay",
    "the run was stopped": "lệnh đã bị dừng",
    "the text is not in the file": "văn bản không có trong tệp",
    "the text or the language is not taken": "không nhận văn bản hoặc ngôn ngữ này",
}


class _Counted(int):
    """A number that a format such as `{n:block}` writes with its English noun."""

    def __format__(self, noun: str) -> str:
        return f"{int(self)} {noun}{'' if self == 1 else 's'}" if noun else str(int(self))


def say(language: str, key: str, /, **values: object) -> str:
    """One thing that a command says."""
    counted = {name: _Counted(value) if isinstance(value, int) else value for name, value in values.items()}
    return _SAYINGS[key][1 if language == "vi" else 0].format(**counted)


def engine_said(language: str, message: str) -> str:
    """What an engine says of a failure, in the language of messages where its words are known."""
    if language != "vi":
        return message
    for english, vietnamese in _ENGINES_SAY.items():
        pattern = re.escape(english).replace("…", "(.+)")
        if found := re.fullmatch(pattern, message):
            return vietnamese.replace("…", "{}").format(*(engine_said(language, part) for part in found.groups()))
    return message

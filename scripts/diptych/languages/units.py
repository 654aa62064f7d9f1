"""Units of measure as languages name them, by what they measure: metric ones and those of Britain and America."""

from __future__ import annotations

from typing import NamedTuple


class Unit(NamedTuple):
    kind: str  # what it measures
    size: float  # in the unit of this kind that has size 1
    zero: float  # where its scale begins, in that unit; 0 but for temperatures
    names: str  # a pattern for `re`, over small letters


UNITS = (
    Unit(
        "length", 0.001, 0,
        r"mm\b|mi+l+[ií]met|миллиметр|мм\b|mi-?li-?m[eé]t|毫米|ミリ(?:メートル)?|밀리미터|มิลลิเมตร|ملم|مليمتر|מ[\"“”״]מ",
    ),
    Unit(
        "length", 0.01, 0,
        r"cm\b|[cz]ent[ií]m|centym|сантиметр|см\b|xen-?ti-?m[eé]t|xăng|厘米|公分|センチ|센티미터|เซนติเมตร"
        r"|سنتيمتر|سم\b",
    ),
    Unit(
        "length", 1000, 0,
        r"km\b(?![²/]|2|\^)|[kq]u?il[oóô]m|километр|км\b|ki-?lô-?m[eé]t|cây số|公里|千米|キロ(?:メートル)?"
        r'|킬로미터|กิโลเมตร|كيلومتر|كم\b|ק["“”״]מ',
    ),
    Unit(
        "length", 1, 0,
        r"m\b(?![²/]|2|\^)|met(?:er|re|ro)s?\b|m[eè]tres?\b|mètre|metr|метр|м\b|mét\b|米|公尺|メートル|미터"
        r"|เมตร|متر|מטר",
    ),
    Unit(
        "length", 0.0254, 0,
        r"inch|″|zoll|pouce|pulgad|polegad|pollic|cal[ie]?\b|cali\b|дюйм|英寸|インチ|인치|นิ้ว|بوصة",
    ),
    Unit(
        "length", 0.3048, 0,
        r"f(?:oo|ee)?t\b|foot|feet|′|fuß|pieds?\b|pies?\b|pés?\b|piedi|st[oó]p|фут|英尺|フィート|피트|ฟุต"
        r"|قدم",
    ),
    Unit(
        "length", 0.9144, 0,
        r"yards?\b|yds?\b|yarda|jard|ярд|码|碼|ヤード|야드|หลา|ياردة",
    ),
    Unit(
        "length", 1609.344, 0,
        r"miles?\b|meilen?\b|milles?\b|millas?\b|milhas?\b|migli|mil[ei]?\b|мил[ьяией]|dặm|英里|マイル"
        r"|마일|ไมล์|ميل|أميال",
    ),
    Unit(
        "area", 10_000, 0,
        r"ha\b|he[ck]t|гектар|héc|公顷|公頃|ヘクタール|헥타르|เฮกตาร์|هكتار",
    ),
    Unit(
        "area", 4046.86, 0,
        r"acres?\b|akr|акр|mẫu|英亩|英畝|エーカー|에이커|เอเคอร์|فدان",
    ),
    Unit(
        "area", 1_000_000, 0,
        r"km(?:²|2|\^2)|square kilom|ki-?lô-?mét vuông|quadratkilom|平方公里|平方キロ|ตารางกิโลเมตร",
    ),
    Unit(
        "area", 2_589_988, 0,
        r"square miles?|sq\.? ?mi|dặm vuông|quadratmeilen?|平方英里|平方マイル",
    ),
    Unit(
        "area", 1, 0,
        r"m(?:²|2|\^2)|square met|mét vuông|quadratmeter|平方米|平方公尺|平方メートル|ตารางเมตร",
    ),
    Unit(
        "area", 0.0929, 0,
        r"square f[eo]+t|sq\.? ?ft|feet vuông|foot vuông|平方英尺|平方フィート",
    ),
    Unit(
        "mass", 0.001, 0,
        r"g\b|gram|грамм|г\b|gam\b|克|グラム|그램|กรัม|غرام|جرام",
    ),
    Unit(
        "mass", 1, 0,
        r"k(?:g|ilos?)\b|[kq]u?il[oóô]gram|килограмм|кг\b|ki-?lô-?gam|cân\b|公斤|千克|キロ(?:グラム)?|킬로그램"
        r"|กิโลกรัม|كيلوغرام|كغم|كجم",
    ),
    Unit(
        "mass", 1000, 0,
        r"ton(?:ne)?s?\b|tonel|tonn|тонн|tấn|吨|噸|トン|톤|ตัน|طن",
    ),
    Unit(
        "mass", 0.4536, 0,
        r"pounds?\b|lbs?\b|pfund|livres?\b|libras?\b|libbr|funt|фунт|磅|ポンド|파운드|ปอนด์|رطل",
    ),
    Unit(
        "mass", 0.02835, 0,
        r"ounces?\b|oz\b|unzen?\b|onces?\b|onzas?\b|onças?\b|once\b|uncj|унци|盎司|オンス|온스|ออนซ์|أوقية"
        r"|ao-?xơ",
    ),
    Unit(
        "mass", 6.35, 0,
        r"stones?\b",
    ),
    Unit(
        "volume", 1, 0,
        r"l\b|lit(?:er|re|ro)|litr|литр|л\b|lít|升|リットル|리터|ลิตร|لتر",
    ),
    Unit(
        "volume", 3.785, 0,
        r"gal(?:l?on(?:en|es|s)?)?\b|galon|галлон|ga-?lông|加仑|加侖|ガロン|갤런|แกลลอน|غالون",
    ),
    Unit(
        "volume", 0.568, 0,
        r"pints?\b|pinta|пинт|品脱",
    ),
    Unit(
        "speed", 1, 0,
        r"kilom\w+ (?:pro stunde|por hora|par heure|all['’]ora|na godzinę)|"
        r"km/h|kmh|kph|kilomet(?:er|re)s? (?:per|an) hour|stundenkilometer|км/ч|km/giờ",
    ),
    Unit(
        "speed", 1.609, 0,
        r"mph|miles? (?:per|an) hour|mi/h|dặm/giờ|dặm một giờ|dặm mỗi giờ|миль в час|英里/小时|英里每小时",
    ),
    Unit(
        "temperature", 1, 0,
        r"° ?c\b|℃|(?:degrees? |độ |grad |degrés? |grados? )c(?:elsius)?\b|摄氏|องศาเซลเซียส|градус",
    ),
    Unit(
        "temperature", 5 / 9, -160 / 9,
        r"° ?f\b|℉|(?:degrees? |độ |grad |degrés? |grados? )f(?:ahrenheit)?\b|华氏|ฟาเรนไฮต์",
    ),
)  # fmt: skip

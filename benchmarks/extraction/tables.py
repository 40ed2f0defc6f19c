"""The obfuscation tables: every variant is drawn into the public or the held-out half (measure.half_of).

Neutral texts, fictional numbers. Written for this project from descriptions of the families, not from its own rules.
"""

# ruff: noqa: E501 - tables read better with a row a line
from __future__ import annotations

LEADS = (
    "call me at {}", "text {}", "Reach me on {}", "my number is {}", "ph: {}", "cell {}", "{} call or text", "hit me up {}",
    "contact {}", "Tel. {}", "whatsapp {}", "phone {}", "{}", "dial {} anytime", "text only {}", "for booking call {}", "{} no blocked calls",
    "Mobile: {}", "ring {}", "sms {}", "message me {}", "give me a call {}", "you can reach me {}", "{} ask for Kay", "(( {} ))", "📞 {}", "☎ {} ☎",
    "WhatsApp only: {}",
)  # fmt: skip
SPANISH_LEADS = (
    "llámame al {}",
    "mi número es {}",
    "tel {}",
    "escríbeme al {}",
    "whatsapp {}",
    "{} llama ya",
    "cel {}",
    "contacto: {}",
)
FRENCH_LEADS = (
    "appelle-moi au {}",
    "mon numéro {}",
    "tél {}",
    "whatsapp {}",
    "{} appelez",
    "joignable au {}",
    "sms au {}",
    "contact : {}",
)
PORTUGUESE_LEADS = (
    "me liga {}",
    "meu número é {}",
    "tel {}",
    "chama no zap {}",
    "{} whatsapp",
    "ligue {}",
    "contato {}",
    "celular {}",
)

SEPARATORS = ("~", "*", " - ", "..", "=", "|", " / ", "_", "--", "::", " . ", "•", "·", " ~ ", "\\", "'", "**", "<>", "...", " * ", ">", "^", ";", "#", " | ", "—", "&", " _ ", "+-", "~~")  # fmt: skip
BRACKETS = ("({a}) {b}-{c}", "({a}){b}{c}", "[{a}] {b} {c}", "({a}) ({b}) ({c})", "{{{a}}}{b}-{c}", "<{a}> {b} {c}", "(({a})) {b}-{c}", "[{a}][{b}][{c}]", "({a})-{b}-{c}", "({a})/{b}/{c}", "( {a} ) {b} {c}", "{a}({b}){c}", "[{a}]-[{b}]-[{c}]", "({a}{b}{c})")  # fmt: skip
GLUES = ("{a}x{b}x{c}", "call{a}now{b}then{c}", "{a}and{b}and{c}", "{a}abc{b}def{c}", "x{a}{b}{c}x", "{a}yo{b}hi{c}", "me{a}{b}{c}", "{a}call{b}me{c}", "q{a}q{b}q{c}q", "{a}{b}{c}baby", "text{a}{b}{c}", "{a}aa{b}bb{c}", "ring{a}{b}{c}", "{a}n{b}n{c}")  # fmt: skip

WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
SPANISH = ("cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve")
FRENCH = ("zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf")
PORTUGUESE = ("zero", "um", "dois", "três", "quatro", "cinco", "seis", "sete", "oito", "nove")
JOINS = (" ", "-", ", ", " - ", ". ", "  ", "/", "...", "~", "_", " . ", "*", "\n", " _ ")

MISSPELT = {
    "0": ("zerro", "zeroo", "oh", "ziro", "zro", "o", "zeero", "xero"),
    "1": ("won", "onne", "wun", "oone", "uan", "ohne"),
    "2": ("too", "to", "tew", "twoo", "tu", "tuo"),
    "3": ("thre", "threee", "tree", "thee", "thrree", "tre"),
    "4": ("for", "fore", "foor", "fourr", "fuor", "phour"),
    "5": ("fiv", "fyve", "fivee", "phive", "ffive", "fiive"),
    "6": ("siks", "sixx", "sicks", "siix", "sics", "cix"),
    "7": ("sevn", "sevin", "sevven", "seveen", "svn", "zeven"),
    "8": ("ate", "eigt", "eigth", "ait", "eightt", "eeight"),
    "9": ("nin", "nien", "nyne", "niner", "nnine", "nein"),
}
LETTERS = {"0": ("O", "o"), "1": ("l", "I"), "2": ("Z", "z"), "5": ("S", "s"), "8": ("B",)}
LEET = {"nine": ("n1ne", "9ine", "nin3", "n!ne"[:2] + "ne"), "one": ("0ne", "on3"), "eight": ("e1ght", "3ight", "eigh7"), "five": ("f1ve", "fiv3"),
        "four": ("f0ur", "4our"), "three": ("thr33", "7hree", "thre3"), "two": ("tw0", "7wo"), "seven": ("s3ven", "sev3n", "5even"), "six": ("s1x", "5ix"), "zero": ("zer0", "z3ro")}  # fmt: skip

SCRIPTS = (
    "０１２３４５６７８９", "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗", "𝟘𝟙𝟚𝟛𝟜𝟝𝟞𝟟𝟠𝟡", "⓪①②③④⑤⑥⑦⑧⑨", "⓿❶❷❸❹❺❻❼❽❾", "𝟶𝟷𝟸𝟹𝟺𝟻𝟼𝟽𝟾𝟿", "⁰¹²³⁴⁵⁶⁷⁸⁹", "₀₁₂₃₄₅₆₇₈₉", "🄋➀➁➂➃➄➅➆➇➈", "𝟢𝟣𝟤𝟥𝟦𝟧𝟨𝟩𝟪𝟫",
    "🯰🯱🯲🯳🯴🯵🯶🯷🯸🯹",
)  # fmt: skip
FOREIGN_DIGITS = ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "०१२३४५६७८९", "০১২৩৪৫৬৭৮৯", "๐๑๒๓๔๕๖๗๘๙", "੦੧੨੩੪੫੬੭੮੯", "௦௧௨௩௪௫௬௭௮௯", "၀၁၂၃၄၅၆၇၈၉", "〇一二三四五六七八九", "០១២៣៤៥៦៧៨៩")  # fmt: skip
HOMOGLYPHS = {
    "o": "оοօ",
    "e": "еҽ",
    "i": "іι",
    "n": "ոп",
    "s": "ѕꓢ",
    "t": "тτ",
    "r": "гꓣ",
    "h": "һհ",
    "v": "νѵ",
    "x": "хχ",
    "u": "սυ",
    "w": "ԝω",
    "g": "ɡց",
}
DIGIT_TWINS = {"0": "ОΟо", "1": "ІΙl", "3": "ЗӠз", "4": "Ч4", "6": "б6"}
INVISIBLE = (
    "\u200b",
    "\u200c",
    "\u200d",
    "\u2060",
    "\ufeff",
    "\u00ad",
    "\u0301",
    "\u0336",
    "\u20dd",
    "\u034f",
    "\u2063",
    "\u0332",
    "\u20e3",
    "\u180e",
)
EMOJI = (
    "🌸",
    "💋",
    "❤️",
    "⭐",
    "🔥",
    "✨",
    "🌹",
    "💎",
    "🍒",
    "👑",
    "🦋",
    "➡️",
    "💕",
    "☎️",
    "🎀",
    "🌙",
    "✔️",
    "🇺🇸",
    "👉🏽",
    "♦",
)

SPLITS = (
    "area code {a}, then {b}, last four {c}", "{a} is my area code and {b} comes next, finish with {c}", "start with {a} then {b} and end with {c}",
    "first {a}, next {b}, and then {c}", "{a} (area code) followed by {b} and {c}", "the area code is {a} and the rest is {b} {c}", "dial {a} and after that {b} and finally {c}",
    "first three {a}, middle three {b}, last four {c}", "{a} plus {b} plus {c}", "begins {a} continues {b} ends {c}", "{a} first, {b} second, {c} last",
    "prefix {a} and number {b} {c}", "use {a} for the area code, {b} {c} for the rest", "my digits start {a} then go {b} and finish {c}", "{a} dash {b} dash {c}", "{a} dot {b} dot {c}",
    "{a} space {b} space {c}", "{a} and then {b} and then {c}", "{a} hyphen {b} hyphen {c}", "{a} to begin, {b} in the middle, {c} at the end",
)  # fmt: skip
LINKS = ("https://wa.me/1{n}", "wa.me/1{n}", "tel:+1{n}", "<a href=tel:{d}>", "https://api.whatsapp.com/send?phone=1{n}", "sms:+1{n}", "http://wa.me/+1{n}", "tel:{n}", "whatsapp.com/send?phone=%2B1{n}&text=hi", "tel://1{n}", "callto:+1{n}", "viber://chat?number=%2B1{n}")  # fmt: skip
ADDRESSES = ("http://example.com/ads/call-{d}", "example.org/phone/{d}", "photo_{d}.jpg", "https://example.com/?phone={n}", "IMG-call-{d}.png", "example.net/tulsa/{d}/info.html", "www.example.com/text-{d}", "example.com/contact/{n}", "{d}.jpeg", "http://example.com/u?tel={d}", "call_{d}.webp", "example.org/{d}")  # fmt: skip
EXTENSIONS = (
    "{d} ext 23",
    "{d} x45",
    "{d} ext. 9",
    "{d} extension 112",
    "{d}, ext 7",
    "{d} x 301",
    "{d} #12",
    "{d} Ext:5",
)
PAIRS = (
    "{} or {}",
    "{} / {}",
    "{} and {}",
    "{}, {}",
    "{}\n{}",
    "call {} text {}",
    "{} (office) {} (cell)",
    "{} & {}",
    "{} | {}",
    "{}; {}",
)

# Country code, site, format of the national number with its fictional range, how it is written with the country code.
FOREIGN = (
    ("GB", "example.co.uk", "020 7946 0{:03d}", "+44 20 7946 0{:03d}"), ("GB", "example.co.uk", "07700 900{:03d}", "+44 7700 900{:03d}"),
    ("GB", "example.co.uk", "0161 496 0{:03d}", "0044 161 496 0{:03d}"), ("IE", "example.ie", "020 913 0{:03d}", "+353 20 913 0{:03d}"),
    ("AU", "example.com.au", "0491 570 {:03d}", "+61 491 570 {:03d}"), ("AU", "example.com.au", "(02) 5550 0{:03d}", "+61 2 5550 0{:03d}"),
    ("NZ", "example.co.nz", "021 555 0{:03d}", "+64 21 555 0{:03d}"), ("IN", "example.in", "98765 00{:03d}", "+91 98765 00{:03d}"),
    ("AE", "example.ae", "050 555 0{:03d}", "+971 50 555 0{:03d}"), ("ZA", "example.co.za", "082 555 0{:03d}", "+27 82 555 0{:03d}"),
    ("MX", "example.com.mx", "55 5555 0{:03d}", "+52 55 5555 0{:03d}"), ("ES", "example.es", "600 555 {:03d}", "+34 600 555 {:03d}"),
    ("FR", "example.fr", "06 39 98 0{:1.0f} {:02d}", "+33 6 39 98 0{:1.0f} {:02d}"), ("DE", "example.de", "0171 3920{:04d}", "+49 171 3920{:04d}"),
    ("BR", "example.com.br", "(11) 95550-0{:03d}", "+55 11 95550-0{:03d}"), ("DE", "example.de", "030 23125 {:03d}", "+49 30 23125 {:03d}"),
)  # fmt: skip

MARKUP = (
    "<b>{a}</b><i>{b}</i><u>{c}</u>", "{a}&nbsp;{b}&nbsp;{c}", "<span>{a}</span> <span>{b}</span> <span>{c}</span>",
    "{a}<br>{b}<br>{c}", "{a}&#45;{b}&#45;{c}", "<font color=red>{a}</font>{b}<wbr>{c}", "{a}<!-- x -->{b}<!-- y -->{c}",
    "{a}&ensp;{b}&ensp;{c}", "<p>{a}</p><p>{b}</p><p>{c}</p>", "<em>{a}-</em>{b}<em>-{c}</em>",
)  # fmt: skip
SIGNS = ("$", "#", "%", "+", "#", "$")
TURNED = (
    "read it backwards: {r}", "backwards {r}", "in reverse: {r}", "{r}, reversed", "{r} read right to left", "al revés: {r}",
    "à l'envers {r}", "\u202e{r}\u202c",
)  # fmt: skip
SHUFFLED = (
    "last four {c}, first three {a}, middle {b}", "ends with {c}, starts with {a}, middle {b}", "final four {c}, area code {a}, exchange {b}",
    "{c} is the end, {a} is the start, {b} is the middle", "the end is {c}, the beginning is {a}, in the middle {b}",
    "finish with {c}, begin with {a}, next {b}", "last {c}, prefix {a}, middle {b}", "tail {c}, first {a}, middle {b}",
)  # fmt: skip
APART = (" ", ".", "-", "*", "_", "~")

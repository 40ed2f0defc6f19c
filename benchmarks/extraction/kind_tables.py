"""How each kind is written, and what only looks like it: every row is drawn into the public or the held-out half.

A writing is a sentence with slots; `kinds` fills the slots and knows the values. Neutral texts, nobody's contacts.
Written for this project before the rules were measured on it; rows of the held-out half are never looked at one by one.
"""

from __future__ import annotations

FILLER = (
    "Relaxed company and good talk.", "Table for two, soft music.", "Massage by appointment.",
    "Easy parking, private entrance.", "I like jazz and old films.", "Quick to laugh, never rushed.",
    "Serious people, please.", "Text first, then call.", "Dinner dates welcome.", "Quiet building, nice view.",
    "Candles and warm towels.", "A walk after dessert.", "Looking forward to it!", "Read the whole ad.",
    "Coffee or red wine?", "Business trips are fine.", "Be polite and on time.",
)  # fmt: skip

AGE = (
    "I'm {n}, easy to talk to.", "I am {n} and love to cook.", "im {n} and fun", "I am {n} years old.",
    "{n} years old, calm.", "{n} yrs old, tall.", "{n}yo hostess.", "{n} y/o.", "{n} y.o. student", "Age: {n}",
    "age {n}, non smoker", "Aged {n}, local.", "My age is {n}.", "Just turned {n}!", "She is {n} and friendly.",
    "She's {n}.", "Ruby, {n}, available today.", "Meet Jade, {n}.", "This is Maria, {n}.", "Jessica ({n}) in town.",
    "Our hostess Amber is {n} and polite.", "A {n} year old dancer.", "{n} years young.", "{n}-year-old companion.",
    "Tengo {n} años.", "Chica de {n} años.", "Edad: {n}.", "Hello, Laura here, {n} years old.",
    "Company for dinner - I'm only {n}.", "Sarah {n}, new ad.", "I recently turned {n}.",
    "Lady of {n} years old here.", "Independent, {n} yrs.", "I'm a {n} year old nurse.", "Hi, i am {n}!",
    "Say hello to Monica, {n}.", "Newest companion: Emily, {n}", "AGE - {n}", "Local lady, {n} years old, no rush",
    "It's Tina, {n}, back again",
    "J'ai {n} ans.", "Tenho {n} anos.", "{n} F, local", "{n}/f/Tulsa", "{n}, slim and friendly", "Dame de {n} ans.",
    "Moça de {n} anos.", "age :: {n}", "Emily/{n}/Dallas", "tengo {n} añitos", "Idade: {n}", "f, {n}, nonsmoker",
    "{n} | female | downtown", "Jade - {n} - visiting", "{n} yo nurse, new here", "she just turned {n} in March",
)  # fmt: skip
AGE_PAIRS = (
    "Ruby {n} and Jade {m} are in.", "We are {n} and {m}.", "Two friends, {n} and {m}.",
    "Ladies, {n} & {m}, at dinner.", "Maria, {n}, and Laura, {m}, together.", "Sisters {n} and {m}, both polite.",
    "Ages {n} and {m}.", "Meet Emily ({n}) and Sarah ({m}).",
)  # fmt: skip
AGE_RANGES = (
    "Ladies aged {n}-{m}.", "Hostesses {n} to {m} years old.", "ages {n}-{m}", "Girls between {n} and {m}.",
    "All {n}-{m} yrs old.", "Companions from {n} to {m} years old", "aged {n} to {m}, all polite",
    "Ladies, {n} - {m} y/o.",
)  # fmt: skip
AGE_DECOYS = (
    "Must be {n} or older.", "{n}+ only.", "Gentlemen over {n}.", "No one under {n}.", "You must be {n} to call.",
    "men {n} and up", "For gents {n} to {m}.", "{n} years of experience.", "{n} years in business.",
    "In this town for {n} years.", "Open since {n}.", "{n} Main St, second floor.", "Call at {n}:00.",
    "I'm {n} minutes from downtown.", "size {n}", "Room {n}, ring twice.", "My {n} year old dog sleeps.",
    "A {n} year old whisky.", "My car is {n} years old.", "Mother of a {n} year old.", "My son is {n}.",
    "Only ${n} more.", "{n}% off.", "June {n} and 24.", "iPhone {n} for sale", "Exit {n} off the highway.",
    "{n} blocks from the mall.", "{n} weeks in town", "I am {n} miles out.", "Over {n} years together.",
    "at least {n} years of age to enter", "{n} photos", "Back in {n} days.", "He has a {n} year old daughter.",
    "The building is {n} years old.", "since I was {n}", "bus {n} stops here", "Table {n}, please.", "{n}th floor",
    "{n} lbs lighter", "1{n}0 pounds", "Visitors over the age of {n}.", "older than {n} please",
    "mayores de {n} años", "{n} años de experiencia", "section {n}", "channel {n}", "I have {n} reviews.",
    "Ends in {n} hours", "{n} oz steak", "Guests must be {n}.", "If you are under {n}, leave.", "{n} and over",
    "drinking age is {n}", "{n} inch screen",
    "our studio is {n} years old", "plus de {n} ans seulement", "mon fils a {n} ans", "maiores de {n} anos",
    "{n} ans d'expérience", "F{n} is the room", "{n}, rue de la Paix", "still {n} seats left",
)  # fmt: skip

LOCALS = ("rose22", "jade_lane", "ruby.dinner", "opal9", "companyforyou1", "h.lane77", "topaz-evening", "relax2you")
HANDLES = (
    "roselane", "rose_lane", "rose.lane22", "jade_evening", "opal22lane", "rubydinner7", "topaz.calm", "hazel_sim9",
)  # fmt: skip
EMAIL = (
    "{l}@{h}.{t}", "mail: {l}@{h}.{t}", "{l} (at) {h} (dot) {t}", "{l}[at]{h}[dot]{t}", "{l} at {h} dot {t}",
    "{l} @ {h} . {t}", "write {l} at {h} dot {t}", "e-mail {l}＠{h}.{t}", "{l}@{h} dot {t}",
    "{l} {{at}} {h} {{dot}} {t}", "{l} arroba {h} punto {t}", "{l}(@){h}.{t}", "{l} [ at ] {h} [ . ] {t}",
    "<{l}@{h}.{t}>", "Email me: {l}@{h}.{t}!", "contact {l}(at){h}.{t}", "{l} AT {h} DOT {t}", "{l}@\u200b{h}.{t}",
    "{l} <at> {h} <dot> {t}", "{l}@{h}[.]{t}", "correo {l}@{h}.{t}", "mailto:{l}@{h}.{t}",
    "{l}~at~{h}~dot~{t}", "{l}*at*{h}*dot*{t}", "{l}@@{h}..{t}", "{l} arobase {h} point {t}",
    "{l} [a t] {h} [d o t] {t}", "{l} (a t) {h} (d o t) {t}",
)  # fmt: skip
EMAIL_DECOYS = (
    "dinner @ noon", "meet me at the bar dot com party", "follow @rose_lane", "look at example.com", "two @ $5",
    "at 9. Come by.", "we are at home", "see photos at example dot com", "at the dot", "@home tonight", "a @ b",
    "price @ door", "I look at outlook", "find us at example.org",
)  # fmt: skip
PLATFORM_NAMES = (
    ("telegram", "Telegram"), ("telegram", "tg"), ("instagram", "IG"), ("instagram", "insta"),
    ("snapchat", "Snapchat"), ("snapchat", "snap"), ("kik", "Kik"), ("whatsapp", "WhatsApp"), ("twitter", "Twitter"),
    ("tiktok", "TikTok"), ("signal", "Signal"), ("wickr", "wickr"), ("facebook", "FB"), ("discord", "Discord"),
    ("wechat", "WeChat"), ("cashapp", "Cash App"),
)  # fmt: skip
HANDLE = (
    "{p}: @{h}", "{p} @{h}", "@{h} on {p}", "find me on {p} @{h}", "my {p} is @{h}", "{p} - @{h}", "{p}=@{h}",
    "add @{h} ({p})", "{p}:@{h}!", "{p} id: @{h}", "{p} username @{h}", "follow @{h} on {p}", "{p} » @{h}",
    "({p}) @{h}", "{p}... @{h}", "{p} handle is @{h}", "{p}/@{h}", "@{h} - {p}", "{p} name: @{h}",
    "message @{h} via {p}", "{p}\n@{h}", "on {p} at @{h}",
)  # fmt: skip
HANDLE_DECOYS = (
    "Telegram only", "no snap please", "text on WhatsApp", "signal first", "Instagram is best", "the line: busy",
    "tg or kik?", "WhatsApp me anytime", "x marks the spot", "kik: no", "find me on facebook", "snap a picture",
    "meet @ 8pm", "Telegram or Signal preferred", "line up here", "discord and noise",
)  # fmt: skip
URL = (
    "https://{d}/{q}", "http://www.{d}", "www.{d}/{q}", "{d}", "see {d}.", "hxxp://{d}/{q}", "hxxps://{dd}/{q}",
    "{dd}", "({d}/{q})", "my page: {d}/{q}!", "https://{d}/{q}?utm_source=ad", "HTTPS://{d}", "visit www.{d}, please",
    "{d}/{q}#top", "link https://{d}/{q}/", "site={d}",
)  # fmt: skip
URL_DECOYS = (
    "dinner.Then a walk", "p.m. or a.m.", "e.g. jazz", "photo.jpg", "v1.2.3", "rose@example.com", "Ok...then",
    "3.50 each", "no.1 choice", "St.Louis style", "the dot com days", "end of story.Call", "U.S.A. made",
    "10.30 to 11.30",
)  # fmt: skip
RATE = (
    "${a}/hr", "${a} an hour", "${a} per hour", "${a} for 1 hour", "1 hour ${a}", "1 hr: ${a}", "60 min ${a}",
    "{a}/hr", "{a} for an hour", "one hour {a}", "hr {a}", "hour = {a}", "${a} 60 mins", "Rates: ${a}/hour",
    "{a} dollars for 1 hr", "Donation {a} hour", "60 minutes - ${a}", "{a} usd per hour", "{a}$ hour", "1h ${a}",
    "{a} roses hour", "full hour {a}", "an hour is ${a}", "${a}.00 per hour",
    "{a} for the hour", "FH {a}", "full hour {a}", "1 hora {a} dolares", "an hour is {a}", "{a} bucks an hour",
    "hour costs {a}", "l'heure {a} dollars",
)  # fmt: skip
RATE_DECOYS = (
    "${a} deposit", "open 24 hours", "{b} min away", "room {a}", "gift card ${b}", "{b} minutes from the mall",
    "save ${b}", "24/7", "one hour notice", "tip ${b}", "{a} Main St", "parking ${b} a day", "call in {b} min",
    "{a} photos", "in 2 hours", "{b} years", "2 hours before", "flight {a}, one hour late",
    "speed limit {b} per hour", "{a} guests an hour", "{a} people for one hour",
)  # fmt: skip
PLACE = (
    "in {c}, {s}", "near {c} {s}", "{c}, {s}", "visiting {c}, {f}", "Located in {c}, {s}.", "{c} {f} tonight",
    "based in {c}", "Company in {c}", "from {c} to you", "Massage in {c}, {s}!", "just outside {c}, {s}",
    "serving {c} and around", "downtown {c}", "In {cl}, {s}", "{cu} {s}", "around {c}", "Now in {c} ({s})",
    "Staying in {c} this week",
    "Based in {c}, {s}.", "{c} ({f})", "next to {c}, {f}", "near {c} {s}", "{c}, {s}, USA",
)  # fmt: skip
PLACE_DECOYS = (
    "Paris here for dinner", "mobile massage", "ask for Savannah", "nice reading", "Charlotte is 24", "in or out",
    "surprise me", "I'm Madison", "hi or ok", "union of two", "with Georgia", "orange wine", "one way",
    "first street food", "Florence, 23", "best drive", "normal hours", "Sydney, your hostess",
    "Savannah told me", "Charlotte is my sister", "the Tampa family", "Paris and Florence are my friends",
)  # fmt: skip
NAME = (
    "Hi, I'm {n}.", "My name is {n}", "Ask for {n}!", "{n} here, ready to meet.", "Call {n} today",
    "Say hello to {n}.", "This is {n}.", "{n}, 24, available", "Meet {n} for dinner", "Hello, {n} is available today",
    "Enjoy an evening with {n}.", "I go by {n}", "Warm wishes, {n}.", "Text {n} now", "Me llamo {n}",
    "Classy {n} is back", "Our hostess {n} is in", "Your companion is {n}.", "Name: {n}", "It's {n} again",
    "Je m'appelle {n}", "Meu nome é {n}", "Ask 4 {n}", "me chamo {n}", "{n} again, hello", "Your girl {n}",
)  # fmt: skip
NAMES = (
    "Ruby", "Jade", "Jessica", "Maria", "Amber", "Hazel", "Topaz", "Laura", "Nicole", "Paris", "Summer", "Ivy",
    "Emily", "Opal", "Stephanie", "Crystal",
)  # fmt: skip
NAME_DECOYS = (
    "call me today", "ask for details", "I'm available", "this is real", "meet me", "a summer rose", "in May",
    "hope so", "with grace", "amber light", "ruby red wine", "I am new", "crystal glass", "on Madison Ave",
    "Charlotte, NC", "name your time", "it's true", "jade plants",
)  # fmt: skip
TIME = (
    "{h}am to {k}pm", "open {h}am-{k}pm", "from {h} am until {k} pm", "{h}:00am - {k}:00pm", "Hours {h}am-{k}pm",
    "{h} a.m. to {k} p.m.", "available {h}am - {k}pm", "{h}am till {k}pm", "daily {h}AM-{k}PM", "{h} am - {k} pm",
    "between times: {h}am to {k}pm", "here {h}am til {k}pm",
    "{h} in the morning to {k} at night", "{h} am thru {k} pm", "de {h} am a {k} pm", "{h}am hasta {k}pm",
    "das {h}am às {k}pm", "{h}:00 a.m. until {k}:00 p.m. daily",
)  # fmt: skip
TIME_DECOYS = (
    "{h} to {k} people", "June {h} to {k}", "{h}/{k}", "ages 19 to 22", "{h} minutes", "${h} to ${k}",
    "size {h} to {k}", "score {h}:{k}", "{h} miles", "odds {h} to {k}", "{h} to {k} weeks", "rooms {h} to {k}",
)  # fmt: skip
MEASURE = (
    "{f}'{i}\"", "{f}'{i}", "{f} ft {i}", "{f}ft {i}in", "{f} foot {i}", "{f} feet {i} inches", "height {f}'{i}\"",
    "I am {f}'{i}\" tall", "{f}’{i}”", "{f}' {i}\"", "{f}-foot-{i}", "Height: {f} ft {i} in", "{f}ft{i}",
    "{f} feet {i}",
    "{f}'{i}ft", "{f} foot, {i} inches", "Height: {f}.{i}", "ht {f}'{i}", "I stand {f}'{i}\"", "{f}ft. {i}in.",
)  # fmt: skip
MEASURE_DECOYS = (
    "{f} ft table", "{f} feet away", "rug {f}'{i} x 8'", "{f} minutes", "{f} stars, {i} reviews", "{f} to {i}",
    "{f}:{i}0", "{f} feet from the door", "{f}.{i} rating", "a {f} foot screen", "${f}.{i}0", "{f} of {i}",
    "sofa {f}'{i} wide", "{f}-{i} people", "a {f}'{i} x 9' rug", "shelf {f} ft {i} long",
)  # fmt: skip
WORDING = (
    ("AD-TRUST", "100% real"), ("AD-TRUST", "genuine person"), ("AD-TRUST", "What you see is what you get"),
    ("AD-TRUST", "trustworthy lady"), ("AD-YOUTH-LANG", "young and cheerful"), ("AD-YOUTH-LANG", "new face in town"),
    ("AD-YOUTH-LANG", "fresh face"), ("AD-YOUTH-LANG", "still a student"), ("AD-THIRD-PERSON", "she will answer"),
    ("AD-PLURAL", "we have tea"), ("AD-MULTI", "two ladies at dinner"), ("AD-RESTRICT", "my place only"),
    ("AD-MOVE-LANG", "just arrived"), ("AD-MOVE-LANG", "leaving soon"), ("AD-SCREENING", "references required"),
    ("AD-ETHNICITY-STATED", "Brazilian lady"), ("SPAM-SCAM", "small deposit first"),
    ("SPAM-SCAM", "gift card accepted"), ("AD-YOUTH-LANG", "cara nueva"), ("AD-TRUST", "fotos reales"),
    ("AD-MOVE-LANG", "recién llegada"), ("AD-YOUTH-LANG", "jovencita"), ("AD-RESTRICT", "no outcalls"),
    ("AD-PLURAL", "somos amigas"),
    ("AD-MOVE-LANG", "only here till Sunday"), ("AD-YOUTH-LANG", "chica nueva"), ("AD-TRUST", "100% reales"),
)  # fmt: skip
WORDING_FRAMES = (
    "{w}.", "{u}!", "Yes, {w}, come by.", "{w} — for dinner", "*{w}*", "so: {w}", "({w})", "Hello. {t}. Bye.",
)  # fmt: skip
WORDING_DECOYS = (
    "no new faces", "not a new face", "isn't young", "young at heart", 'they say "fresh face"', "unreal prices",
    "renewed faces", "College Park", "Thai food", "no deposit required", "years young", "never small deposit first",
    "Brazilian restaurant", "without references required",
    "no longer a new face", "they write 'fresh face'", "Thai curry tonight", "the kids are young",
)  # fmt: skip
ONION_FRAMES = (
    "http://{o}.onion", "{o}.onion/x", "mirror {o}[.]onion", "{o} dot onion", "board {o}.onion.", "{O}.ONION",
    "new link: {o}.onion, ok", "({o}.onion)",
)  # fmt: skip
WALLET_FRAMES = (
    "BTC {w}", "pay {w}", "wallet: {w}.", "bitcoin:{w}", "({w})", "send to {w}, thanks", "{w}", "tip jar » {w}",
)  # fmt: skip
PGP_FRAMES = (
    "PGP {p}", "fingerprint: {p}", "my gpg key {p}", "pgp fpr = {p}", "Key ID / fingerprint {p}.", "GPG: {p}",
    "openpgp {p}", "pgp key 0x{p}",
)  # fmt: skip

// The one script of the desk: each page names its island in <body data-island>, and works without it.

import { groupPage } from "./group";
import { offerKeys } from "./help";
import { onePage } from "./one";
import { queuePage } from "./queue";
import { searchPage, suggestions } from "./search";

const islands: Record<string, () => void> = { queue: queuePage, one: onePage, group: groupPage, search: searchPage };

islands[document.body.dataset["island"] ?? ""]?.();
offerKeys();
suggestions();
document.documentElement.dataset["ready"] = "1";

// The one script of the desk: each page names its island in <body data-island>, and works without it.

import { groupPage } from "./group";
import { offerKeys } from "./help";
import { queuePage } from "./queue";

const islands: Record<string, () => void> = { queue: queuePage, group: groupPage };

islands[document.body.dataset["island"] ?? ""]?.();
offerKeys();
document.documentElement.dataset["ready"] = "1";

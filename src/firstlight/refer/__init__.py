"""What leaves the house: whom to tell, the sheet to tell it from, and exports. Nothing here sends anything."""

from firstlight.refer.directory import Body, Directory, declared, read
from firstlight.refer.sheet import Sheet, sheet
from firstlight.refer.whom import Proposal, propose

__all__ = ["Body", "Directory", "Proposal", "Sheet", "declared", "propose", "read", "sheet"]

"""What changed from one template to another: ``template diff``; pure.

Members are paired by key, then by likeness (renamed), then across objects (moved); each change is
told once, at the place where it happened, and never again for what the changed thing holds.
"""

from __future__ import annotations

from asp_check.compare.change import Change
from asp_check.compare.layout import layout_changes, spacing_changes
from asp_check.compare.members import ALIKE, align, likeness
from asp_check.compare.values import container_changes, literal_changes, slot_changes
from asp_check.compare.words import as_data, render
from asp_check.describe.layout import layout_of
from asp_check.describe.tree import declared_at, type_of
from asp_check.template import Member, Object, Repeat, Slot, Template, TemplateNode, Tuple

__all__ = ["Change", "as_data", "compare", "render"]


def compare(old: Template, new: Template) -> tuple[Change, ...]:
    """Every change from ``old`` to ``new``, in the order of the new blank; the layout last."""
    comparison = _Comparison(old, new)
    comparison.run()
    changes = sorted(comparison.changes, key=comparison.place)
    layout = list(layout_changes(layout_of(old), layout_of(new)))
    if not changes and not layout and old.text != new.text:
        layout.append(Change("layout-other", ""))
    return (*changes, *layout)


class _Comparison:
    """The state of one comparison: the changes found, and what is still without a partner."""

    def __init__(self, old: Template, new: Template) -> None:
        self.old = old
        self.new = new
        self.layouts = layout_of(old), layout_of(new)
        # Without a manifest on either side, what the other declares is no change.
        self.both_declared = old.manifest is not None and new.manifest is not None
        self.changes: list[Change] = []
        self.removed: list[Member] = []
        self.added: list[tuple[Member, Object]] = []
        self.order: dict[str, int] = {}

    def run(self) -> None:
        self.nodes(self.old.root, self.new.root)
        while pair := self.moved():
            member, (target, _) = pair
            self.removed.remove(member)
            self.added.remove(pair[1])
            self.tell("member-moved", target.value, before=member.value.path)
            self.nodes(member.value, target.value)
        for member in self.removed:
            self.tell("member-removed", member.value)
        for member, holder in self.added:
            place = holder.members.index(member)
            after = holder.members[place - 1].key if place else None
            self.tell("member-added", member.value, after=after)

    def tell(
        self, kind: str, node: TemplateNode, *, before: str | None = None, after: str | None = None
    ) -> None:
        """Note a change at this node."""
        self.order.setdefault(node.path, node.start)
        self.changes.append(Change(kind, node.path, before, after, node))

    def place(self, change: Change) -> tuple[int, str]:
        """Where a change stands among the others."""
        return self.order.get(change.pointer, 0), change.pointer

    def nodes(self, old: TemplateNode, new: TemplateNode) -> None:
        """Compare two nodes that are the same place in two versions."""
        self.order.setdefault(new.path, new.start)
        if (type_of(old) != type_of(new)) and not (isinstance(old, Slot) and isinstance(new, Slot)):
            self.tell("type", new, before=type_of(old), after=type_of(new))
            return
        if isinstance(old, Slot) and isinstance(new, Slot):
            self.changes.extend(literal_changes(old, new))
            if self.both_declared:
                self.changes.extend(slot_changes(old, new))
            return
        if self.both_declared:
            said = declared_at(self.old, old.path), declared_at(self.new, new.path)
            self.changes.extend(container_changes(old, new, *said))
        self.changes.extend(spacing_changes(old, new, *self.layouts))
        if isinstance(old, Object) and isinstance(new, Object):
            self.objects(old, new)
        elif isinstance(old, Repeat) and isinstance(new, Repeat):
            self.nodes(old.item, new.item)
        elif isinstance(old, Tuple) and isinstance(new, Tuple):
            self.tuples(old, new)

    def objects(self, old: Object, new: Object) -> None:
        aligned = align(old, new)
        for before, after in aligned.pairs:
            if before.key != after.key:
                self.tell("member-renamed", after.value, before=before.key)
            elif before.literal != after.literal:
                self.tell("key-escape", after.value)
            if after.key in aligned.reordered:
                place = new.members.index(after)
                preceding = new.members[place - 1].key if place else None
                self.tell("member-reordered", after.value, after=preceding)
            if self.both_declared and before.optional != after.optional:
                self.tell("optional" if after.optional else "not-optional", after.value)
            self.nodes(before.value, after.value)
        self.removed.extend(aligned.removed)
        self.added.extend((member, new) for member in aligned.added)

    def tuples(self, old: Tuple, new: Tuple) -> None:
        counts = len(old.elements), len(new.elements)
        if counts[0] != counts[1]:
            self.tell("elements", new, before=str(counts[0]), after=str(counts[1]))
        for before, after in zip(old.elements, new.elements, strict=False):
            self.nodes(before, after)

    def moved(self) -> tuple[Member, tuple[Member, Object]] | None:
        """The next member that went to another object under the same key, if there is no doubt."""
        for member in self.removed:
            there = [entry for entry in self.added if entry[0].key == member.key]
            here = [other for other in self.removed if other.key == member.key]
            alone = len(there) == len(here) == 1
            if alone and likeness(member.value, there[0][0].value) >= ALIKE:
                return member, there[0]
        return None

"""Roles are data that the keepers of the whole house edit."""

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from qiaomen.kernel import clock
from qiaomen.kernel.actors import Actor
from qiaomen.kernel.models.ledger import Event
from qiaomen.kernel.names import taken_means
from qiaomen.kernel.permissions import HOUSE, Permission
from qiaomen.kernel.refusal import Forbidden, Refusal
from qiaomen.kernel.transitions import move
from qiaomen.people.actions.entering import enter, name_said, said
from qiaomen.people.models import Role


def add_role(*, code: str, name: str, permissions: Collection[str], reach: Role.Reach, by: Actor) -> Role:
    role = Role(
        code=said(code, _("Give the role a code.")),
        name=name_said(name),
        permissions=known_permissions(permissions),
        reach=reach,
    )
    with taken_means(_("There is already a role with the code %s. Choose another code.") % role.code):
        enter(role, "add", by=by, scope=HOUSE)
    return role


def change_role(
    role: Role, *, name: str, permissions: Collection[str], reach: Role.Reach, by: Actor
) -> Event:
    """Change what all posts of this role give, from the next request on."""
    with move(role, "change", by=by) as change:
        require_not_own(role, by)
        change.set(name=name_said(name), permissions=known_permissions(permissions), reach=reach)
    return change.event


def require_not_own(role: Role, by: Actor) -> None:
    """Else whoever keeps roles could give themselves every power there is."""
    posts = role.posts.unfinished(clock.today())
    if any(post.person.ref == by.ref for post in posts.select_related("person")):
        raise Forbidden(_("You hold this role yourself. Ask another administrator to change it."))


def known_permissions(words: Collection[str]) -> list[str]:
    """The permissions in order, as text; an unknown word is refused."""
    if unknown := sorted(set(words) - set(Permission)):
        raise Refusal(_("There is no permission called %s. Correct the list.") % ", ".join(unknown))
    return [permission.value for permission in Permission if permission in words]

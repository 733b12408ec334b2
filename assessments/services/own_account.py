"""What users change about their own account: name and language, and another address once they have proven it."""

from django.db import IntegrityError, transaction

from assessments.models import User

from .shown_rows import Shown, refuse_if_changed


@transaction.atomic
def change_own_details(user: User, *, name: str, language: str, shown: Shown) -> None:
    """Store the name and language of a user. Raises ChangedMeanwhileError if an admin changed them meanwhile."""
    row = User.objects.select_for_update().get(pk=user.pk)
    refuse_if_changed(row, shown)
    user.name, user.language = name, language
    user.save(update_fields=["name", "language"])


def is_taken(email: str, *, but_by: User) -> bool:
    """Whether somebody else has an account with this address."""
    return User.objects.filter(email__iexact=email).exclude(pk=but_by.pk).exists()


def take_new_address(user: User, *, earlier: str, email: str) -> bool:
    """Give a user another address, and return whether that could be done.

    Not if they have got another one in the meantime, or if somebody else has this one.
    """
    try:
        with transaction.atomic():
            row = User.objects.select_for_update().get(pk=user.pk)
            if row.email != earlier or is_taken(email, but_by=user):
                return False
            user.email = email
            user.save(update_fields=["email"])
    except IntegrityError:  # somebody took it at this very moment
        user.email = earlier
        return False
    return True

"""An address that a user no longer has signs nobody in, and the address that an admin noted is taken to be theirs."""

from collections.abc import Collection
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.db.models.signals import post_save
from django.dispatch import receiver


@receiver(post_save, sender=get_user_model())
def keep_one_address(
    instance: Any, *, update_fields: Collection[str] | None = None, raw: bool = False, **_more: Any
) -> None:
    """Keep the address that the user has now in allauth's list, and no other.

    Whoever registers has still to show that the address is theirs; allauth adds it then.
    """
    if raw or (update_fields is not None and "email" not in update_fields):
        return
    EmailAddress.objects.filter(user=instance).exclude(email__iexact=instance.email).delete()
    if instance.email and not getattr(instance, "has_registered", False):
        vouched_for = {"email": instance.email.lower(), "primary": True, "verified": True}
        EmailAddress.objects.get_or_create(user=instance, email__iexact=instance.email, defaults=vouched_for)

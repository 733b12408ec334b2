"""An address that a user no longer has signs nobody in and gets no link for a new password."""

from collections.abc import Collection
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.db.models.signals import post_save
from django.dispatch import receiver


@receiver(post_save, sender=get_user_model())
def forget_other_addresses(
    instance: Any, *, update_fields: Collection[str] | None = None, raw: bool = False, **_more: Any
) -> None:
    """Forget the addresses that allauth noted for a user, except the one that the user has now."""
    if not raw and (update_fields is None or "email" in update_fields):
        EmailAddress.objects.filter(user=instance).exclude(email__iexact=instance.email).delete()

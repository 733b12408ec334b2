"""Collects static files by what is in them."""

import filecmp

from django.contrib.staticfiles.management.commands import collectstatic
from django.core.files.storage import Storage


class Command(collectstatic.Command):
    """Django's command, which replaces each collected file that differs from its source.

    By itself it goes by moments alone: a file of a new version that was last changed before the old version was
    collected, as in a release that is unpacked later, would stay as it was.
    """

    def delete_file(self, path: str, prefixed_path: str, source_storage: Storage) -> bool:
        """Delete what was collected earlier, and return whether the file has to be collected."""
        if self.local and not self.dry_run and self._is_another(path, prefixed_path, source_storage):
            self.storage.delete(prefixed_path)
        return super().delete_file(path, prefixed_path, source_storage)

    def _is_another(self, path: str, prefixed_path: str, source_storage: Storage) -> bool:
        if not self.storage.exists(prefixed_path):
            return False
        return not filecmp.cmp(source_storage.path(path), self.storage.path(prefixed_path), shallow=False)

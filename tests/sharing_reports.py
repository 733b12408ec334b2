"""A folder of reports that tests share, which none of them may delete from."""

from contextlib import contextmanager

import pytest

from assessments.services.shelves.folder import Folder


@contextmanager
def never_deleting_in(private):
    """Let whatever deletes reports in this private folder fail, whoever asks for it."""

    def guarded(delete):
        def unless_shared(self, *what, **when):
            assert private not in self.root.parents, "other tests use these reports: take a folder of your own"
            return delete(self, *what, **when)

        return unless_shared

    with pytest.MonkeyPatch.context() as patch:
        for name in ("delete_of", "delete_unused"):
            patch.setattr(Folder, name, guarded(getattr(Folder, name)))
        yield

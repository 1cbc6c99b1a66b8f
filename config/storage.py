"""Where the files of the pages come from."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class PageFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc] # whitenoise has no types
    """Hashed and compressed. A file that came with a newer program than the last `qiaomen setup` is
    missing from the page then, which is better than no page; `qiaomen serve` lays all out when it begins.
    """

    manifest_strict = False
    support_js_module_import_aggregation = True  # modules name each other by hash too

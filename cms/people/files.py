"""Files of stories: kept where no web server looks, and handed out only while the story is public."""

import io
import secrets
from pathlib import PurePosixPath

from django.core.files.base import ContentFile
from django.db import models
from django.db.models.fields.files import FieldFile, ImageFieldFile
from django.urls import reverse
from PIL import Image, ImageOps

from cms.core.guarded import erase_folder, folders_in

FOLDER = "stories"
LARGEST = 960  # pixels on the longer side of a portrait
# The kind a browser is told, by the end of the name. Nothing else is taken in.
FILMS = {"mp4": "video/mp4", "webm": "video/webm"}
SOUNDS = {"m4a": "audio/mp4", "mp3": "audio/mpeg", "ogg": "audio/ogg", "wav": "audio/wav"}
PORTRAITS = {"jpg": "image/jpeg"}
TYPES = FILMS | SOUNDS | PORTRAITS


def folder_of(consent) -> str:
    """The folder of everything that was ever uploaded under one consent."""
    return f"{FOLDER}/{consent.key}"


def ending_of(name: str) -> str:
    """The last part of a file's name, small: `mp4`."""
    return PurePosixPath(name).suffix.removeprefix(".").lower()


def named_afresh(story, filename: str) -> str:
    """A name of our own: an uploaded name may hold somebody's."""
    return f"{folder_of(story.consent)}/{secrets.token_hex(8)}.{ending_of(filename)}"


def without_particulars(content) -> ContentFile:
    """The picture made small, and without what a camera writes into it: the place, the time, the device."""
    with Image.open(content) as picture:
        plain = ImageOps.exif_transpose(picture).convert("RGB")
        plain.thumbnail((LARGEST, LARGEST))
        out = io.BytesIO()
        Image.frombytes("RGB", plain.size, plain.tobytes()).save(out, "JPEG", quality=85, progressive=True)
    return ContentFile(out.getvalue())


class _GuardedAddress:
    @property
    def url(self):
        self._require_file()
        return reverse("story_file", args=[self.instance.pk or 0, PurePosixPath(self.name).name])


class GuardedFile(_GuardedAddress, FieldFile):
    """A file whose address asks each time whether the story is public."""


class GuardedPortrait(_GuardedAddress, ImageFieldFile):
    """A portrait, made small when it comes in, with such an address."""

    def save(self, name, content, save=True):
        content.seek(0)
        super().save("portrait.jpg", without_particulars(content), save)


class GuardedFileField(models.FileField):
    """A field for one file of a story."""

    attr_class = GuardedFile


class PortraitField(models.ImageField):
    """A field for the portrait of a story."""

    attr_class = GuardedPortrait


def erase_files(consent) -> int:
    """Deletes everything that was ever uploaded under this consent. Gives how many files there were."""
    return erase_folder(folder_of(consent))


def folders() -> list[str]:
    """The folders of all stories that have, or had, files."""
    return folders_in(FOLDER)

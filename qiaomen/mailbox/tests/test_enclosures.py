"""Files of a mail pass the checks of every door; what does not is named to the sender and the desk."""

import pytest
from PIL import Image

from qiaomen.kernel.files import path_of
from qiaomen.kernel.models import Message
from qiaomen.kernel.tests import pictures
from qiaomen.mailbox import enclosures
from qiaomen.mailbox.reading import Enclosed
from qiaomen.mailbox.taking import take
from qiaomen.mailbox.tests import mails
from qiaomen.matters.models import Matter
from qiaomen.matters.tracking import MOST_CONFIRMED
from tests.world import World

WORDS = "The tap leaks"
RAR = b"Rar!\x1a\x07\x01\x00" + b"x" * 40


def sent(*files: tuple[str, bytes], number: int = 1) -> Matter:
    mail = mails.with_files(*files, text=WORDS, number=number, Subject="Photos")
    return Matter.objects.get(number=take(mail).number)


def test_a_photo_is_kept_without_its_position(world: World):
    kept = sent(("IMG.JPG", pictures.telling("JPEG"))).attachments.get()
    assert kept.name == "IMG.JPG"
    assert pictures.SECRET not in path_of(kept.sha256).read_bytes()
    with Image.open(path_of(kept.sha256)) as photo:
        assert not photo.getexif()


def test_of_sixty_files_the_first_twenty_are_kept(world: World):
    matter = sent(*((f"{number}.txt", b"%d" % number) for number in range(60)))
    assert matter.attachments.count() == 20
    names = "20.txt, 21.txt, 22.txt, 23.txt, 24.txt…"
    told = f"［The first 20 files of a mail are kept, these 40 are not: {names}.］"
    assert matter.body == f"{WORDS}\n\n{told}"


def test_packed_files_are_told_in_one_sentence(world: World):
    inner = mails.zipped("a.txt", b"inside")
    matter = sent(("outer.zip", mails.zipped("inner.zip", inner)), ("b.rar", RAR), ("c.jpg", inner))
    assert matter.attachments.count() == 0
    told = "［Packed files are not opened and not kept: outer.zip, b.rar, c.jpg. Send the files themselves.］"
    assert matter.body == f"{WORDS}\n\n{told}"


@pytest.mark.parametrize("start", [b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"x" * 257 + b"ustar"])
def test_whatever_packs_is_known_by_its_content(start: bytes):
    assert "Packed files" in enclosures.sort([Enclosed("a.pdf", start + b"x" * 600)]).left_out[0]


def test_an_office_document_is_not_taken_for_a_packed_file():
    macros = mails.zipped("[Content_Types].xml", b"word/vbaProject.bin")
    assert "Packed" not in enclosures.sort([Enclosed("a.docm", macros)]).left_out[0]


def test_a_program_is_named_with_what_can_be_sent(world: World):
    matter = sent(("bill.pdf.exe", b"MZ\x90\x00" + b"x" * 600))
    assert "［“bill.pdf.exe” cannot be attached, whatever its name says" in matter.body


def test_the_same_photo_twice_is_kept_once(world: World):
    matter = sent(("a.txt", b"inside"), ("b.txt", b"inside"))
    assert matter.attachments.count() == 1


def test_the_sender_is_told_by_mail_that_something_is_missing(world: World):
    sent(("a.rar", RAR))
    assert Message.objects.get(template="mail_left_out").channel == "email"
    sent(("a.txt", b"inside"), number=2)
    assert Message.objects.filter(template="mail_left_out").count() == 1


def test_who_sends_very_often_is_not_told_each_time(world: World):
    for number in range(MOST_CONFIRMED + 2):
        sent(("a.rar", RAR), number=number)
    assert Message.objects.filter(template="mail_left_out").count() == MOST_CONFIRMED


def test_a_matter_full_of_files_takes_the_words_and_keeps_the_rest_in_the_mail(world: World):
    matter = sent(*((f"{number}.txt", b"%d" % number) for number in range(20)))
    code = matter.tellings.get().code
    more = [(f"{number}.txt", b"%d" % number) for number in range(20, 40)]
    take(mails.with_files(*more, text=f"{matter.number} {code}", number=2))
    assert matter.attachments.count() == 30
    assert matter.notes.filter(by="machine/mailbox", text__contains="30").exists()
    assert matter.mails.count() == 2

"""The sentences of the app: its script has none of its own."""

from django.utils.translation import gettext as _


def words() -> dict[str, str]:
    """By the name under which the script asks for them; {name} is filled in there."""
    return {**_pages(), **_forms(), **_sending()}


def _pages() -> dict[str, str]:
    return {
        "title": _("In the field"),
        "back": _("Back"),
        "report": _("Report what I see"),
        "mine": _("My matters"),
        "nothingMine": _("Nothing waits for you. What the office gives you appears here by itself."),
        "grid": _("My grid"),
        "nothingGrid": _("Nothing else is open here. What you see on the way you can report."),
        "late": _("late"),
        "waitsHere": _("done, not sent yet"),
        "gone": _("It is not here any more"),
        "goneWhy": _("Somebody else has it now, or it has ended. Go back to your list."),
        "rounds": _("Rounds"),
        "checkpointsDone": _("%(done)s of %(all)s checkpoints") % {"done": "{done}", "all": "{all}"},
        "allRight": _("All right"),
        "somethingFound": _("Something found"),
        "looked": _("looked at"),
        "walked": _("Every checkpoint was looked at."),
        "finding": _("Something found"),
        "accept": _("Take it on"),
        "acceptHelp": _("Your unit then has it, and it is being handled."),
        "answer": _("Answer"),
        "check": _("Enter what I saw there"),
        "note": _("Write a note"),
        "opening": _("One moment …"),
        "firstContact": _(
            "There is no signal, and this phone carries nothing yet. Try again where there is."
        ),
        "signInFirst": _("Sign in to see your matters. It is the same account as at the desk."),
        "signIn": _("Sign in"),
        "desk": _("To the desk"),
        "noStore": _(
            "This browser keeps nothing, as private windows do. Open the app in the phone's ordinary browser."
        ),
        "kept": _("%s waiting to be sent stay on this phone until then.") % "{count}",
    }


def _forms() -> dict[str, str]:
    return {
        "whatIsIt": _("What is it about?"),
        "speak": _("You can speak: press the microphone of your keyboard."),
        "photos": _("Photos"),
        "before": _("Photos before"),
        "after": _("Photos after"),
        "position": _("Position"),
        "takePosition": _("Take it from the phone"),
        "positionTaken": _("Taken, to about %s metres.") % "{metres}",
        "looking": _("Looking for the position …"),
        "noPosition": _("The phone gives no position. Choose the place, or describe it."),
        "address": _("Where exactly?"),
        "place": _("Place"),
        "byPosition": _("by the position"),
        "outcome": _("What has come of it"),
        "residentReads": _("The resident reads this: what was found, what was done, who to call."),
        "plannedFor": _("Planned for"),
        "seen": _("What was seen"),
        "optional": _("may be left empty"),
        "missing": _("Fill this in."),
        "choose": _("choose"),
        "yes": _("yes"),
        "no": _("no"),
        "takePhoto": _("Take or choose a photo"),
        "remove": _("Remove"),
        "send": _("Finish"),
        "noRoom": _("The phone has no room left for this. Remove photos here, or free some room on it."),
    }


def _sending() -> dict[str, str]:
    return {
        "queue": _("Still to be sent"),
        "toSend": _("Still to be sent: %s") % "{count}",
        "nothingToSend": _("Everything is sent."),
        "sendNow": _("Send now"),
        "waiting": _("Waits for signal and is then sent by itself."),
        "refused": _("The office has not taken this. It stays here until you decide."),
        "conflict": _("Somebody acted meanwhile. It stays here until you decide."),
        "tooLarge": _("It is too large to be sent. Change it: take photos away until it fits."),
        "theirs": _("In the office: %s") % "{state}",
        "ours": _("On this phone"),
        "sendAgain": _("Send again"),
        "sendMine": _("Send mine all the same"),
        "changeIt": _("Change it"),
        "giveUp": _("Give it up"),
        "sure": _("It is then gone from this phone and was not sent. Give it up?"),
        "ofAnother": _("Somebody else has written this. It is sent when they sign in again."),
        "stuck": _("Look at what could not be sent: %s") % "{count}",
        "noContact": _("No signal. Go on working: everything is kept and sent later."),
        "signedOut": _("You are signed out. What you do is kept; it is sent when you have signed in."),
        "leaveUnsent": _("%s are not sent yet and would be gone. Sign out all the same?") % "{count}",
        "newer": _("There is a newer version. Load it"),
        "insecure": _(
            "Camera, position and work without signal need a secure line (https). Ask whoever keeps the "
            "office's server: its guide shows how, under “A secure line for phones”."
        ),
    }

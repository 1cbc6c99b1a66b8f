"""Every address of the desk."""

from django.urls import path

from qiaomen.desk.announcements import views as announcements
from qiaomen.desk.calls import views as calls
from qiaomen.desk.catalogue import reviewing
from qiaomen.desk.catalogue import views as catalogue
from qiaomen.desk.hot import views as hot
from qiaomen.desk.intake import again
from qiaomen.desk.intake import views as intake
from qiaomen.desk.keys import views as keys
from qiaomen.desk.knowledge import views as knowledge
from qiaomen.desk.leading import bulletins
from qiaomen.desk.leading import views as leading
from qiaomen.desk.mails import views as mails_aside
from qiaomen.desk.many import views as many
from qiaomen.desk.many.forms import FORMS as MANY
from qiaomen.desk.maps import boundaries
from qiaomen.desk.maps import views as maps
from qiaomen.desk.maps.overview import overview
from qiaomen.desk.matters import following, mails, meanwhile
from qiaomen.desk.matters import views as matters
from qiaomen.desk.office.addresses import ADDRESSES as OFFICE
from qiaomen.desk.procedures import trying, writing
from qiaomen.desk.procedures import views as procedures
from qiaomen.desk.queues import arranging
from qiaomen.desk.queues import views as queues
from qiaomen.desk.registers import views as registers
from qiaomen.desk.registers.kinds import REGISTERS
from qiaomen.desk.reports import views as reports
from qiaomen.desk.rounds import views as rounds
from qiaomen.desk.sampling import views as sampling
from qiaomen.desk.searching import views as searching
from qiaomen.desk.signing import views as signing
from qiaomen.desk.verbs.table import FORMS
from qiaomen.desk.verbs.typed import PREVIEW
from qiaomen.desk.verbs.views import preview_page, verb_page
from qiaomen.kernel.permissions import Permission

app_name = "desk"

urlpatterns = [
    path("sign-in/", signing.SignIn.as_view(), name="sign-in"),
    path("sign-out/", signing.sign_out, name="sign-out"),
    path("password/", signing.password, name="password"),
    path("language/", signing.language, name="language"),
    path("", queues.today, name="today"),
    path("queues/sorting/", queues.sorting, name="sorting"),
    path("queues/<str:name>/", queues.queue, name="queue"),
    path("keys/", keys.keys, name="keys"),
    path("keys/switch/", keys.switch, name="keys-switch"),
    path("columns/", arranging.choose, name="columns"),
    path("lists/", arranging.keep, name="lists"),
    path("list-name/", arranging.rename, name="list-name"),
    path("list-end/", arranging.drop, name="list-end"),
    *(path(f"many/{form.noun}/", many.filling_in(form), name=f"many-{form.noun}") for form in MANY),
    *(path(f"many/{form.noun}/done/", many.doing(form), name=f"many-{form.noun}-done") for form in MANY),
    path("requests/", queues.requests, name="requests"),
    path("whistles/", queues.whistles, name="whistles"),
    path("mails/", mails_aside.mails, name="mails"),
    path("mails/<int:mail>/", mails_aside.again, name="mail-again"),
    *(path(f"{noun}/", registers.page, {"noun": noun}, name=noun) for noun in REGISTERS),
    *(path(f"{noun}/sheet/", registers.sheet, {"noun": noun}, name=f"{noun}-sheet") for noun in REGISTERS),
    path("calls/", calls.calls, name="calls"),
    path("calls/script/", calls.script, name="call-script"),
    path("calls/<str:number>/telephone/", calls.telephone, name="call-telephone"),
    path("calls/<str:number>/verdict/", calls.verdict, name="call-verdict"),
    path("calls/<str:number>/unreached/", calls.unreached, name="call-unreached"),
    path("calls/<str:number>/postponement/", calls.postponement, name="call-postponement"),
    path("calls/<str:number>/skip/", calls.skip, name="call-skip"),
    path("matters/", searching.matters, name="matters"),
    path("matters/new/", intake.new, name="new"),
    path("matters/new/answers/", intake.answers, name="new-answers"),
    path("matters/new/places/", intake.places, name="new-places"),
    path("matters/new/filling/", intake.filling, name="new-filling"),
    path("matters/new/reply/", intake.reply, name="new-reply"),
    path("matters/new/voice/", again.voice, name="new-voice"),
    path("matters/new/addition/", again.addition, name="new-addition"),
    path("matters/new/caller/", again.caller, name="new-caller"),
    path("matters/search/", searching.search, name="search"),
    path("matters/suggestions/", searching.suggested, name="suggestions"),
    path("matters/caller/", searching.caller, name="caller"),
    path("matters/<str:number>/", matters.matter, name="matter"),
    path("matters/<str:number>/alike/", matters.alike, name="alike"),
    path("matters/<str:number>/since/<int:seen>/", meanwhile.since, name="since"),
    path("matters/<str:number>/following/", following.begin, name="following"),
    path("matters/<str:number>/following-end/", following.end, name="following-end"),
    path("matters/<str:number>/disclosure/", matters.disclosure, name="disclosure"),
    path("matters/<str:number>/original/", mails.original, name="original"),
    path("overview/", leading.mine, name="overview"),
    path("overview/places/<str:place>/", leading.of_place, name="overview-place"),
    path("overview/places/<str:place>/bulletin/", bulletins.publication, name="bulletin-publication"),
    path("overview/places/<str:place>/bulletins/<str:month>.pdf", bulletins.bulletin, name="bulletin"),
    path("overview/places/<str:place>/page.pdf", leading.print_place, name="overview-place-pdf"),
    path("overview/units/<str:unit>/page.pdf", leading.print_unit, name="overview-unit-pdf"),
    path("overview/units/<str:unit>/", leading.of_unit, name="overview-unit"),
    path("reports/whistles/", reports.whistles, name="report-whistles"),
    path("reports/whistles/calls/", reports.calls, name="report-whistles-calls"),
    path("hot/", hot.issues, name="hot"),
    path("hot/<int:issue>/", hot.issue, name="hot-issue"),
    path("hot/<int:issue>/name/", hot.naming, name="hot-name"),
    path("hot/<int:issue>/pin/", hot.pin, name="hot-pin"),
    path("hot/<int:issue>/pin-end/", hot.unpin, name="hot-pin-end"),
    path("hot/<int:issue>/joining/", hot.joining, name="hot-joining"),
    path("hot/<int:issue>/parting/", hot.parting, name="hot-parting"),
    path("case-files/", sampling.case_files, name="case-files"),
    path("matters/<str:number>/case-check/", sampling.case_check, name="case-check"),
    path("rounds/", rounds.rounds, name="rounds"),
    path("rounds/new/", rounds.new, name="round-new"),
    path("rounds/<int:round_no>/", rounds.one_round, name="round"),
    path("rounds/<int:round_no>/revision/", rounds.revision, name="round-revision"),
    path("rounds/<int:round_no>/end/", rounds.end, name="round-end"),
    path("announcements/", announcements.announcements, name="announcements"),
    path("announcements/new/", announcements.new, name="announcement-new"),
    path("announcements/<int:notice>/", announcements.announcement, name="announcement"),
    path("announcements/<int:notice>/end/", announcements.end, name="announcement-end"),
    path("knowledge/", knowledge.short_answers, name="short-answers"),
    path("knowledge/new/", knowledge.new, name="short-answer-new"),
    path("knowledge/<str:name>/", knowledge.short_answer, name="short-answer"),
    path("knowledge/<str:name>/revision/", knowledge.revision, name="short-answer-revision"),
    path("knowledge/<str:name>/confirmation/", knowledge.confirmation, name="short-answer-confirmation"),
    path("knowledge/<str:name>/end/", knowledge.end, name="short-answer-end"),
    path("knowledge/<str:name>/resumption/", knowledge.resumption, name="short-answer-resumption"),
    *(path(f"matters/<str:number>/{form.noun}/", verb_page(form), name=form.noun) for form in FORMS),
    *(
        path(f"matters/<str:number>/{form.noun}/preview/", preview_page(form), name=f"{form.noun}{PREVIEW}")
        for form in FORMS
        if form.TOLD
    ),
    path("catalogue/", catalogue.items, name="catalogue"),
    path("catalogue/new/", catalogue.new, name="catalogue-new"),
    path("catalogue/duties/", reviewing.duties, name="catalogue-duties"),
    path("catalogue/duties.csv", reviewing.duties_csv, name="catalogue-duties-csv"),
    path("catalogue/quality/", reviewing.looked_over, name="catalogue-quality"),
    path("catalogue/items/<str:code>/", catalogue.item, name="catalogue-item"),
    path("catalogue/items/<str:code>/revision/", catalogue.revision, name="catalogue-revision"),
    path("catalogue/items/<str:code>/end/", catalogue.ending, name="catalogue-end"),
    path("catalogue/items/<str:code>/resumption/", catalogue.resumption, name="catalogue-resumption"),
    path("catalogue/items/<str:code>/changes/", reviewing.changes, name="catalogue-changes"),
    path("catalogue/items/<str:code>/uses/", reviewing.uses, name="catalogue-uses"),
    path("catalogue/procedures/", procedures.procedures, name="procedures"),
    path("catalogue/procedure-draft/", writing.draft, name="procedure-draft"),
    path("catalogue/procedure-trial/", trying.trial_run, name="procedure-trial"),
    path("catalogue/procedures/<str:procedure>/", procedures.one_procedure, name="procedure-page"),
    path("catalogue/procedures/<str:procedure>/use/", procedures.use, name="procedure-use"),
    path("catalogue/procedures/<str:procedure>/copy/", writing.copy, name="procedure-copy"),
    path("catalogue/procedures/<str:procedure>/step/", writing.step_new, name="procedure-step-new"),
    path(
        "catalogue/procedures/<str:procedure>/steps/<str:step>/", writing.step_change, name="procedure-step"
    ),
    path(
        "catalogue/procedures/<str:procedure>/steps/<str:step>/removal/",
        writing.step_removal,
        name="procedure-step-removal",
    ),
    path("catalogue/procedures/<str:procedure>/uses/", reviewing.procedure_uses, name="procedure-uses"),
    path("boundaries/", boundaries.boundaries, name="boundaries"),
    path("boundaries/outlines/", maps.outlines(Permission.TERRITORY_EDIT), name="boundary-outlines"),
    path("boundaries/spot/", maps.spot(Permission.TERRITORY_EDIT), name="boundary-spot"),
    path("boundaries/<str:place>/", boundaries.boundary, name="boundary"),
    path("map/", overview, name="map"),
    path("map/outlines/", maps.outlines(Permission.MATTER_READ), name="map-outlines"),
    path("map/spot/", maps.spot(Permission.MATTER_READ), name="map-spot"),
    *OFFICE,
    path("attachments/<int:pk>/", matters.attachment, name="attachment"),
]

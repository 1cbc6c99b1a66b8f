"""Every address of the portal."""

from django.urls import path

from qiaomen.portal.announcements import views as announcements
from qiaomen.portal.calling_back import views as calling_back
from qiaomen.portal.care import views as care
from qiaomen.portal.figures import views as figures
from qiaomen.portal.joining import views as joining
from qiaomen.portal.maps import views as maps
from qiaomen.portal.questions import views as questions
from qiaomen.portal.released import views as released
from qiaomen.portal.reporting import views as reporting
from qiaomen.portal.services import views as services
from qiaomen.portal.signing import views as signing
from qiaomen.portal.tracking import views as tracking

app_name = "portal"

urlpatterns = [
    path("", care.first_page, name="report"),
    path("large-type/", care.large_type, name="large-type"),
    path("one-by-one/", care.one_by_one, name="one-by-one"),
    path("thanks/<number>/", reporting.thanks, name="thanks"),
    path("thanks/<number>/card.png", reporting.card, name="card"),
    path("similar/", reporting.similar, name="similar"),
    path("track/", tracking.track, name="track"),
    path("track/departure/", tracking.departure, name="departure"),
    path("track/<number>/", tracking.matter, name="matter"),
    path("track/<number>/files/<int:pk>/", tracking.file, name="file"),
    path("track/<number>/<noun>/", tracking.act, name="act"),
    path("r/<token>", calling_back.verdict, name="call-back"),
    path("neighbourhood/", released.neighbourhood, name="neighbourhood"),
    path("neighbourhood/feed.xml", released.feed, name="neighbourhood-feed"),
    path("neighbourhood/<number>/voice/", joining.voice, name="voice"),
    path("figures/", figures.figures, name="figures"),
    path("figures/<str:month>.csv", figures.figures_csv, name="figures-csv"),
    path("announcements/", announcements.announcements, name="announcements"),
    path("mine/", signing.mine, name="mine"),
    path("mine/sign-in/", signing.sign_in, name="sign-in"),
    path("mine/code/", signing.code, name="sign-in-code"),
    path("map/outlines/", maps.outlines, name="map-outlines"),
    path("map/spot/", maps.spot, name="map-spot"),
    path("catalogue/", services.services, name="services"),
    path("questions/", questions.questions, name="questions"),
    path("catalogue/duties/", services.duties, name="duties"),
    path("catalogue/duties.csv", services.duties_csv, name="duties-csv"),
]

from django.urls import path

from samsyn.plan.urls.reading import EDITION
from samsyn.plan.views import carrying, receipts

urlpatterns = [
    path(f"{EDITION}send-out/", receipts.send_out, name="send-out"),
    path(f"{EDITION}receipts/", receipts.receipts, name="receipts"),
    path(f"{EDITION}receipts/<int:pk>/opened/", receipts.receipt_open, name="receipt-open"),
    path(f"{EDITION}receipts/read/", receipts.confirm_reading, name="confirm-reading"),
    path(f"{EDITION}go-on/", carrying.go_on, name="go-on"),
    path(f"{EDITION}carried/", carrying.carried, name="carried"),
    path("<slug:collaboration>/plan/<slug:plan>/next/", carrying.start_next_plan, name="next-plan"),
]

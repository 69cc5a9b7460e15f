"""Every table of the portal in one list, parents before children: for migrations, tests and backups."""

from webapp.accounts.models import MailedLink, Person, Session
from webapp.core.audit import AuditEntry
from webapp.core.jobs import LongJob, WorkerPulse
from webapp.core.mail import OutgoingMail
from webapp.core.rate_limits import Tally
from webapp.news.models import Audience, Post, Seen
from webapp.notifications.models import AddressTrouble, Delivery, Device, Notification, Opening, Preference
from webapp.schools.models import (
    Child,
    Enrolment,
    Group,
    Guardianship,
    Link,
    LinkCode,
    PupilKey,
    SchoolImport,
    StaffMember,
    Teaching,
    Unit,
)
from webapp.urgent.models import Confirmation, PhoneCall, UrgentAudience, UrgentMessage, UrgentReader

TABLES = [
    AuditEntry,
    Tally,
    LongJob,
    WorkerPulse,
    OutgoingMail,
    Person,
    Session,
    MailedLink,
    Unit,
    Group,
    Child,
    PupilKey,
    Enrolment,
    Guardianship,
    LinkCode,
    Link,
    StaffMember,
    Teaching,
    SchoolImport,
    Post,
    Audience,
    Seen,
    Device,
    Preference,
    Notification,
    Delivery,
    Opening,
    AddressTrouble,
    UrgentMessage,
    UrgentAudience,
    UrgentReader,
    Confirmation,
    PhoneCall,
]

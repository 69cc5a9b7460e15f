"""Every table of the portal in one list, parents before children: for migrations, tests and backups."""

from webapp.absence.models import (
    Absence,
    AbsenceEvent,
    AbsenceReason,
    AbsenceSettings,
    Asked,
    MissingCall,
    Presence,
    Question,
)
from webapp.accounts.models import MailedLink, Person, Session
from webapp.core.audit import AuditEntry
from webapp.core.jobs import LongJob, WorkerPulse
from webapp.core.mail import OutgoingMail
from webapp.core.rate_limits import Tally
from webapp.documents.models import Letter
from webapp.leave.models import (
    Blackout,
    LeaveAttachment,
    LeaveDecision,
    LeaveEvent,
    LeaveKind,
    LeaveRequest,
    LeaveSettings,
)
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
    SpecialDay,
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
    SpecialDay,
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
    Letter,
    AbsenceSettings,
    AbsenceReason,
    Absence,
    AbsenceEvent,
    Presence,
    Question,
    Asked,
    MissingCall,
    LeaveSettings,
    LeaveKind,
    Blackout,
    LeaveRequest,
    LeaveEvent,
    LeaveDecision,
    LeaveAttachment,
]

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
from webapp.consent.models import (
    ConsentDecision,
    ConsentErasure,
    ConsentReview,
    ConsentSettings,
    ErasedDecision,
    Purpose,
    RemovalRequest,
    Wording,
)
from webapp.core.audit import AuditEntry
from webapp.core.chain import ChainHead, ChainLink
from webapp.core.jobs import LongJob, WorkerPulse
from webapp.core.mail import OutgoingMail
from webapp.core.rate_limits import Tally
from webapp.directory.models import PhoneSharing
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
from webapp.news.models import Attachment, Audience, Draft, Photo, PhotoTag, Post, Seen
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
    ChainLink,
    ChainHead,
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
    ConsentSettings,
    Purpose,
    Wording,
    ConsentDecision,
    ConsentErasure,
    ErasedDecision,
    ConsentReview,
    RemovalRequest,
    PhoneSharing,
    Draft,
    Photo,
    PhotoTag,
    Attachment,
]

# Tables of which the database itself lets no row be changed, nor deleted but where this condition on it holds.
APPEND_ONLY = {
    "audit_entry": "",
    "chain_link": "",
    "wording": "",
    "consent_decision": "EXISTS (SELECT 1 FROM erased_decision WHERE erased_decision.number = OLD.number)",
    "consent_erasure": "",
    "erased_decision": "",
}
